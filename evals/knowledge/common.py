"""Make common.yaml: how often words are said in documents and questions of any company.

    python -m evals.knowledge.common

Of a word, the mean over trades (each counts once) of the share of its texts that have it. A word of
fewer than three trades is no common word.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, median

import limpide.knowledge
from limpide.foundation.i18n import LANGUAGES
from limpide.knowledge.words import is_plain, stem, words_of

from . import demo
from .trades import trades
from .worlds import RETAIL

TARGET = Path(limpide.knowledge.__file__).parent / "data" / "common.yaml"
TRADES = 3
SHARE = 0.002


def _texts(language: str) -> Iterator[tuple[str, str]]:
    for name, rows, queries in ((RETAIL, demo.rows(), demo.queries("work")), *trades("work")):
        for row in rows:
            if row.language == language:
                yield name, f"{row.title} {row.heading} {row.text}"
        for query in queries:
            if query.language == language:
                yield name, query.question


def _stems(text: str, language: str) -> set[str]:
    words = (word.text for word in words_of(text))
    return {stem(w, language) for w in words if not is_plain(w, language) and not w.isdigit()}


def shares(language: str) -> dict[str, float]:
    """Give each common stem its share of texts, the most common first."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    for name, text in _texts(language):
        total[name] += 1
        counts[name].update(_stems(text, language))
    found: dict[str, float] = {}
    for known in set[str]().union(*counts.values()):
        each = [counts[name][known] / total[name] for name in total]
        share = round((median(each) + mean(each)) / 2, 4)
        if sum(one > 0 for one in each) >= TRADES and share >= SHARE:
            found[known] = share
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def main() -> None:
    lines = ["# Made by evals/knowledge/common.py: share of texts of any company that have a stem."]
    for language in LANGUAGES:
        lines.append(f"{language}:")
        lines += [f"  '{known}': {share}" for known, share in shares(language).items()]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
