"""How well intents are learnt from few examples, on sets of several trades, no sentence twice.

Work sets may be looked at while tuning; held ones are only measured. Ten examples of each intent
are taught, the others are asked, with texts out of scope; «near» leaves a quarter of the intents
out and asks them too, «slips» misspells what is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from limpide.assistant.understanding import Example, Figures, Line, measure

HERE = Path(__file__).parent
SETS = {"work": ("bank_en", "many_en", "telecom_fr", "voice_fr"), "held": ("life_en", "life_fr")}
_TAUGHT = 10
_LEFT_OUT = 0.25
_MISSPELT = 0.35
_LETTERS = "aeiourstlnm"
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Trial:
    """What is taught and what is asked."""

    name: str
    taught: list[Example]
    asked: list[Line]


def trials(name: str) -> list[Trial]:
    """Split one set three ways, always alike."""
    return [_trial(name, way) for way in ("plain", "near", "slips")]


def figures_of(trial: Trial) -> Figures:
    """Learn from what is taught, answer what is asked."""
    return measure(trial.taught, trial.asked)[0]


def _trial(name: str, way: str) -> Trial:
    chance = Random(f"{name} {way}")
    known: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text())
    language = str(known["language"])
    intents = {label: sentences(texts) for label, texts in sorted(known["intents"].items())}
    names = list(intents)
    foreign = set(chance.sample(names, int(len(names) * _LEFT_OUT))) if way == "near" else set()
    taught: list[Example] = []
    asked = [Example(text, None, language) for text in sentences(known["outside"])]
    for label, texts in intents.items():
        chance.shuffle(texts)
        if label in foreign:
            asked += [Example(text, None, language) for text in texts[:_TAUGHT]]
            continue
        taught += [Example(text, label, language) for text in texts[:_TAUGHT]]
        asked += [Example(text, label, language) for text in texts[_TAUGHT:]]
    if way == "slips":
        asked = [Example(misspelt(e.text, chance), e.label, e.language) for e in asked]
    return Trial(f"{name} {way}", taught, _numbered(asked))


def sentences(joined: str) -> list[str]:
    """Take the sentences of an intent apart."""
    return [text.strip() for text in joined.split(" / ") if text.strip()]


def _numbered(examples: Sequence[Example]) -> list[Line]:
    return [Line(str(number), example) for number, example in enumerate(examples)]


def misspelt(text: str, chance: Random) -> str:
    """Put a slip of the keyboard into about a third of the longer words."""
    return " ".join(
        _slip(word, chance) if len(word) > _SHORT and chance.random() < _MISSPELT else word
        for word in text.split()
    )


def _slip(word: str, chance: Random) -> str:
    """Leave a letter out, swap two, write one twice, or hit another key."""
    at = chance.randrange(1, len(word) - 1)
    match chance.randrange(4):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 2:
            return word[:at] + word[at] + word[at:]
        case _:
            return word[:at] + chance.choice(_LETTERS) + word[at + 1 :]
