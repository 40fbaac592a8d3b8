"""What was said and done in the playground: it travels in the form, nothing of it is kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

_MOST: Final = 30
_LONGEST: Final = 1000
_CHANNELS: Final = ("chat", "email")


@dataclass(frozen=True, slots=True)
class Scene:
    """A conversation under way: its turns as a script has them, and who speaks by which channel.

    `is_compared`: what is published answers the same words, beside the drafts.
    """

    turns: tuple[Mapping[str, Any], ...] = ()
    language: str = "fr"
    channel: str = "chat"
    sender: str = "agathe.lormeau@courriel.example"
    with_documents: bool = True
    is_compared: bool = False

    def script(self) -> dict[str, Any]:
        """Give the scene as a conversation test without expectations."""
        sender = {"from": self.sender} if self.channel == "email" else {}
        return {
            "language": self.language,
            "channel": self.channel,
            "turns": list(self.turns),
            **sender,
        }

    def after(self, act: str, text: str) -> "Scene":
        """Give the scene after one more act; what cannot be done changes nothing."""
        said = text.strip()[:_LONGEST]
        added: dict[str, Mapping[str, Any] | None] = {
            "say": {"says": said} if said else None,
            "code": {"code": True},
            "approve": {"approve": True},
            "reject": {"approve": False},
        }
        if act == "undo":
            return replace(self, turns=self.turns[:-1])
        if act == "anew":
            return replace(self, turns=())
        if act in {"compare", "alone"}:
            return replace(self, is_compared=act == "compare")
        one = added.get(act)
        if one is None or len(self.turns) >= _MOST or (not self.turns and act != "say"):
            return self
        return replace(self, turns=(*self.turns, one))


def read_turns(text: str) -> tuple[Mapping[str, Any], ...]:
    """Read the turns that came back with the form; what is not ours is left out."""
    try:
        data: Any = json.loads(text or "[]")
    except ValueError:
        return ()
    return _turns(data)


def scene_of(form: Mapping[str, str]) -> Scene:
    """Read the scene from a form."""
    sender = form.get("sender", "").strip()[:200]
    return Scene(
        turns=read_turns(form.get("turns", "")),
        language="en" if form.get("in_language") == "en" else "fr",
        channel=form["channel"] if form.get("channel") in _CHANNELS else "chat",
        sender=sender if "@" in sender else Scene().sender,
        with_documents=form.get("documents", "yes") == "yes",
        is_compared=form.get("compare") == "yes",
    )


def scene_kept(script: Mapping[str, Any]) -> Scene:
    """Give the scene of a kept test, to be compared: its words and acts, without expectations."""
    sender = str(script.get("from", ""))
    return Scene(
        turns=_turns(script.get("turns")),
        language="en" if script.get("language") == "en" else "fr",
        channel=str(script["channel"]) if script.get("channel") in _CHANNELS else "chat",
        sender=sender if "@" in sender else Scene().sender,
        is_compared=True,
    )


def _turns(data: Any) -> tuple[Mapping[str, Any], ...]:
    turns: Sequence[Any] = data if isinstance(data, list | tuple) else []
    read = [_turn(each) for each in turns[:_MOST]]
    return tuple(each for each in read if each is not None)


def _turn(data: Any) -> Mapping[str, Any] | None:
    match data:
        case {"says": str(said)} if said.strip():
            return {"says": said[:_LONGEST]}
        case {"code": True}:
            return {"code": True}
        case {"approve": bool(yes)}:
            return {"approve": yes}
        case _:
            return None
