"""Exports and proofs can be checked by anyone, with nothing that comes from us."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from limpide import ledger
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import tree

from .conftest import draft, entries_of, seal, write

VERIFIER = re.compile(r"```python\n(.*?)```", re.DOTALL)


def verifier() -> str:
    found = VERIFIER.search(Path("docs/reference/ledger.md").read_text())
    assert found is not None
    return found[1]


def said(folder: Path, text: str, keys: object) -> str:
    """Run the documents' verifier over a file."""
    (folder / "verify.py").write_text(verifier())
    (folder / "file").write_text(text, encoding="utf-8")
    (folder / "keys.json").write_text(json.dumps(keys))
    done = subprocess.run(
        [sys.executable, "verify.py", "file", "keys.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


async def exported(pool: Pool, workspace: WorkspaceId) -> list[str]:
    async with pool.transaction(workspace) as db:
        return [line async for line in ledger.audit.export(db)]


async def keys_of(pool: Pool, workspace: WorkspaceId) -> Any:
    async with pool.transaction(workspace) as db:
        return ledger.jwk_set(await ledger.list_public_keys(db))


async def test_the_verifier_of_the_documents_agrees_with_a_real_export_and_a_real_proof(
    pool: Pool, workspace: WorkspaceId, advisor: Actor, tmp_path: Path
) -> None:
    await write(pool, workspace, 60, advisor)
    await seal(pool, workspace)
    victim = (await entries_of(pool, workspace))[7]
    author = ledger.Author(ledger.AuthorKind.PERSON, 'Zoé \u2028 😀 \x7f\t"')
    async with pool.transaction(workspace) as db:
        await ledger.rotate_key(db, actor=advisor)
        await ledger.audit.erase_entries(db, [victim.id], why="asked", actor=advisor)
        passport = await ledger.issue_passport(db, draft(author=author))
    await write(pool, workspace, 24, advisor)
    await seal(pool, workspace)
    keys = await keys_of(pool, workspace)
    async with pool.transaction(workspace) as db:
        proof = await ledger.audit.prove_passport(db, passport.id)
    assert proof is not None
    document = ledger.audit.proof_document(passport, proof)

    lines = await exported(pool, workspace)
    assert len(lines) == 1 + 87 + 2
    assert said(tmp_path, "".join(lines), keys) == "genuine: 87 leaves, 1 erased\n"
    assert said(tmp_path, json.dumps(document), keys).startswith("genuine: the passport is leaf ")
    assert victim.why not in lines[1 + 60 - 1 - 7]

    other = {"keys": [{"kid": "x", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}
    assert "wrong: no published key" in said(tmp_path, "".join(lines), other)
    assert "wrong: no published key" in said(tmp_path, json.dumps(document), other)
    for part, change in (("index", 3), ("passport", {**passport.body, "language": "en"})):
        assert "wrong: root" in said(tmp_path, json.dumps({**document, part: change}), keys)
    forged = {**document, "checkpoint": document["checkpoint"].replace("\n87\n", "\n88\n")}
    assert "wrong: signature" in said(tmp_path, json.dumps(forged), keys)
    for tampered in (
        lines[:-1],
        [*lines[:5], *lines[6:]],
        [*lines[:5], lines[6], lines[5], *lines[7:]],
        [*lines[:5], lines[5], *lines[5:]],
        [*lines[:2], lines[2].replace("reason", "season"), *lines[3:]],
        [*lines[:2], _without_content(lines[2]), *lines[3:]],
    ):
        assert "wrong: " in said(tmp_path, "".join(tampered), keys)


def _without_content(line: str) -> str:
    told = json.loads(line)
    return json.dumps({name: told[name] for name in ("kind", "id", "digest")}) + "\n"


def test_the_verifier_is_short_and_needs_nothing_of_ours() -> None:
    code = verifier()

    assert len([line for line in code.splitlines() if line.strip()]) <= 75
    assert "import limpide" not in code
    imported = set(re.findall(r"^(?:import|from) (\w+)", code, re.MULTILINE))
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}


async def test_proofs_rest_on_the_kept_subtrees_whatever_the_size(
    pool: Pool, workspace: WorkspaceId, advisor: Actor
) -> None:
    ids: list[ledger.EntryId] = []
    for size in (1, 15, 16, 17, 33, 100):
        async with pool.transaction(workspace) as db:
            deeds = [ledger.Deed("thing.done", workspace, str(n)) for n in range(len(ids), size)]
            ids += await ledger.record_many(db, deeds, actor=advisor)
        assert (await seal(pool, workspace)).size == size
        async with pool.transaction(workspace) as db:
            root = (await ledger.audit.verify(db)).root
            for id in ids:
                proof = await ledger.audit.prove_entry(db, id)
                assert proof is not None
                leaf = tree.leaf_hash(proof.digest)
                assert tree.is_included(leaf, proof.index, size, proof.path, root)


async def test_an_older_checkpoint_is_proved_to_be_the_beginning_of_the_newest(
    pool: Pool, workspace: WorkspaceId, advisor: Actor
) -> None:
    roots: dict[int, bytes] = {}
    for _ in range(3):
        await write(pool, workspace, 28, advisor)
        checkpoint = await seal(pool, workspace)
        async with pool.transaction(workspace) as db:
            roots[checkpoint.size] = (await ledger.audit.verify(db)).root

    async with pool.transaction(workspace) as db:
        for old, root in roots.items():
            path = await ledger.audit.prove_consistency(db, old, 84)
            assert tree.is_consistent(old, 84, path, root, roots[84])
