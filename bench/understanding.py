"""How long understanding takes to learn a large set, and to understand one message.

15,000 examples of 150 intents in two languages: the sentences of `evals/understanding`, each said
in many ways (words left out, polite words, slips of the keyboard, other numbers and names). The
reference is a bare linear model over words and pairs of words, in the same process.
"""

import time
from pathlib import Path
from random import Random
from typing import Any, Final

import yaml
from bench.house import peak_megabytes
from evals.understanding.learning import HERE, misspelt, sentences
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from limpide.assistant.understanding import Example, Line, measure

INTENTS: Final = 150
EACH: Final = 100
ASKED: Final = 2000
_BEFORE: Final = {
    "fr": ["", "", "", "bonjour, ", "svp ", "dites, ", "j'aimerais savoir : ", "alors ", "bon, "],
    "en": ["", "", "", "hello, ", "please ", "hey, ", "I'd like to know: ", "so ", "well, "],
}
_AFTER: Final = {
    "fr": ["", "", "", " s'il vous plaît", " merci", " vite", " pour ma sœur", " à Lyon", " mardi"],
    "en": [
        "",
        "",
        "",
        " please",
        " thanks",
        " quickly",
        " for my sister",
        " in Leeds",
        " thursday",
    ],
}
_LEFT_OUT: Final = 0.1


def seeds() -> list[tuple[str, str, list[str]]]:
    """Give intents as language, name and sentences."""
    found: list[tuple[str, str, list[str]]] = []
    for file in sorted(Path(HERE).glob("*.yaml")):
        known: dict[str, Any] = yaml.safe_load(file.read_text())
        for label, joined in known["intents"].items():
            found.append((str(known["language"]), f"{file.stem}.{label}", sentences(joined)))
    return found[:INTENTS]


def said(text: str, language: str, chance: Random) -> str:
    """Say a sentence in another way."""
    words = [word for word in text.split() if chance.random() > _LEFT_OUT] or text.split()
    if chance.random() < _LEFT_OUT:
        words = misspelt(" ".join(words), chance).split()
    return chance.choice(_BEFORE[language]) + " ".join(words) + chance.choice(_AFTER[language])


def examples(each: int, chance: Random) -> list[Example]:
    return [
        Example(said(chance.choice(known), language, chance), label, language)
        for language, label, known in seeds()
        for _ in range(each)
    ]


def main() -> None:
    chance = Random(15)
    taught = examples(EACH, chance)
    asked = chance.sample(examples(EACH // 5, chance), ASKED)
    began = time.perf_counter()
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    LinearSVC().fit(words.fit_transform([e.text for e in taught]), [str(e.label) for e in taught])
    bare = time.perf_counter() - began
    found, _ = measure(taught, [Line(str(n), each) for n, each in enumerate(asked)])
    print(f"{len(taught)} examples of {len(seeds())} intents")
    print(
        f"learnt in           {found.train_seconds:6.1f} s   ratio to a bare model of words "
        f"{found.train_seconds / bare:.1f}"
    )
    print(f"one message, p95    {found.p95_ms:6.1f} ms  right {found.accuracy:.2f}")
    print(f"memory of the process {peak_megabytes():.0f} MB")


if __name__ == "__main__":
    main()
