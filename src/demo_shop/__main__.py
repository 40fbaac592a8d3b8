"""`python -m demo_shop --port 8090 --data FILE`: the shop and its post, on loopback only."""

import argparse
import os
from pathlib import Path

import uvicorn

from .app import create_app
from .books import Shop
from .post import Post
from .telling import teller


def main() -> None:
    """Serve the shop until told to stop."""
    words = argparse.ArgumentParser(prog="demo_shop")
    words.add_argument("--port", type=int, default=8090)
    words.add_argument("--mail-port", type=int, default=0, help="Take mail here; 0 for none.")
    words.add_argument("--data", type=Path, default=None, help="SQLite file; in memory without.")
    given = words.parse_args()
    # What callers must show; not an argument, which every user of the machine could read.
    token = os.environ.get("DEMO_SHOP_TOKEN", "demo")
    # Where to tell customers of delays, and with which key; nowhere by default.
    url, key = os.environ.get("DEMO_SHOP_TELL_URL"), os.environ.get("DEMO_SHOP_TELL_KEY")
    app = create_app(Shop(given.data), token, teller(url, key) if url and key else None)
    if given.mail_port:
        post = Post()
        post.listen(given.mail_port)
        app.include_router(post.pages())
    uvicorn.run(app, host="127.0.0.1", port=given.port, log_level="warning")


if __name__ == "__main__":
    main()
