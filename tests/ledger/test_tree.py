"""The tree is that of RFC 9162: known roots, and proofs that hold for every size."""

from hashlib import sha256

import pytest

from limpide.ledger import canonical, tree

# The inputs and roots of the test vectors of certificate transparency (RFC 6962).
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LARGEST = 70


def leaf(n: int) -> bytes:
    return tree.leaf_hash(n.to_bytes(4))


def root_by_definition(leaves: list[bytes]) -> bytes:
    """RFC 9162, section 2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return tree.node_hash(root_by_definition(leaves[:k]), root_by_definition(leaves[k:]))


def range_hash(start: int, end: int) -> bytes:
    return root_by_definition([leaf(n) for n in range(start, end)])


def grown(size: int) -> tree.Grower:
    grower = tree.Grower()
    for n in range(size):
        grower.add(leaf(n))
    return grower


def test_the_roots_are_those_of_the_published_vectors() -> None:
    grower = tree.Grower()
    assert grower.root() == tree.EMPTY_ROOT
    for content, root in zip(INPUTS, ROOTS, strict=True):
        grower.add(tree.leaf_hash(content))
        assert grower.root().hex() == root


@pytest.mark.parametrize("size", range(LARGEST))
def test_a_tree_grown_leaf_by_leaf_has_the_root_of_the_definition(size: int) -> None:
    assert grown(size).root() == range_hash(0, size)


@pytest.mark.parametrize("size", range(LARGEST))
def test_a_tree_goes_on_from_its_peaks(size: int) -> None:
    spots = tree.complete_subtrees((0, size))
    peaks = [range_hash(place << level, (place + 1) << level) for level, place in spots]

    again = tree.Grower(size, peaks)
    again.add(leaf(size))

    assert again.root() == range_hash(0, size + 1)


def test_each_complete_subtree_is_told_once() -> None:
    grower = tree.Grower()
    made = [node for n in range(64) for node in grower.add(leaf(n))]

    assert len({(node.level, node.place) for node in made}) == len(made) == 63
    for node in made:
        first = node.place << node.level
        assert node.hash == range_hash(first, first + (1 << node.level))


@pytest.mark.parametrize("size", [*range(1, 20), 31, 32, 33, LARGEST])
def test_every_leaf_is_proved_at_its_place_and_nowhere_else(size: int) -> None:
    root = range_hash(0, size)
    for index in range(size):
        path = [range_hash(*part) for part in tree.inclusion_path(index, size)]

        assert tree.is_included(leaf(index), index, size, path, root)
        assert not tree.is_included(leaf(index + 1), index, size, path, root)
        assert not tree.is_included(leaf(index), index, size, path, bytes(32))
        assert not tree.is_included(leaf(index), index, size, [*path, bytes(32)], root)
        assert not tree.is_included(leaf(index), size, size, path, root)
        if path:
            assert not tree.is_included(leaf(index), index, size, path[:-1], root)


@pytest.mark.parametrize("new", [*range(1, 20), 32, 33, LARGEST])
def test_every_older_tree_is_proved_to_be_the_beginning_of_a_newer_one(new: int) -> None:
    for old in range(1, new + 1):
        path = [range_hash(*part) for part in tree.consistency_path(old, new)]
        before, after = range_hash(0, old), range_hash(0, new)

        assert tree.is_consistent(old, new, path, before, after)
        assert not tree.is_consistent(old, new, path, bytes(32), after)
        assert not tree.is_consistent(old, new, path, before, bytes(32))
        assert not tree.is_consistent(old, new, [*path, bytes(32)], before, after)
        if path:
            assert not tree.is_consistent(old, new, path[:-1], before, after)


def test_there_is_no_path_to_a_leaf_that_is_not_there() -> None:
    with pytest.raises(IndexError):
        tree.inclusion_path(3, 3)
    with pytest.raises(IndexError):
        tree.consistency_path(4, 3)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (
            {"b": 1, "a": [True, None, "é\n\x07\x7f\u2028"]},
            '{"a":[true,null,"é\\n\\u0007\x7f\u2028"],"b":1}',
        ),
        ({"n": 1.0, "m": 1e21, "o": 0.5}, '{"m":1e+21,"n":1,"o":0.5}'),
        # By UTF-16 code units the last two would change places.
        ({"\ufb33": 1, "😀": 2}, '{"😀":2,"\ufb33":1}'),
    ],
)
def test_canonical_json_is_that_of_rfc_8785_on_the_quick_and_the_slow_way(
    value: object, text: str
) -> None:
    assert canonical.dumps(value).decode() == text
