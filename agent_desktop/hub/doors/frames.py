"""Reading what a client sent: one JSON value into one record, or a `Malformed` that names the place and the value.

Promises that no bytes whatsoever raise anything else, that the answer never repeats a secret, and that a value in it is
cut short. Refuses leniency: unknown fields and types are errors, because a misspelt field is a lost wish.
"""

import re
from typing import Any, Final, TypeVar

import msgspec

from agent_desktop.hub.doors.faults import Malformed
from agent_desktop.model.base import Record

T = TypeVar("T")

SHOWN: Final = 80
"""Characters of a wrong value that the answer repeats."""
_SECRET = re.compile(r"token|password|secret|ticket|signature|hmac", re.IGNORECASE)
_PLACE = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>[^`]*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.([A-Za-z_][A-Za-z0-9_]*)|\[(\d+|\.\.\.)\]")
_MANY_DIGITS = re.compile(rb"[0-9]{16}")
_LARGEST: Final = 2**53 - 1
_BYTE = re.compile(r"\(byte (\d+)\)")
_encoder = msgspec.json.Encoder()


def encode(record: Record) -> bytes:
    """The record as one JSON object."""
    return _encoder.encode(record)


def decode(decoder: msgspec.json.Decoder[T], data: bytes) -> T:
    """The record that `data` holds. Raises Malformed, naming the place and the value at fault."""
    try:
        record = decoder.decode(data)
    except msgspec.ValidationError as error:
        raise _named(str(error), data) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Malformed(
            f"This is not valid JSON: {error}.", value=_near(str(error), data), field="$"
        ) from None
    except RecursionError:
        raise Malformed("The JSON is nested too deeply.", field="$") from None
    if _MANY_DIGITS.search(data) is not None:
        _check_numbers(msgspec.json.decode(data), "$")
    return record


def _check_numbers(value: Any, path: str) -> None:
    """Raises Malformed for a whole number that not every reader keeps exactly (RFC 8259 section 6)."""
    if isinstance(value, dict):
        for name, inner in value.items():
            _check_numbers(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _check_numbers(inner, f"{path}[{index}]")
    elif isinstance(value, int) and abs(value) > _LARGEST:
        raise Malformed(
            f"A whole number has at most the size {_LARGEST} at {path}.",
            field=path,
            value=shown(str(value)),
        )


def _named(said: str, data: bytes) -> Malformed:
    match = _PLACE.match(said)
    path = (match["path"] if match is not None else None) or "$"
    what = match["what"] if match is not None else said
    if _SECRET.search(path):
        return Malformed(f"{_without_values(what)} at {path}.", field=path)
    value = _value_at(path, data)
    unknown = re.search(r"unknown field `([^`]*)`", what)
    if unknown is not None:
        value = unknown[1]
    return Malformed(f"{what[: 2 * SHOWN]} at {path}.", field=path, value=value)


def _without_values(what: str) -> str:
    return re.sub(r"'[^']*'", "…", what)


def _value_at(path: str, data: bytes) -> str:
    """The JSON text of the value at msgspec's `path` (`$.command.text`, `$.items[3]`), cut short; empty if unclear."""
    try:
        value: Any = msgspec.json.decode(data)
        for name, index in _STEP.findall(path):
            if name:
                value = value[name]
            elif index == "...":
                return ""
            else:
                value = value[int(index)]
    except (msgspec.DecodeError, LookupError, TypeError, ValueError, RecursionError):
        return ""
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    return shown(msgspec.json.encode(value).decode())


def _near(said: str, data: bytes) -> str:
    at = _BYTE.search(said)
    start = max(0, int(at[1]) - 8) if at is not None else 0
    piece = data[start : start + 24].decode("utf-8", "replace")
    return (
        ""
        if _SECRET.search(data[max(0, start - 120) : start + 24].decode("utf-8", "replace"))
        else shown(piece)
    )


def shown(value: str) -> str:
    """A client's own value, cut short and without control characters, fit to be repeated in an answer."""
    plain = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in value
    )
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1] + "…"
