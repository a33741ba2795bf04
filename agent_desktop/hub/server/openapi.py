"""The OpenAPI 3.1 document of the hub's HTTP interface, made from the table of operations and the records.

Promises that it describes exactly the routes that exist, with every status that each may answer.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

import msgspec

from agent_desktop import __version__
from agent_desktop.hub.doors.faults import CODES
from agent_desktop.hub.protocol import ProblemBody
from agent_desktop.hub.server.operations import Operation, Parameter

ALWAYS: Final = ("malformed", "forbidden", "wrong_host", "too_many", "failed", "store_failed")
"""What every route may answer."""
SIGNED: Final = ("needs_sign_in",)
WITH_BODY: Final = ("media_type", "too_large", "too_slow", "refused")
_PART = re.compile(r"\{([a-z]+)\}")


def document(operations: Sequence[Operation]) -> dict[str, Any]:
    """The whole document as plain values."""
    records = _records(operations)
    schemas, components = msgspec.json.schema_components(
        records, ref_template="#/components/schemas/{name}"
    )
    by_record = dict(zip(records, schemas, strict=True))
    paths: dict[str, Any] = {}
    for operation in operations:
        place = paths.setdefault(operation.path, {})
        place[operation.method.lower()] = _operation(operation, by_record)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Agent Desktop hub",
            "version": __version__,
            "description": "HTTP of the built-in contact centre. Live traffic: docs/hub-protocol.md.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def codes_of(operation: Operation) -> tuple[str, ...]:
    """Every problem code that the operation may answer."""
    signed = SIGNED if operation.scopes is not None else ()
    body = WITH_BODY if operation.body is not None else ()
    return tuple(dict.fromkeys((*ALWAYS, *signed, *body, *operation.codes)))


def _records(operations: Sequence[Operation]) -> list[Any]:
    found: dict[Any, None] = {ProblemBody: None}
    for operation in operations:
        for record in (operation.body, operation.answers):
            if record is not None and record is not bytes:
                found[record] = None
    return list(found)


def _operation(operation: Operation, schemas: dict[Any, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": _description(operation),
        "parameters": [_path_parameter(name) for name in _PART.findall(operation.path)]
        + [_query_parameter(parameter) for parameter in operation.query],
        "responses": _responses(operation, schemas),
        "security": [] if operation.scopes is None else [{"token": []}],
    }
    if operation.body is bytes:
        content: dict[str, Any] = {"application/octet-stream": {"schema": {}}}
        made["requestBody"] = {"required": True, "content": content}
    elif operation.body is not None:
        content = {"application/json": {"schema": schemas[operation.body]}}
        made["requestBody"] = {"required": True, "content": content}
    return made


def _description(operation: Operation) -> str:
    words = (operation.handler.__doc__ or "").strip()
    if operation.scopes:
        words += f"\n\nScope: {' or '.join(operation.scopes)}."
    return words


def _path_parameter(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "minLength": 1}
    if name == "skill":
        schema["maxLength"] = 120
    else:
        schema["pattern"] = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _query_parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 200}
    if parameter.number is not None:
        lowest, highest = parameter.number
        schema = {"type": "integer", "minimum": lowest, "maximum": highest}
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.meaning,
        "schema": schema,
    }


def _responses(operation: Operation, schemas: dict[Any, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if operation.answers is None:
        made["204"] = {"description": "Done."}
    elif operation.answers is bytes:
        made["200"] = {"description": "The file.", "content": {"*/*": {"schema": {}}}}
    else:
        content = {"application/json": {"schema": schemas[operation.answers]}}
        made["200"] = {"description": "Done.", "content": content}
    meanings: dict[int, list[str]] = {}
    for code in codes_of(operation):
        meanings.setdefault(CODES[code].status, []).append(f"`{code}`: {CODES[code].meaning}")
    problem = {"application/json": {"schema": schemas[ProblemBody]}}
    for status, words in sorted(meanings.items()):
        made[str(status)] = {"description": " ".join(words), "content": problem}
        if status == 429:
            made["429"]["headers"] = {
                "Retry-After": {"required": True, "schema": {"type": "integer", "minimum": 1}}
            }
    return made
