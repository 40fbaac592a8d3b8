"""Memory of processes that run for long."""

import gc
from typing import Final

# Rows come in by the hundred: a look at the young objects for each 700 of them finds nothing.
_THRESHOLDS: Final = (20_000, 20, 20)


def settle() -> None:
    """Keep what was loaded at the start out of every later search for garbage.

    Some hundred thousand objects of libraries never die; looking through them again and again took
    a quarter of the time of a campaign's job process (bench/campaign.py).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
