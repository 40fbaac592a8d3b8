"""Limits in words: beyond what amount a person decides, as whoever reads it would say it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from babel.numbers import format_decimal

from limpide.foundation.i18n import locale_of, translate

from .model import Action, Limit
from .wording import money, typeset

_CENTS: Final = "_cents"


def limits_in_words(
    action: Action, actions: Mapping[str, Action], language: str
) -> tuple[str, ...]:
    """Say an action's limits; `actions` are those in which its look-up is found.

    A field is called what its schema calls it (`x-title` by language, else `title`). Cents are
    money, and so is what has `x-currency` (ISO 4217).
    """
    return tuple(
        _in_words(each, _schema(action, actions, each.amount), language) for each in action.limits
    )


def _in_words(limit: Limit, schema: Mapping[str, Any], language: str) -> str:
    titles = schema.get("x-title")
    title = titles.get(language) if isinstance(titles, Mapping) else None
    plain = limit.amount.split(".")[-1].removesuffix(_CENTS).replace("_", " ")
    what = str(title or schema.get("title") or plain)
    said = translate(language, "flows.limit", most=_amount(limit, schema, language), what=what)
    return typeset(said, language)


def _amount(limit: Limit, schema: Mapping[str, Any], language: str) -> str:
    currency = schema.get("x-currency")
    if limit.amount.endswith(_CENTS):
        return money(limit.most, language, str(currency or "EUR"))
    if currency:
        return money(limit.most * 100, language, str(currency))
    shown = format_decimal(limit.most, locale=locale_of(language))
    return shown.replace("\xa0", "\u202f") if language == "fr" else shown


def _schema(action: Action, actions: Mapping[str, Action], path: str) -> Mapping[str, Any]:
    """Find what the schemas say of a field: an argument first, as the policy does."""
    return next(_described(action, actions, path), {})


def _described(
    action: Action, actions: Mapping[str, Action], path: str
) -> Iterator[Mapping[str, Any]]:
    owner = action.owner
    look_up = actions.get(owner.look_up) if owner and owner.look_up else action
    for schema, parts in (
        (action.takes, [path]),
        (look_up.gives if look_up else {}, path.split(".")),
    ):
        found: Any = schema
        for part in parts:
            properties = found.get("properties") if isinstance(found, Mapping) else None
            found = properties.get(part) if isinstance(properties, Mapping) else None
        if isinstance(found, Mapping):
            yield found
