"""Importing: the operations of an OpenAPI description become actions, carefully."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import yaml

from .model import IdentityLevel
from .reading import InvalidActionError, read_actions

_METHODS: Final = ("get", "post", "put", "patch", "delete")
_DEEPEST: Final = 12
# What references point to is written out: a small file can stand for a huge one.
_MOST_NODES: Final = 50_000
_MOST_ACTIONS: Final = 500
_LONGEST_TITLE: Final = 200


def import_openapi(description: Mapping[str, Any], connector: str) -> str:
    """Write the actions file (YAML) of an OpenAPI 3 description. Raises InvalidActionError.

    Nothing is trusted: a change waits for approval and nothing names its owner yet, so that no
    customer can reach it until somebody who knows the service has said whose things it touches.
    """
    if not str(description.get("openapi", "")).startswith("3."):
        raise InvalidActionError("This is not an OpenAPI 3 description.")
    reader = _Reader(description)
    taken: set[str] = set()
    actions: dict[str, Any] = {}
    try:
        for name, action in reader.actions():
            actions[free_name(name, taken)] = action
            if len(actions) > _MOST_ACTIONS:
                raise InvalidActionError(f"More than {_MOST_ACTIONS} operations: split the file.")
        if not actions:
            raise InvalidActionError("The description names no operation.")
        text = yaml.safe_dump(
            {"connector": connector, "actions": actions},
            allow_unicode=True,
            sort_keys=False,
            width=100,
        )
    except (RecursionError, yaml.YAMLError) as error:
        raise InvalidActionError(
            "The description is too deep, or holds what is no JSON."
        ) from error
    read_actions(text)
    return text


class _Reader:
    """Reads a stranger's description: what is not as OpenAPI has it is passed over, or said."""

    def __init__(self, description: Mapping[str, Any]) -> None:
        self._description = description
        self._nodes = 0

    def actions(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for path, operations in _map(self._description.get("paths")).items():
            shared = _map(operations).get("parameters")
            for method in _METHODS:
                operation = _map(operations).get(method)
                if isinstance(operation, Mapping):
                    known: Mapping[str, Any] = operation
                    name = snake(str(known.get("operationId") or f"{method}_{path}"))
                    yield name, self._action(str(path), method, known, _list(shared))

    def _action(
        self, path: str, method: str, operation: Mapping[str, Any], shared: Sequence[Any]
    ) -> dict[str, Any]:
        takes, query = self._parameters([*shared, *_list(operation.get("parameters"))])
        body = self._json_schema(_map(self._resolved(operation.get("requestBody", {}))))
        fields = _map(body.get("properties"))
        takes["properties"] |= fields
        required = [*takes.pop("required", ()), *_list(body.get("required"))]
        named = [each for each in dict.fromkeys(map(str, required)) if each in takes["properties"]]
        changes = method != "get"
        request: dict[str, Any] = {"method": method.upper(), "path": _path(path)}
        if query:
            request["query"] = query
        if fields:
            request["body"] = list(fields)
        title = _title(operation, f"{method} {path}")
        made: dict[str, Any] = {
            "title": {"fr": title, "en": title},
            "request": request,
            "takes": {**takes, "required": named, "additionalProperties": False},
            "gives": self._gives(operation),
            "changes": changes,
            "identity": IdentityLevel.VERIFIED.value,
            "autonomy": "approve" if changes else "alone",
            "repeatable": self._is_repeatable(operation),
        }
        if not named:
            del made["takes"]["required"]
        # The company's own word on policy, in its own description.
        return made | dict(_map(operation.get("x-limpide")))

    def _parameters(self, given: Sequence[Any]) -> tuple[dict[str, Any], list[str]]:
        properties: dict[str, Any] = {}
        required: list[str] = []
        query: list[str] = []
        for each in given:
            parameter = _map(self._resolved(each))
            name, place = parameter.get("name"), parameter.get("in")
            if not isinstance(name, str) or place not in {"path", "query"}:
                continue
            properties[name] = dict(_map(self._resolved(parameter.get("schema", {}))))
            if place == "query" and name not in query:
                query.append(name)
            if parameter.get("required") is True or place == "path":
                required.append(name)
        return {"type": "object", "properties": properties, "required": required}, query

    def _gives(self, operation: Mapping[str, Any]) -> dict[str, Any]:
        for status, answer in _map(operation.get("responses")).items():
            if str(status).startswith("2"):
                return self._json_schema(_map(self._resolved(answer))) or {"type": "object"}
        return {"type": "object"}

    def _is_repeatable(self, operation: Mapping[str, Any]) -> bool:
        """An operation that takes an Idempotency-Key can be asked again after a crash."""
        headers = [_map(self._resolved(each)) for each in _list(operation.get("parameters"))]
        return any(str(each.get("name", "")).lower() == "idempotency-key" for each in headers)

    def _json_schema(self, holder: Mapping[str, Any]) -> dict[str, Any]:
        content = _map(holder.get("content"))
        schema = _map(content.get("application/json")).get("schema", {})
        return dict(_map(self._resolved(schema)))

    def _resolved(self, node: Any, depth: int = 0) -> Any:
        """Put what `$ref` points to in its place. Only within the description: nothing is fetched.

        Raises InvalidActionError when what comes of it is larger than anybody would review.
        """
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise InvalidActionError("Written out, the description is too large to review.")
        if depth > _DEEPEST:
            return {}
        if isinstance(node, Mapping):
            known: Mapping[str, Any] = node
            reference = known.get("$ref")
            if isinstance(reference, str):
                return self._resolved(self._pointed(reference), depth + 1)
            return {str(key): self._resolved(value, depth + 1) for key, value in known.items()}
        if isinstance(node, list):
            items: list[Any] = node
            return [self._resolved(each, depth + 1) for each in items]
        return node

    def _pointed(self, reference: str) -> Any:
        if not reference.startswith("#/"):
            raise InvalidActionError(f"«{reference[:200]}» leads out of the description.")
        found: Any = self._description
        for part in reference[2:].split("/"):
            key = part.replace("~1", "/").replace("~0", "~")
            found = _map(found).get(key, {})
        return found


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}  # pyright: ignore[reportUnknownVariableType] (JSON)


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()  # pyright: ignore[reportUnknownVariableType] (JSON)


def _path(path: str) -> str:
    """Give a path as it may stand after our connector's address, and nowhere else."""
    is_plain = path.startswith("/") and not path.startswith("//")
    if not is_plain or re.search(r"[\s?#\\@]|\.\.", path):
        raise InvalidActionError(f"«{path[:200]}» is no path.")
    return path


def _title(operation: Mapping[str, Any], otherwise: str) -> str:
    """Give a stranger's title as one line of printable text."""
    said = operation.get("summary") or operation.get("operationId") or otherwise
    shown = "".join(each if each.isprintable() else " " for each in str(said))
    return " ".join(shown.split())[:_LONGEST_TITLE] or otherwise[:_LONGEST_TITLE]


def free_name(name: str, taken: set[str]) -> str:
    """Give a name that nothing has yet: two operations may read alike."""
    names = [name, *(f"{name[:56]}_{number}" for number in range(2, 1000))]
    free = next(each for each in names if each not in taken)
    taken.add(free)
    return free


def snake(name: str) -> str:
    """Make a name of ours out of a stranger's."""
    spread = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    clean = re.sub(r"[^a-z0-9]+", "_", spread.lower()).strip("_")
    named = (clean if clean[:1].isalpha() else f"do_{clean}").rstrip("_")
    return named[:60] if len(named) > 1 else f"{named}_x"
