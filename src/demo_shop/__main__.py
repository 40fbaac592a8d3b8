"""`python -m demo_shop --port 8090 --data FILE --token TOKEN`: the shop, on loopback only."""

import argparse
from pathlib import Path

import uvicorn

from .app import create_app
from .books import Shop


def main() -> None:
    """Serve the shop until told to stop."""
    words = argparse.ArgumentParser(prog="demo_shop")
    words.add_argument("--port", type=int, default=8090)
    words.add_argument("--data", type=Path, default=None, help="SQLite file; in memory without.")
    words.add_argument("--token", default="demo", help="What callers must show.")
    given = words.parse_args()
    shop = Shop(given.data)
    uvicorn.run(
        create_app(shop, given.token), host="127.0.0.1", port=given.port, log_level="warning"
    )


if __name__ == "__main__":
    main()
