"""A report read out of an answer of the hub, however long: the head at once, the rows some at a time.

Promises the same record as reading it whole; that others have their turn between the parts. Raises what msgspec raises
for what is no report.
"""

import asyncio
from typing import Final, TypeVar

import msgspec
from msgspec.structs import asdict, fields

from agent_desktop.model.base import Record
from agent_desktop.model.reports import Cell, Parts, Report, RowKey

SHORT: Final = 64 * 1024
"""bytes of an answer that is read at once."""
AT_ONCE: Final = 250
"""So many rows are read at a time."""
T = TypeVar("T")


class _Rows(Record, frozen=True):
    rows: msgspec.Raw
    parts: msgspec.Raw = msgspec.Raw(b"[]")
    keys: msgspec.Raw = msgspec.Raw(b"[]")


_Head: Final = msgspec.defstruct(
    "_Head",
    [
        (one.name, one.type) if one.required else (one.name, one.type, one.default)
        for one in fields(Report)
        if one.name not in _Rows.__struct_fields__
    ],
    tag="report",
)
"""A report without them."""
_head: Final = msgspec.json.Decoder(_Head)
_long: Final = msgspec.json.Decoder(_Rows)
_several: Final = msgspec.json.Decoder(list[msgspec.Raw])
_row: Final = msgspec.json.Decoder(tuple[Cell, ...])
_parts: Final = msgspec.json.Decoder(tuple[Parts, ...])
_key: Final = msgspec.json.Decoder(RowKey)
_whole: Final = msgspec.json.Decoder(Report)


async def report_of(body: bytes) -> Report:
    """The report."""
    if len(body) <= SHORT:
        return _whole.decode(body)
    head = asdict(_head.decode(body))
    await asyncio.sleep(0)
    long = _long.decode(body)
    await asyncio.sleep(0)
    return Report(
        **head,
        rows=await _each(long.rows, _row),
        parts=await _each(long.parts, _parts),
        keys=await _each(long.keys, _key),
    )


async def _each(of: msgspec.Raw, reader: "msgspec.json.Decoder[T]") -> tuple[T, ...]:
    found: list[T] = []
    pieces = _several.decode(of)
    await asyncio.sleep(0)
    for start in range(0, len(pieces), AT_ONCE):
        found += [reader.decode(one) for one in pieces[start : start + AT_ONCE]]
        await asyncio.sleep(0)
    return tuple(found)
