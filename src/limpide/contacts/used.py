"""Used: which of a person's data stand in a text, so that its passport can list them by name."""

from collections.abc import Iterator, Sequence

from .model import Contact

_SHORTEST = 3


def data_in(contact: Contact, text: str) -> tuple[str, ...]:
    """Name the data of a person that a text holds: `name`, `email`, `attribute.tier`.

    Names of data only, never what they are: a passport is public.
    """
    return tuple(name for name, _ in found_in(contact, text))


def found_in(contact: Contact, text: str) -> Sequence[tuple[str, str]]:
    """Find the data of a person that a text holds, each once: its name and its words there."""
    words = text.casefold()
    found: dict[str, str] = {}
    for name, value in _data(contact):
        if name not in found and _stands(value, words):
            found[name] = value
    return [*found.items()]


def _data(contact: Contact) -> Iterator[tuple[str, str]]:
    name = contact.name or ""
    yield "name", name
    yield from (("name", part) for part in name.split() if len(part) >= _SHORTEST)
    yield "reference", contact.reference or ""
    for address in contact.addresses:
        yield address.kind.value, address.value
    for key, value in contact.attributes.items():
        # «yes» or «2» stands in any text by chance.
        if not isinstance(value, bool) and len(str(value)) >= _SHORTEST:
            yield f"attribute.{key}", str(value)


def _stands(value: str, words: str) -> bool:
    """Look for whole words. No pattern: it would be compiled anew for each person of a campaign."""
    value = value.strip().casefold()
    place = words.find(value) if value else -1
    while place >= 0:
        end = place + len(value)
        if not _is_in_word(words[place - 1 : place]) and not _is_in_word(words[end : end + 1]):
            return True
        place = words.find(value, place + 1)
    return False


def _is_in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
