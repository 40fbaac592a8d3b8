"""A shop to talk with: a process of its own, with an HTTP API and a payment ledger of its own.

It knows nothing of Limpide but in `telling.py`, where it calls the API to tell a delay before it is
asked for; the retail pack reaches it through an ordinary connector. All its
customers, orders and products are invented; its days count from the day it is founded.
"""

from .app import create_app
from .books import Shop

__all__ = ["Shop", "create_app"]
