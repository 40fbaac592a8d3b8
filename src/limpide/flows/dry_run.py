"""Dry runs: what a change would give, made up from its schema, for rehearsals."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from limpide.foundation import clock

from .model import Action
from .outcomes import Done

_DAYS: Final = 7
_MADE_UP: Final = {"integer": 0, "number": 0, "boolean": True, "array": (), "object": {}}


def dry_run(action: Action, arguments: Mapping[str, Any], found: Mapping[str, Any] | None) -> Done:
    """Make up a result: examples of the schema, then what was given or looked up, then the type."""
    properties: Mapping[str, Any] = action.gives.get("properties", {})
    names = [*properties, *action.gives.get("required", ())]
    known = {**(found or {}), **arguments}
    return Done({name: _value(name, properties.get(name, {}), known) for name in names})


def _value(name: str, schema: Mapping[str, Any], known: Mapping[str, Any]) -> Any:
    for key in ("examples", "enum"):
        if name not in known and schema.get(key):
            return schema[key][0]
    if name in known:
        return known[name]
    if schema.get("format") == "date":
        return (clock.now().date() + timedelta(days=_DAYS)).isoformat()
    return _MADE_UP.get(str(schema.get("type")), f"[{name}]")
