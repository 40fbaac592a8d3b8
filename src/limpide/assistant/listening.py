"""Listening for what rules decide: a wish for a person, a sensitive matter, a customer giving up.

Rules and never a model (promise 4): the words are data in `rules/*.yaml`; each hit names its rule.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import yaml
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from .words import fold

_FOLDER: Final = Path(__file__).parent / "rules"
_LONGEST: Final = 4000
_SHORT: Final = 4
_MISSPELT_FROM: Final = 5
_MUCH_MISSPELT_FROM: Final = 8
# These are right as they stand, though one letter from a word we listen for.
_RIGHT: Final = frozenset(
    """
    humane humans person persons personnes personal agents conseiller conseillers conseillez
    conseil conseils parler parlez parles talk talks walk take tale speak speaks peak speed robot
    robots humain humains humeur agenda urgent argent gent human agent adviser advisor
    """.split()  # noqa: SIM905 (a list of forty words reads better as text)
)
_SHOUTED_LETTERS: Final = 12
_SHOUTED_SHARE: Final = 0.8
_SAME_QUESTION: Final = 82
_ORDER_NUMBER: Final = re.compile(r"\b[A-Z]{2,4}-?\d{4,12}\b", re.IGNORECASE)


class Social(StrEnum):
    """Small talk."""

    GREETING = "greeting"
    THANKS = "thanks"
    BYE = "bye"
    WHO = "who"


@dataclass(frozen=True, slots=True)
class _PersonRules:
    refusals: tuple[re.Pattern[str], ...]
    whole: tuple[re.Pattern[str], ...]
    anywhere: tuple[re.Pattern[str], ...]
    fillers: re.Pattern[str]
    vocabulary: tuple[str, ...]


def requests_person(text: str) -> str | None:
    """Name the rule by which a message asks for a person; None when it does not."""
    rules = _person_rules()
    words = _spelt(fold(text[:_LONGEST]), rules.vocabulary)
    if any(pattern.search(words) for pattern in rules.refusals):
        return None
    bare = " ".join(rules.fillers.sub(" ", words).split())
    for number, pattern in enumerate(rules.whole):
        if len(bare.split()) <= _SHORT and (pattern.fullmatch(bare) or pattern.fullmatch(words)):
            return f"person.whole.{number}"
    for number, pattern in enumerate(rules.anywhere):
        if pattern.search(words):
            return f"person.anywhere.{number}"
    return None


def sensitive_matter(text: str) -> str | None:
    """Name the sensitive matter a message touches; None when it does not."""
    words = fold(text[:_LONGEST])
    for matter, patterns in _patterns("sensitive").items():
        if any(pattern.search(words) for pattern in patterns):
            return matter
    return None


def frustration(text: str, earlier: Sequence[str] = ()) -> tuple[str, ...]:
    """List the signs that a customer gives up, or nothing when they do not add up.

    `earlier`: what the same person wrote before in this conversation, oldest first.
    """
    known = _load("frustration")
    signs: Mapping[str, Any] = known["signs"]
    found = _signs_of(text, signs)
    if any(is_same_question(text, before) for before in earlier):
        found.append("repeated_question")
    weight = sum(float(signs[sign]["weight"]) for sign in found)
    return tuple(found) if weight >= float(known["enough"]) else ()


def small_talk(text: str) -> Social | None:
    """Name the small talk a message consists of; None when it says anything else."""
    words = fold(text[:_LONGEST])
    for kind in Social:
        if words in _social()[kind]:
            return kind
    return None


def says_unhelped(text: str) -> str | None:
    """Name the rule by which a message says that the answer missed the question."""
    words = fold(text[:_LONGEST])
    for number, pattern in enumerate(_patterns("unhelped")["whole"]):
        if pattern.fullmatch(words):
            return f"unhelped.{number}"
    return None


def asks_in_general(text: str) -> bool:
    """Say whether a message asks how things are, rather than for something of its writer's.

    «How long do I have to return an item?» is for the documents, «I want to return an item» is a
    wish. An order number is always somebody's own.
    """
    rules = _patterns("asking")
    words = fold(text[:_LONGEST])
    if any(pattern.search(words) for pattern in rules["own"]) or _ORDER_NUMBER.search(text):
        return False
    return any(pattern.search(words) for pattern in rules["general"])


@cache
def rules_version() -> str:
    """Name the state of the rules: a digest of their files."""
    files = sorted(_FOLDER.glob("*.yaml"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def is_same_question(text: str, before: str) -> bool:
    """Say whether a message asks again what was asked before, in nearly the same words."""
    one, other = fold(text), fold(before)
    if len(one.split()) < _SHORT or len(other.split()) < _SHORT:
        return False
    return fuzz.token_set_ratio(one, other) >= _SAME_QUESTION


def _signs_of(text: str, signs: Mapping[str, Any]) -> list[str]:
    words = fold(text[:_LONGEST])
    found = [
        sign
        for sign, rule in signs.items()
        if any(pattern.search(words) for pattern in _compiled(tuple(rule.get("patterns", ()))))
    ]
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    if len(letters) >= _SHOUTED_LETTERS and capitals >= _SHOUTED_SHARE * len(letters):
        found.append("shouting")
    if "!!!" in text or "???" in text or "?!?" in text:
        found.append("exclamations")
    return found


def _spelt(words: str, vocabulary: Sequence[str]) -> str:
    """Mend the spelling of words that are nearly ones we listen for."""
    return " ".join(_nearest(word, vocabulary) for word in words.split())


@cache
def _nearest(word: str, vocabulary: Sequence[str]) -> str:
    if len(word) < _MISSPELT_FROM or word in vocabulary or word in _RIGHT:
        return word
    allowed = 2 if len(word) >= _MUCH_MISSPELT_FROM else 1
    scored = [
        (Levenshtein.distance(word, known, score_cutoff=allowed), known) for known in vocabulary
    ]
    distance, best = min(scored)
    return best if distance <= allowed and best[0] == word[0] else word


@cache
def _person_rules() -> _PersonRules:
    known = _load("person")
    parts = {name: _alternatives(known[name]) for name in ("person", "machine")}

    def patterns(name: str) -> tuple[re.Pattern[str], ...]:
        texts = [str(text) for text in known[name]]
        for part, words in parts.items():
            texts = [text.replace(f"<{part}>", words) for text in texts]
        return _compiled(tuple(texts))

    singles = [word for word in parts["person"].split("|") if " " not in word]
    spoken = ["parler", "speak", "robot", "chatbot", "machine", "connect", "transfer", "passez"]
    return _PersonRules(
        refusals=patterns("not"),
        whole=patterns("whole"),
        anywhere=patterns("anywhere"),
        fillers=re.compile(rf"\b(?:{_alternatives(known['filler'])})\b"),
        vocabulary=tuple(word for word in (*singles, *spoken) if len(word) >= _MISSPELT_FROM),
    )


@cache
def _social() -> Mapping[Social, frozenset[str]]:
    known = _load("social")
    return {kind: frozenset(_alternatives(known[kind]).split("|")) for kind in Social}


@cache
def _patterns(name: str) -> Mapping[str, tuple[re.Pattern[str], ...]]:
    return {key: _compiled(tuple(texts)) for key, texts in _load(name).items()}


@cache
def _compiled(texts: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text) for text in texts)


@cache
def _load(name: str) -> dict[str, Any]:
    return yaml.safe_load((_FOLDER / f"{name}.yaml").read_text())


def _alternatives(folded: str) -> str:
    words = [word.strip() for word in folded.split("|")]
    # The longest first: «real person» before «person».
    return "|".join(sorted((word for word in words if word), key=len, reverse=True))
