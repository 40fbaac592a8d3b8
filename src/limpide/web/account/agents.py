"""A browser's name from what it says of itself: enough to recognise one's own."""

from typing import Final

# The first that fits: Chrome says it is Safari, Edge says it is both.
_BROWSERS: Final = {
    "Firefox/": "Firefox",
    "Edg/": "Edge",
    "OPR/": "Opera",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
_SYSTEMS: Final = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


def device_of(agent: str) -> str:
    """Name browser and system, e.g. «Firefox · Linux»; empty when neither is known."""
    found = [
        next((name for mark, name in known.items() if mark in agent), "")
        for known in (_BROWSERS, _SYSTEMS)
    ]
    return " · ".join(name for name in found if name)
