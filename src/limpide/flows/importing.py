"""Importing: the operations of an OpenAPI description become actions, carefully."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import yaml

from .model import IdentityLevel
from .reading import InvalidActionError

_METHODS: Final = ("get", "post", "put", "patch", "delete")
_DEEPEST: Final = 12


def import_openapi(description: Mapping[str, Any], connector: str) -> str:
    """Write the actions file (YAML) of an OpenAPI 3 description. Raises InvalidActionError.

    Nothing is trusted: a change waits for approval and nothing names its owner yet, so that no
    customer can reach it until somebody who knows the service has said whose things it touches.
    """
    if not str(description.get("openapi", "")).startswith("3."):
        raise InvalidActionError("This is not an OpenAPI 3 description.")
    actions = dict(_actions(description))
    if not actions:
        raise InvalidActionError("The description names no operation with an `operationId`.")
    text = {"connector": connector, "actions": actions}
    return yaml.safe_dump(text, allow_unicode=True, sort_keys=False, width=100)


def _actions(description: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, operations in description.get("paths", {}).items():
        shared = operations.get("parameters", [])
        for method in _METHODS:
            operation = operations.get(method)
            if operation is None:
                continue
            name = snake(operation.get("operationId") or f"{method}_{path}")
            yield name, _action(description, path, method, operation, shared)


def _action(
    description: Mapping[str, Any],
    path: str,
    method: str,
    operation: Mapping[str, Any],
    shared: list[Any],
) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required: list[str] = []
    query: list[str] = []
    for each in [*shared, *operation.get("parameters", [])]:
        parameter = _resolved(description, each)
        if parameter.get("in") not in {"path", "query"}:
            continue
        properties[parameter["name"]] = _resolved(description, parameter.get("schema", {}))
        if parameter["in"] == "query":
            query.append(parameter["name"])
        if parameter.get("required"):
            required.append(parameter["name"])
    body = _json_schema(description, _resolved(description, operation.get("requestBody", {})))
    properties |= body.get("properties", {})
    required += body.get("required", [])
    title = operation.get("summary") or operation.get("operationId") or f"{method} {path}"
    changes = method != "get"
    request: dict[str, Any] = {"method": method.upper(), "path": path}
    if query:
        request["query"] = query
    if body.get("properties"):
        request["body"] = list(body["properties"])
    takes: dict[str, Any] = {"type": "object", "properties": properties}
    if required:
        takes["required"] = required
    made: dict[str, Any] = {
        "title": {"fr": title, "en": title},
        "request": request,
        "takes": {**takes, "additionalProperties": False},
        "gives": _gives(description, operation),
        "changes": changes,
        "identity": IdentityLevel.VERIFIED.value,
        "autonomy": "approve" if changes else "alone",
        "repeatable": _is_repeatable(description, operation),
    }
    # The company's own word on policy, in its own description.
    return made | operation.get("x-limpide", {})


def _gives(description: Mapping[str, Any], operation: Mapping[str, Any]) -> dict[str, Any]:
    for status, answer in operation.get("responses", {}).items():
        if str(status).startswith("2"):
            schema = _json_schema(description, _resolved(description, answer))
            return schema or {"type": "object"}
    return {"type": "object"}


def _is_repeatable(description: Mapping[str, Any], operation: Mapping[str, Any]) -> bool:
    """An operation that takes an Idempotency-Key can be asked again after a crash."""
    headers = [_resolved(description, each) for each in operation.get("parameters", [])]
    return any(str(each.get("name", "")).lower() == "idempotency-key" for each in headers)


def _json_schema(description: Mapping[str, Any], holder: Mapping[str, Any]) -> dict[str, Any]:
    schema = holder.get("content", {}).get("application/json", {}).get("schema", {})
    return _resolved(description, schema)


def _resolved(description: Mapping[str, Any], node: Any, depth: int = 0) -> Any:
    """Put what `$ref` points to in its place. Only within the description: nothing is fetched."""
    if depth > _DEEPEST:
        return {}
    if isinstance(node, Mapping):
        known: Mapping[str, Any] = node
        reference = known.get("$ref")
        if isinstance(reference, str):
            return _resolved(description, _pointed(description, reference), depth + 1)
        return {key: _resolved(description, value, depth + 1) for key, value in known.items()}
    if isinstance(node, list):
        items: list[Any] = node
        return [_resolved(description, each, depth + 1) for each in items]
    return node


def _pointed(description: Mapping[str, Any], reference: str) -> Any:
    if not reference.startswith("#/"):
        raise InvalidActionError(f"«{reference}» leads out of the description.")
    found: Any = description
    for part in reference[2:].split("/"):
        key = part.replace("~1", "/").replace("~0", "~")
        found = found.get(key, {}) if isinstance(found, Mapping) else {}
    return found


def snake(name: str) -> str:
    """Make a name of ours out of a stranger's."""
    spread = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    clean = re.sub(r"[^a-z0-9]+", "_", spread.lower()).strip("_")
    return (clean if clean[:1].isalpha() else f"do_{clean}")[:60]
