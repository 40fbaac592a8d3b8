"""What people are writing is kept step by step; nobody overwrites anybody."""

from dataclasses import replace
from uuid import UUID

import pytest
from tests.review.test_provenance import AI as DRAFTED
from tests.review.test_provenance import KNOWN, READY, Author

from limpide import review
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id
from limpide.ledger import AuthorKind
from limpide.review import Manuscript, manuscripts, provenance
from limpide.review.manuscripts import Outdated
from limpide.review.provenance import Edit, Hand, InvalidEditError, Run, Runs

AI = "Vous avez trente jours pour renvoyer un article. Le retour est gratuit en magasin."


@pytest.fixture
def thread() -> UUID:
    return new_id()


@pytest.fixture
def claire() -> UUID:
    return new_id()


def typed(text: str, at: int = 0) -> Edit:
    return Edit(at, 0, (Run(text, Hand.PERSON),))


def kept(result: Manuscript | Outdated) -> Manuscript:
    assert isinstance(result, Manuscript)
    return result


async def test_steps_add_up_and_what_is_sent_twice_is_done_once(
    db: Database, thread: UUID, claire: UUID
) -> None:
    await manuscripts.write(db, thread, claire, 0, [typed("Bon")])
    again = await manuscripts.write(db, thread, claire, 0, [typed("Bon"), typed("jour", 3)])
    assert (kept(again).text, kept(again).version) == ("Bonjour", 2)
    found = await manuscripts.find(db, thread, claire)
    assert found is not None
    assert found.runs == (Run("Bonjour", Hand.PERSON),)


@pytest.mark.parametrize("seed", range(5))
async def test_what_is_kept_bit_by_bit_is_what_all_steps_lead_to(
    db: Database, thread: UUID, claire: UUID, seed: int
) -> None:
    author = Author(seed)
    author.work(30)
    draft = await review.propose(db, thread, DRAFTED, [], engine="e/1", confidence=0.9)
    start = manuscripts.beginning(thread, claire, author.base, [draft.id])
    now = start
    for place in range(0, len(author.edits), 4):
        some = author.edits[place : place + 4]
        now = kept(
            await manuscripts.write(
                db, thread, claire, now.version, some, ready=[READY], start=start
            )
        )
    assert now.runs == provenance.replay(author.base, author.edits, KNOWN)[-1]


async def test_two_windows_of_one_advisor_do_not_overwrite_each_other(
    db: Database, thread: UUID, claire: UUID
) -> None:
    await manuscripts.write(db, thread, claire, 0, [typed("du bureau")])
    late = await manuscripts.write(db, thread, claire, 0, [typed("du téléphone")])
    assert isinstance(late, Outdated)
    assert late.current.text == "du bureau"


async def test_each_advisor_has_their_own_and_takes_over_without_losing_anything(
    db: Database, thread: UUID, claire: UUID
) -> None:
    yanis = new_id()
    draft = await review.propose(db, thread, AI, [], engine="e/1", confidence=0.9)
    await manuscripts.put(db, thread, claire, (Run(AI, Hand.AI),), [draft.id])
    await manuscripts.write(db, thread, yanis, 0, [typed("Bonjour.")])

    taken = await manuscripts.take_over(db, thread, claire, yanis)

    assert taken is not None
    assert taken.text == f"Bonjour.\n\n{AI}"
    assert taken.runs[-1] == Run(AI, Hand.AI)
    assert taken.draft == draft.id
    hers = await manuscripts.find(db, thread, claire)
    assert hers is not None
    assert (hers.text, hers.taken_by) == (AI, yanis)
    back = await manuscripts.write(db, thread, claire, hers.version, [typed("!", len(AI))])
    assert kept(back).taken_by is None


async def test_nobody_takes_over_from_themselves_or_from_nothing(
    db: Database, thread: UUID, claire: UUID
) -> None:
    await manuscripts.write(db, thread, claire, 0, [typed("Bonjour")])
    assert await manuscripts.take_over(db, thread, claire, claire) is None
    assert await manuscripts.take_over(db, thread, new_id(), claire) is None


async def test_a_browser_that_calls_the_ais_words_its_own_is_not_believed(
    db: Database, thread: UUID, claire: UUID
) -> None:
    draft = await review.propose(db, thread, AI, [], engine="e/1", confidence=0.9)
    await manuscripts.put(db, thread, claire, (), [draft.id])
    await manuscripts.write(db, thread, claire, 1, [typed(AI + " Bonne journée.")])

    runs = await manuscripts.settle(db, thread, claire, AI + " Bonne journée.")
    done = await review.finish(
        db, draft.id, AI + " Bonne journée.", claire, actor=Actor.system("test"), runs=runs
    )

    assert done.kind is AuthorKind.PERSON_WITH_AI
    assert done.hands == {Hand.AI: 85, Hand.PERSON: 15}


async def test_text_that_was_never_kept_is_settled_by_comparing(
    db: Database, thread: UUID, claire: UUID
) -> None:
    draft = await review.propose(db, thread, AI, [], engine="e/1", confidence=0.9)
    await manuscripts.put(db, thread, claire, (Run(AI, Hand.AI),), [draft.id])
    runs = await manuscripts.settle(db, thread, claire, f"Merci. {AI}")
    assert runs is not None
    assert [run.hand for run in runs] == [Hand.PERSON, Hand.AI]
    assert await manuscripts.settle(db, new_id(), claire, AI) is None


async def test_many_steps_are_folded_and_writing_goes_on(
    db: Database, thread: UUID, claire: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manuscripts, "MOST_STEPS", 3)
    made = await manuscripts.write(db, thread, claire, 0, [typed("a"), typed("b"), typed("c")])
    folded = kept(await manuscripts.write(db, thread, claire, kept(made).version, [typed("d")]))
    assert (folded.text, folded.version, folded.edits) == ("dcba", 4, ())
    on = await manuscripts.write(db, thread, claire, 4, [typed("e"), Edit(to=0)])
    assert kept(on).text == "dcba"


async def test_steps_on_another_beginning_are_outdated(
    db: Database, thread: UUID, claire: UUID
) -> None:
    old = manuscripts.beginning(thread, claire, (Run("Ancien", Hand.AI),))
    new = manuscripts.beginning(thread, claire, (Run("Nouveau", Hand.AI),))
    late = await manuscripts.write(db, thread, claire, old.version, [typed("x")], start=new)
    assert isinstance(late, Outdated)
    assert late.current.text == "Nouveau"


@pytest.mark.parametrize("edit", [Edit(5, 0), Edit(to=9), typed("x" * 50_001)])
async def test_what_does_not_fit_is_refused_and_what_was_there_stays(
    db: Database, thread: UUID, claire: UUID, edit: Edit
) -> None:
    await manuscripts.write(db, thread, claire, 0, [typed("Bon")])
    with pytest.raises(InvalidEditError):
        await manuscripts.write(db, thread, claire, 1, [edit])
    found = await manuscripts.find(db, thread, claire)
    assert found is not None
    assert found.text == "Bon"


async def test_what_was_sent_is_forgotten_and_the_others_keep_theirs(
    db: Database, thread: UUID, claire: UUID
) -> None:
    other = new_id()
    await manuscripts.write(db, thread, claire, 0, [typed("Bonjour")])
    await manuscripts.write(db, thread, other, 0, [typed("Salut")])
    await manuscripts.clear(db, thread, claire)
    assert await manuscripts.find(db, thread, claire) is None
    assert await manuscripts.find(db, thread, other) is not None


def test_runs_of_another_text_are_not_believed() -> None:
    runs: Runs = (Run("autre chose", Hand.PASTED),)
    done = review.authorship(AI, "Je m’en occupe.", runs)
    assert done.hands == {Hand.PERSON: 100}


def test_shares_tell_changed_and_pasted_text_apart() -> None:
    runs: Runs = (
        Run(AI[:48], Hand.AI),
        Run(" Le retour coûte cinq euros.", Hand.CHANGED),
        Run(" Voir la notice du fabricant.", Hand.PASTED),
    )
    text = review.provenance.text_of(runs)
    done = review.authorship(AI, text, runs)
    assert done.kind is AuthorKind.PERSON_WITH_AI
    assert set(done.hands) == {Hand.AI, Hand.CHANGED, Hand.PASTED}
    assert sum(done.hands.values()) == 100
    assert replace(done, hands={}).ai + done.person == pytest.approx(1.0)
