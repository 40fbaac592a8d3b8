"""Importing from an MCP server: its tools become actions that are off until somebody read them.

A server's words about itself are a stranger's: they come along as comments for whoever reviews the
file, and nothing reads them after that: no prompt, no page, no customer.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import yaml

from .connecting import Connector
from .importing import free_name, snake
from .reading import InvalidActionError

_WORDS: Final = {"title", "description", "examples", "default", "$comment", "$id", "$schema"}
_MAPS_OF_SCHEMAS: Final = {"properties", "$defs", "definitions", "patternProperties"}
_LONGEST_COMMENT: Final = 400
_DEEPEST: Final = 20
_HEAD: Final = """\
# Read this before it is put in use (`limpide actions add`): every action is off. Say in French and
# in English what each one does, whose things it touches (`owner`), what it changes and who must
# agree, then set `autonomy`. Lines with # are the server's own words: a stranger's.
"""


async def import_mcp(connector: Connector, name: str, *, allow_private: bool) -> str:
    """Write the actions file (YAML) of an MCP server's tools. Raises InvalidActionError."""
    from . import calling_mcp  # noqa: PLC0415 (seconds to import, and seldom needed)

    tools = await calling_mcp.list_tools(connector, allow_private=allow_private)
    if not tools:
        raise InvalidActionError("The server offers no tool.")
    lines: list[str] = [_HEAD, f"connector: {name}\nactions:\n"]
    taken: set[str] = set()
    for tool in tools:
        action = free_name(snake(tool.name), taken)
        lines += [f"  # {line}\n" for line in _comment(tool.description or "")]
        text = yaml.safe_dump(
            {action: _action(tool.name, tool.input_schema, tool.output_schema)},
            allow_unicode=True,
            sort_keys=False,
            width=100,
        )
        lines += [f"  {line}\n" for line in text.splitlines()]
    return "".join(lines)


def _action(tool: str, takes: Mapping[str, Any], gives: Mapping[str, Any] | None) -> dict[str, Any]:
    # That a tool only reads is the server's word; here it changes something until we say so.
    return {
        "title": {"fr": tool, "en": tool},
        "tool": tool,
        "takes": {**_bare(takes), "additionalProperties": False},
        "gives": _bare(gives or {"type": "object"}),
        "changes": True,
        "identity": "verified",
        "autonomy": "off",
        "repeatable": False,
    }


def _bare(schema: Any, depth: int = 0) -> Any:
    """Give a schema without the words in it."""
    if depth > _DEEPEST:
        raise InvalidActionError("A schema of the server is too deep.")
    if isinstance(schema, Mapping):
        known: Mapping[str, Any] = schema
        return {
            key: _each(value, depth) if key in _MAPS_OF_SCHEMAS else _bare(value, depth + 1)
            for key, value in known.items()
            if key not in _WORDS
        }
    if isinstance(schema, list):
        items: list[Any] = schema
        return [_bare(each, depth + 1) for each in items]
    return schema


def _each(schemas: Any, depth: int) -> dict[str, Any]:
    known: Mapping[str, Any] = schemas if isinstance(schemas, Mapping) else {}
    return {str(name): _bare(each, depth + 1) for name, each in known.items()}


def _comment(words: str) -> Iterator[str]:
    printable = "".join(each if each.isprintable() else " " for each in words)
    text = " ".join(printable.split())[:_LONGEST_COMMENT]
    while text:
        yield text[:90]
        text = text[90:]
