"""Records to bytes and back. Promises that every record of the model that can be made can be stored.

Text with half a surrogate pair (a broken paste) cannot be written as UTF-8; each half becomes U+FFFD.
"""

import re
from typing import Any, TypeVar

import msgspec

from agent_desktop.model.call_log import LoggedItem
from agent_desktop.model.timeline import TimelineItem

R = TypeVar("R")

_HALF = re.compile("[\ud800-\udfff]")
_encoder = msgspec.msgpack.Encoder()
_decoders: dict[Any, msgspec.msgpack.Decoder[Any]] = {}


def pack(record: object) -> bytes:
    """`record` as MessagePack."""
    try:
        return _encoder.encode(record)
    except UnicodeEncodeError:
        return _encoder.encode(_mended(msgspec.to_builtins(record)))


def unpack(data: bytes, kind: type[R]) -> R:
    """The record in `data`. Raises msgspec.ValidationError or DecodeError when it is none."""
    record: R = _decoder(kind).decode(data)
    return record


def unpack_item(data: bytes) -> TimelineItem:
    """The timeline item in `data`. Raises as `unpack`."""
    item: TimelineItem = _decoder(TimelineItem).decode(data)
    return item


def unpack_logged(data: bytes) -> LoggedItem:
    """The desk's own timeline entry in `data`. Raises as `unpack`."""
    item: LoggedItem = _decoder(LoggedItem).decode(data)
    return item


def mend(text: str) -> str:
    """`text` as it can be written."""
    return _HALF.sub("\ufffd", text)


def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    if kind not in _decoders:
        _decoders[kind] = msgspec.msgpack.Decoder(kind)
    return _decoders[kind]


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return mend(value)
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_mended(item) for item in value]
    return value
