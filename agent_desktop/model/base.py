"""The ground every record stands on.

Promises that a record is immutable, comparable and cheap to decode. Refuses behaviour: records carry facts, machines
and ports act on them.
"""

import os
import time
from typing import TypeAlias

import msgspec

Millis: TypeAlias = int
"""Milliseconds since 1970-01-01 UTC. Durations are `Millis` too where a name ends in `_ms`."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An immutable fact. Unknown fields are ignored when decoding, so that newer peers may add some.

    Nothing that a record holds refers back to it, so the garbage collector never looks at one (`gc=False`): a hub has
    hundreds of thousands, and makes thousands in a commit.
    """


class Tagged(Record, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag=True):
    """A member of a tagged union: its class name travels as `type`."""


def wall_clock() -> Millis:
    """This computer's clock."""
    return time.time_ns() // 1_000_000


def new_id() -> str:
    """A fresh id, 26 lowercase hexadecimal characters: 6 bytes of time, then 7 random bytes.

    Ids made later sort later (to the millisecond), which keeps database indexes compact; 56 random bits within one
    millisecond make a clash unthinkable at the rates of a contact centre.
    """
    return f"{wall_clock():012x}{os.urandom(7).hex()}"
