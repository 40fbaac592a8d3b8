"""A person who left traces everywhere: by the API, by mail, in the chat, in a procedure."""

import pytest
from tests.api.conftest import anonymous, client
from tests.flows.conftest import retail, shop

__all__ = ["anonymous", "client", "pytest", "retail", "shop"]
