"""Every process gives the same answer to the same question: what is kept can be checked."""

import asyncio
import os
import sys

# The order of Python's sets differs from process to process, by this seed.
SEEDS = ("0", "1", "2")
ASK = """
from evals.knowledge import demo
from limpide.knowledge.evaluation import Corpus
corpus = Corpus(demo.rows())
for query in demo.queries("work")[::5]:
    reply, kept = corpus.ask(query)
    print(query.id, reply.decision, reply.confidence, kept.answer, [r["id"] for r in kept.ranked])
"""


async def _answers(seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ASK, env=environment, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    assert process.returncode == 0
    return said


async def test_the_same_question_gets_the_same_answer_in_every_process() -> None:
    first, *others = [await _answers(seed) for seed in SEEDS]
    assert first.count(b"\n") > 50
    assert all(other == first for other in others)
