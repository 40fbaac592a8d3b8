"""Summoning: hearing that a customer asks for a person, by rules, never by a model (promise 4)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from . import rulebook
from .words import fold

_LONGEST: Final = 4000
_SHORT: Final = 5
_MISSPELT_FROM: Final = 5
_MUCH_MISSPELT_FROM: Final = 8
_CLAUSES: Final = re.compile(
    r"[.?!;:,\n…]+|\b(?:mais|but|donc|alors|so|sinon|otherwise)\b"
    r"|\bet\s+(?=j|donn|pass|mett|un )|\band\s+(?=i |want|get|let|put|now )",
    re.IGNORECASE,
)
# These are right as they stand, though a letter or two from a word we listen for.
_RIGHT: Final = frozenset(
    """
    quelqu parle parlons joint parlent
    humane humans person persons personnes personal agents conseillez conseille conseil conseils
    parler parlez parles talk talks walk take tale speak speaks peak speed robot robots humains
    humeur agenda urgent argent gent passes passer passe passee operation operations responsables
    managers collection college personnel employer employes employee equipement standards supporter
    supervision transfer transfere representation consultants
    """.split()  # noqa: SIM905 (a list of words reads better as text)
)


@dataclass(frozen=True, slots=True)
class _Rules:
    slang: Mapping[str, str]
    refusals: tuple[re.Pattern[str], ...]
    whole: Mapping[str, re.Pattern[str]]
    anywhere: Mapping[str, re.Pattern[str]]
    polite: re.Pattern[str]
    vocabulary: tuple[str, ...]


def requests_person(text: str) -> str | None:
    """Name the rule by which a message asks for a person; None when it does not."""
    rules = _rules()
    heard: list[str] = []
    is_refused = False
    for clause in _clauses(text[:_LONGEST], rules):
        if any(pattern.search(clause) for pattern in rules.refusals):
            is_refused = True
        else:
            heard += _heard(clause, rules)
    if not heard and not is_refused:
        # «Un humain, s'il vous plaît»: a comma is no end.
        heard += _heard(_spelt(fold(text[:_LONGEST]), rules), rules)
    return heard[0] if heard else None


def _heard(words: str, rules: _Rules) -> Iterator[str]:
    bare = " ".join(rules.polite.sub(" ", words).split())
    for name, pattern in rules.whole.items():
        if len(bare.split()) <= _SHORT and (pattern.fullmatch(bare) or pattern.fullmatch(words)):
            yield f"person.{name}"
    for name, pattern in rules.anywhere.items():
        if pattern.search(words):
            yield f"person.{name}"


def _clauses(text: str, rules: _Rules) -> Iterator[str]:
    for part in _CLAUSES.split(text):
        if words := fold(part):
            yield _spelt(words, rules)


def _spelt(words: str, rules: _Rules) -> str:
    """Write slang out, and mend words that are nearly ones we listen for."""
    known = (rules.slang.get(word, word) for word in words.split())
    return " ".join(_nearest(word, rules.vocabulary) for each in known for word in each.split())


@cache
def _nearest(word: str, vocabulary: Sequence[str]) -> str:
    if len(word) < _MISSPELT_FROM or word in vocabulary or word in _RIGHT:
        return word
    allowed = 2 if len(word) >= _MUCH_MISSPELT_FROM else 1
    scored = [(OSA.distance(word, known, score_cutoff=allowed), known) for known in vocabulary]
    distance, best = min(scored)
    return best if distance <= allowed and best[0] == word[0] else word


@cache
def _rules() -> _Rules:
    known = rulebook.load("person")
    words = {name: rulebook.alternatives(listed) for name, listed in known["words"].items()}

    def pattern(text: str) -> re.Pattern[str]:
        for name, alternatives in words.items():
            text = text.replace(f"<{name}>", alternatives)
        return re.compile(text)

    people = f"{words['strong']}|{words['weak']}".split("|")
    spoken = ["parler", "speak", "robot", "chatbot", "machine", "connect", "transfer", "passez"]
    return _Rules(
        slang={str(word): str(meant) for word, meant in known["slang"].items()},
        refusals=tuple(map(pattern, known["refusals"])),
        whole={name: pattern(text) for name, text in known["whole"].items()},
        anywhere={name: pattern(text) for name, text in known["anywhere"].items()},
        polite=re.compile(rf"\b(?:{words['polite']})\b"),
        vocabulary=tuple(
            word for word in (*people, *spoken) if " " not in word and len(word) >= _MISSPELT_FROM
        ),
    )
