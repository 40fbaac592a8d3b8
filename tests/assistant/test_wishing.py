"""What is offered in a question back is begun when it is chosen, with what was told before."""

from datetime import date
from pathlib import Path

import pytest

from limpide.assistant.model import Wants
from limpide.assistant.skills import Skills
from limpide.assistant.wishing import Words, wish
from limpide.flows import Start, read_flow

FLOWS = [read_flow(file.read_text()) for file in Path("sectors/retail/flows").glob("*.yaml")]
SKILLS = Skills({flow.name: flow for flow in FLOWS}, None, "")
TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("before", "said", "language"),
    [
        ("the lamp of OLV-20417001 came smashed", "Return or exchange an item", "en"),
        ("la lampe de OLV-20417001 est en miettes", "renvoyer ou échanger un article", "fr"),
    ],
)
def test_a_title_begins_its_procedure_with_what_was_told(
    before: str, said: str, language: str
) -> None:
    found = wish(Words(said, language, TODAY, before=before), None, SKILLS)

    assert (found.wants, found.flow, found.confidence) == (Wants.START, "return_item", 1.0)
    (start,) = found.commands
    assert isinstance(start, Start)
    assert start.slots["order"] == "OLV-20417001"


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("combien de temps j'ai pour rendre un article ??", "fr"),
        ("bjr, cb de tps j'ai pour rendre un articl ??", "fr"),
        ("hw long do u have to send a lamp back", "en"),
    ],
)
def test_a_question_in_general_begins_nothing_also_in_short(said: str, language: str) -> None:
    assert wish(Words(said, language, TODAY), None, SKILLS).wants is Wants.NOTHING


@pytest.mark.parametrize("said", ["return", "Return or exchange an item?!", "I will return later"])
def test_only_the_whole_title_is_a_choice(said: str) -> None:
    found = wish(Words(said, "en", TODAY), None, SKILLS)
    assert (found.wants is Wants.START) == said.startswith("Return")
