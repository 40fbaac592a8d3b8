"""Starting the OpenID Connect provider that tests sign in at."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_PATIENCE = 600


def serve_issuer() -> Iterator[str]:
    """Run the provider until the generator is closed; give its issuer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = str(Path(__file__).parent / "oidc_provider.py")
    process = subprocess.Popen([sys.executable, program, str(port)])
    for _ in range(_PATIENCE):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()
