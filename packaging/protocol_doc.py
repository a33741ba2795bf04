"""Writes docs/hub-protocol.md from the hub's records, routes and codes.

`python packaging/protocol_doc.py` writes the page, `--check` says whether it is current. Promises that the page holds
what the code says: types, fields, docstrings, sequences, codes, routes. Refuses to hold anything typed twice.
"""

from __future__ import annotations

import argparse
import enum
import inspect
import sys
import types
import typing
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import msgspec

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "hub-protocol.md"

HEAD = """# The hub's protocol, version {version}

{intro}

Every frame and body is one JSON object, in UTF-8; those of a union carry their name as `type`. Times are milliseconds
since 1970-01-01 UTC. A field with a default is left out while it has that value. What the hub receives is strict: an
unknown field, type or version is refused, and the answer names it. What it sends may get more fields in later versions;
readers ignore those that they do not know.

This page is made by `packaging/protocol_doc.py`; do not edit it.

## How an agent's desk talks

```
desk                                     hub
 │ POST /v1/sign-in  {{sign_in}}           │
 │ ◀──────────────────────── {{signed_in}} │   a token: 256 random bits, kept as a digest, revocable
 │ WebSocket /v1/live                     │
 │ {{hello, protocol, token, since?}} ────▶ │   the version is checked first, then the token
 │ ◀────────────────────────── {{welcome}} │   `resync` says why `since` was of no use
 │ ◀──── {{entries, replay: true}} … last one empty   everything missed, in order
 │ ◀─────────────────── or: {{snapshot}}   │   without `since`, or after a `resync`
 │ ◀────────────────────────── {{entries}} │   as it happens
 │ {{perform, id, command}} ──────────────▶ │
 │ ◀──────────────── {{answer}}/{{refusal}} │   same id and command again: same answer; other command: conflict
 │ {{ping, id}} ──────────────────────────▶ │
 │ ◀───────────────────────────── {{pong}} │   and unasked every {heartbeat} s: current to `position` at `at`
 │ ◀────────────────────────── {{goodbye}} │   then the socket closes; the code says what to do
```

- A desk keeps `{{epoch, position}}` with what it has saved, and sends them as `since`. Entries may come twice after a
  crash of the desk, never out of order; a `seq` at or below its own position is skipped.
- Every start of the hub begins an epoch, and `since` of an earlier one is as good; the desk goes on with the epoch of
  the welcome. What it followed and this hub never wrote (an old copy of its data was put back) is answered by `resync`.
- A new `snapshot` may come at any time: the agent's queues changed. It replaces what is live.
- Answer and entry of the same command come in any order; they carry the same `client_id`.
- An answer that got lost is asked for again with the same `id`.
- A frame has at most {frame} bytes from a client. A snapshot from the hub may be larger: allow 16 MiB.
- `too_many` says in `value` (and over HTTP in `Retry-After`) after how many seconds to try again.
- A reader that falls {waiting} behind is disconnected with `too_slow`; it resumes with `since`.

## How a visitor's widget talks

```
widget                                   hub
 │ POST /chat/v1/sessions {{start_chat}} ─▶ │   the page's origin must be allowed at the entry point
 │ ◀───────────────────── {{chat_started}} │
 │ WebSocket /chat/v1/live                │
 │ {{hello, protocol, token, since}} ─────▶ │
 │ ◀────────────────────────── {{welcome}} │   with the items after `since`
 │ {{introduce}} {{say}} {{typing}} {{seen}} ─▶ │
 │ ◀──── {{accepted}}/{{refused}} by client_id, {{items}}, {{state}}, {{typing}}
 │ {{rate}} {{leave}} ────────────────────▶ │
 │ {{call_offer}} ────────────────────────▶ │   a call from the page: WebRTC, one at a time
 │ ◀─── {{call_answer}}, {{call_state}} … {{phase: "over"}}
 │ {{call_key}} {{call_end}} ─────────────▶ │
```

A call's sound goes its own way (ICE, DTLS-SRTP), so it outlives this socket: a page that comes back says `call` in its
hello, and hears how the call stands.

Beside the socket: `PUT /chat/v1/attachments/{{id}}?name=…` and `GET /chat/v1/attachments/{{id}}` for files,
`POST /chat/v1/uploads/{{id}}?name=…&size=…&sha256=…` and `PUT /chat/v1/uploads/{{id}}?offset=…` for files in parts
(both answer an {{uploading}}; the digest may be left out, `DELETE` gives one up),
`GET /chat/v1/transcript?language=…` for the chat as a text file; the token travels as `Authorization: Bearer …`.

Numbers: protocol {version}, text at most {text} characters, {attachments} attachments a message, files at most
{file} MiB.
"""


def page() -> str:
    """The whole page."""
    sys.path.insert(0, str(ROOT))
    from agent_desktop.hub import protocol
    from agent_desktop.hub.doors.faults import CODES
    from agent_desktop.hub.doors.lines import MAX_WAITING_BYTES
    from agent_desktop.hub.doors.quotas import MAX_FILE
    from agent_desktop.hub.server import records
    from agent_desktop.hub.server.app import OPERATIONS
    from agent_desktop.hub.server.openapi import codes_of

    intro = inspect.cleandoc(protocol.__doc__ or "").replace(
        " docs/hub-protocol.md is generated from this room.", ""
    )
    parts = [
        HEAD.format(
            version=protocol.PROTOCOL_VERSION,
            intro=intro,
            heartbeat=protocol.HEARTBEAT_MS // 1000,
            frame=f"{protocol.MAX_FRAME_BYTES:,}",
            waiting=f"{MAX_WAITING_BYTES // 2**20} MiB",
            text=f"{protocol.MAX_TEXT:,}",
            attachments=protocol.MAX_ATTACHMENTS,
            file=MAX_FILE // 2**20,
        )
    ]
    parts.append("## HTTP routes of agents and administrators\n")
    parts.append(
        "The token travels as `Authorization: Bearer …`. Machine-readable: `GET /v1/openapi.json`.\n"
    )
    parts.append("| route | what | scope | body → answer | codes besides the usual |")
    parts.append("|---|---|---|---|---|")
    for one in OPERATIONS:
        scope = "anyone" if one.scopes is None else " or ".join(one.scopes) or "signed in"
        query = "&".join(parameter.name for parameter in one.query)
        path = f"`{one.method} {one.path}{'?' + query if query else ''}`"
        traffic = f"{_kind(one.body)} → {_kind(one.answers)}"
        codes = ", ".join(f"`{code}`" for code in one.codes) or "–"
        assert set(one.codes) <= set(codes_of(one))
        parts.append(f"| {path} | {one.summary} | {scope} | {traffic} | {codes} |")
    parts.append("\n## Codes\n")
    parts.append(
        "Every HTTP answer from 400 on is a `ProblemBody`; refusals and goodbyes hold the same `Problem`.\n"
    )
    parts.append("| code | HTTP | close | meaning |\n|---|---|---|---|")
    for name, code in CODES.items():
        parts.append(f"| `{name}` | {code.status} | {code.close} | {code.meaning} |")
    asked = (kind for one in OPERATIONS for kind in (one.body, one.answers))
    named = [kind for kind in asked if isinstance(kind, type) and issubclass(kind, msgspec.Struct)]
    roots = list(dict.fromkeys((*_records_of(protocol), *_records_of(records), *named)))
    parts.append("\n## Records on the wire\n")
    parts.extend(_section(kind) for kind in roots)
    parts.append("## Records inside them\n")
    parts.extend(_section(kind) for kind in _reached(roots))
    return "\n".join(parts).rstrip() + "\n"


def _kind(kind: Any) -> str:
    if kind is None:
        return "–"
    return "bytes" if kind is bytes else f"[{kind.__name__}](#{kind.__name__.lower()})"


def _records_of(module: types.ModuleType) -> list[type]:
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, msgspec.Struct)
        and f"{value.__module__}.".startswith(f"{module.__name__}.")
        and value.__name__ != "Request"
    ]


def _inner(annotation: Any) -> Iterable[type]:
    """Every record and enumeration in an annotation."""
    if isinstance(annotation, type) and not typing.get_args(annotation):
        if issubclass(annotation, (msgspec.Struct, enum.Enum)):
            yield annotation
        return
    for argument in typing.get_args(annotation):
        yield from _inner(argument)


def _reached(roots: list[type]) -> list[type]:
    """The records and enumerations inside `roots`, sorted by name, without the roots."""
    found: dict[type, None] = {}
    waiting = list(roots)
    while waiting:
        kind = waiting.pop()
        if not issubclass(kind, msgspec.Struct):
            continue
        for hint in typing.get_type_hints(kind).values():
            for inner in _inner(hint):
                if inner not in found and inner not in roots:
                    found[inner] = None
                    waiting.append(inner)
    return sorted(found, key=lambda kind: kind.__name__)


def _section(kind: type) -> str:
    """One record or enumeration as a section."""
    doc = inspect.cleandoc(kind.__doc__ or "")
    if not issubclass(kind, msgspec.Struct):
        values = ", ".join(f"`{member.value}`" for member in cast("type[enum.Enum]", kind))
        return f"### {kind.__name__}\n\n{doc}\n\nOne of {values}.\n"
    config = kind.__struct_config__
    tag = f' (`"type": "{config.tag}"`)' if config.tag is not None else ""
    fields = msgspec.structs.fields(kind)
    lines = [f"### {kind.__name__}\n\n{doc}{tag}\n"]
    if fields:
        lines.append("| field | type | default |\n|---|---|---|")
    hints = typing.get_type_hints(kind)
    for one in fields:
        default = "required"
        if one.default is not msgspec.NODEFAULT:
            value = one.default.value if isinstance(one.default, enum.Enum) else one.default
            default = f"`{msgspec.json.encode(value).decode()}`"
        elif one.default_factory is not msgspec.NODEFAULT:
            default = f"`{msgspec.json.encode(one.default_factory()).decode()}`"
        lines.append(f"| `{one.encode_name}` | {_words(hints[one.name])} | {default} |")
    return "\n".join(lines) + "\n"


def _words(annotation: Any) -> str:
    """A type in the words of JSON."""
    simple = {int: "int", str: "text", bool: "bool", float: "number", type(None): "null"}
    if annotation in simple:
        return simple[annotation]
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_words(argument) for argument in arguments)
    if origin is tuple or origin is frozenset:
        if origin is tuple and len(arguments) == 2 and arguments[1] is not Ellipsis:
            return f"[{', '.join(_words(argument) for argument in arguments)}]"
        return f"list of {_words(arguments[0])}"
    if origin is dict:
        return f"object: {_words(arguments[0])} to {_words(arguments[1])}"
    if origin is typing.Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if isinstance(annotation, type):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    return str(annotation)


def main(argv: list[str]) -> int:
    """Write the page, or say whether it is current."""
    parser = argparse.ArgumentParser(description="Write docs/hub-protocol.md from the records.")
    parser.add_argument("--check", action="store_true", help="only say whether it is current")
    made = page()
    if parser.parse_args(argv).check:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == made
        print(
            "current" if current else "docs/hub-protocol.md is stale: run packaging/protocol_doc.py"
        )
        return 0 if current else 1
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
