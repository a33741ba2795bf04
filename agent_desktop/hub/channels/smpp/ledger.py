"""What one SMPP entry point remembers across links and restarts: parts, receipts that are still to come, doubts.

Promises that part references go on where they stood; that a message's parts are joined however late and in whatever
order they come; that a letter of several parts is delivered when all of them are; that what an SMSC hands over a second
time, because our answer did not reach it, is known; that a receipt proves that an unclear letter was sent.

Pure: each step returns what is to be remembered, name by name (empty forgets), and the session keeps it with the news
of the same step.
"""

import hashlib
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.channels.smpp.reading import Incoming, Report
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.timeline import Delivery

Changes = dict[str, str]
R = TypeVar("R", bound=Record)

#: So many part references are taken from the disk at a time: a restart skips the rest, and never uses one again soon.
BLOCK: Final = 16
#: A message whose other parts have not come by then is shown as it is.
PARTS_MS: Final[Millis] = 60 * 60 * 1000
#: No receipt comes later (SMPP's longest validity in practice).
RECEIPTS_MS: Final[Millis] = 8 * 24 * 60 * 60 * 1000
_STRAYS: Final = 2_000


class Pieces(Record, frozen=True):
    """A message whose parts come one by one, each as hexadecimal."""

    at: Millis
    source: str
    source_ton: int
    destination: str
    coding: int
    total: int
    parts: dict[str, str]


class Group(Record, frozen=True):
    """The ids of a letter's parts, and those whose receipt is still to come.

    `problem` is why one of them failed. Until the letter is `whole` nothing is told of it.
    """

    at: Millis
    ids: tuple[str, ...]
    open: tuple[str, ...]
    problem: str = ""
    whole: bool = True


class Tried(Record, frozen=True):
    """A letter of which nobody knows whether it was sent, and the ids that came to light since."""

    at: Millis
    reference: int
    to: str
    parts: int
    proved: dict[str, str] = {}


class Whole(NamedTuple):
    """A message with all its parts, or with what there is of it: the bytes, None where a part is missing."""

    source: str
    source_ton: int
    destination: str
    coding: int
    runs: tuple[bytes | None, ...]


class Verdict(NamedTuple):
    """What the network says of a letter, by the id under which the hub knows it."""

    id: str
    delivery: Delivery
    problem: str


class _Stray(NamedTuple):
    reference: int
    to: str
    id: str
    state: str


class Ledger:
    """The memory of one entry point."""

    def __init__(self, memory: Mapping[str, str], ids: str = "same") -> None:
        self._form = ids
        self._reference = self._reserved = int(memory.get("reference", "0"))
        self._groups: dict[str, Group] = {}
        self._proven: list[str] = []
        self._strays: deque[_Stray] = deque(maxlen=_STRAYS)
        self.restore(memory)

    def restore(self, memory: Mapping[str, str]) -> None:
        """What is remembered, and nothing of a step that was not kept; letters on their way go on."""
        leaving = {key: group for key, group in self._groups.items() if not group.whole}
        self._groups = _records(memory, "group ", Group) | leaving
        self._member = {one: key for key, group in self._groups.items() for one in group.ids}
        self._pieces = _records(memory, "part ", Pieces)
        self._tried = _records(memory, "tried ", Tried)
        self._doubted = list(filter(None, memory.get("unconfirmed", "").split(" ")))
        self._unconfirmed: list[str] = []

    # --- what we send

    def next_reference(self) -> tuple[int, Changes]:
        """A reference (8 bits) for the parts of a letter; to be remembered before it is used."""
        changes: Changes = {}
        self._reference += 1
        if self._reference > self._reserved:
            self._reserved = self._reference + BLOCK - 1
            changes["reference"] = str(self._reserved)
        return self._reference & 0xFF, changes

    def answered(self, answer: str) -> str:
        """A message's id as the hub knows it, from the SMSC's answer."""
        return _number(answer, 16) if self._form.startswith("hexadecimal answers") else answer

    def part_sent(self, ids: tuple[str, ...], now: Millis) -> None:
        """The newest of the parts that left so far; its receipt may come before the next part leaves."""
        group = self._groups.get(ids[0]) or Group(at=now, ids=(), open=(), whole=False)
        self._groups[ids[0]] = replace(group, ids=ids, open=(*group.open, ids[-1]))
        self._member[ids[-1]] = ids[0]

    def leaving(self, ids: tuple[str, ...]) -> Changes:
        """All parts left, and the hub is about to hear it. Receipts wait until `left`: they need the hub to know."""
        if len(ids) < 2:
            return {}
        return {f"group {ids[0]}": _encode(replace(self._groups[ids[0]], whole=True))}

    def left(self, ids: tuple[str, ...]) -> tuple[Verdict | None, Changes]:
        """The hub hears of it now: what receipts said meanwhile. One letter with several parts waits for all."""
        first, group = ids[0], replace(self._groups[ids[0]], whole=True)
        self._groups[first] = group
        forgotten = self._drop_group(first) if not group.open or len(ids) < 2 else {}
        changes = {} if len(ids) < 2 else forgotten or {f"group {first}": _encode(group)}
        if group.problem:
            return Verdict(first, Delivery.REFUSED, group.problem), changes
        if group.open:
            return None, changes if len(group.open) < len(ids) else {}
        return Verdict(first, Delivery.DELIVERED, ""), changes

    def given_up(self, ids: tuple[str, ...]) -> None:
        """The letter does not become whole."""
        if ids and ids[0] in self._groups:
            self._drop_group(ids[0])

    def unclear(
        self, letter_id: str, reference: int, to: str, parts: int, now: Millis
    ) -> tuple[Tried, Changes]:
        """Nobody knows whether that letter was sent; what is known of it by now."""
        tried = self._tried.get(letter_id)
        if tried is not None:
            return tried, {}
        found = {
            stray.id: stray.state
            for stray in self._strays
            if (stray.reference, stray.to) == (reference, to)
        }
        tried = Tried(at=now, reference=reference, to=to, parts=parts, proved=found)
        self._tried[letter_id] = tried
        return tried, {f"tried {letter_id}": _encode(tried)}

    def proves(self, letter_id: str, answer: str) -> Changes:
        """The SMSC's answer to an unclear letter came after all."""
        return self._prove(letter_id, self.answered(answer), "")

    def cleared(self, letter_id: str) -> Changes:
        """Nothing about that letter is unclear any more."""
        return {f"tried {letter_id}": ""} if self._tried.pop(letter_id, None) else {}

    def proven(self) -> list[tuple[str, tuple[str, ...], Delivery]]:
        """Unclear letters of which all parts were proved since this was asked last, with their ids."""
        found, self._proven = self._proven, []
        return [(key, *proof_of(self._tried[key])) for key in found if key in self._tried]

    # --- receipts

    def receipt(
        self, report: Report, reference: int | None, to: str, delivery: Delivery, problem: str
    ) -> tuple[Verdict | None, Changes]:
        """What a receipt says of a letter, None while it says nothing yet."""
        name = report.id
        if self._form == "hexadecimal answers":
            name = _number(name, 10)
        elif self._form == "hexadecimal receipts":
            name = _decimal(name)
        if (first := self._member.get(name)) is not None:
            return self._group_receipt(first, name, delivery, problem)
        if reference is not None:
            for letter_id, tried in self._tried.items():
                if (tried.reference, tried.to) == (reference, to):
                    return None, self._prove(letter_id, name, delivery.value)
            self._strays.append(_Stray(reference, to, name, delivery.value))
        return Verdict(name, delivery, problem), {}

    def _group_receipt(
        self, first: str, name: str, delivery: Delivery, problem: str
    ) -> tuple[Verdict | None, Changes]:
        before = self._groups[first]
        left = tuple(one for one in before.open if one != name)
        if delivery is not Delivery.REFUSED or before.problem:
            problem = before.problem
        self._groups[first] = now = replace(before, open=left, problem=problem)
        if not now.whole:
            return None, {}
        changes = {f"group {first}": _encode(now)} if left else self._drop_group(first)
        if problem and not before.problem:
            return Verdict(first, Delivery.REFUSED, problem), changes
        return (Verdict(first, delivery, "") if not left and not problem else None), changes

    def _drop_group(self, first: str) -> Changes:
        for one in self._groups.pop(first).ids:
            self._member.pop(one, None)
        return {f"group {first}": ""}

    def _prove(self, letter_id: str, name: str, state: str) -> Changes:
        tried = self._tried.get(letter_id)
        if tried is None:
            return {}
        proved = {**tried.proved, name: state}
        self._tried[letter_id] = now = replace(tried, proved=proved)
        if len(proved) >= tried.parts:
            self._proven.append(letter_id)
        return {f"tried {letter_id}": _encode(now)}

    # --- what customers send

    def join(self, message: Incoming, now: Millis) -> tuple[Whole | None, Changes]:
        """A message when it is whole, and what is to be remembered of its parts."""
        if message.part is None:
            return _whole(message, (message.data,)), {}
        reference, total, number = message.part
        key = f"{message.source} {message.destination} {reference} {total}"
        known = self._pieces.get(key)
        parts = {**(known.parts if known else {}), str(number): message.data.hex()}
        pieces = Pieces(
            at=known.at if known else now,
            source=message.source,
            source_ton=message.source_ton,
            destination=message.destination,
            coding=message.coding,
            total=total,
            parts=parts,
        )
        if len(parts) < total:
            self._pieces[key] = pieces
            return None, {f"part {key}": _encode(pieces)}
        self._pieces.pop(key, None)
        return _joined(pieces), {f"part {key}": ""} if known else {}

    def overdue(self, now: Millis) -> tuple[list[Whole], Changes]:
        """Messages that will not become whole, and everything that is too old to matter."""
        changes: Changes = {}
        found: list[Whole] = []
        for key, pieces in list(self._pieces.items()):
            if now - pieces.at >= PARTS_MS:
                found.append(_joined(self._pieces.pop(key)))
                changes[f"part {key}"] = ""
        for first, group in list(self._groups.items()):
            if now - group.at >= RECEIPTS_MS:
                changes |= self._drop_group(first)
        for letter_id, tried in list(self._tried.items()):
            if now - tried.at >= RECEIPTS_MS:
                changes |= self.cleared(letter_id)
        return found, changes

    # --- what may come twice

    def comes_again(self, mark: str) -> bool:
        """Whether this was taken before, over a link that broke before our answer certainly arrived. Said once."""
        if mark not in self._doubted:
            return False
        self._doubted.remove(mark)
        return True

    def taken(self, marks: Iterable[str], *, answerable: bool) -> Changes:
        """These are being kept now; whether our answers arrive is not known yet, or they cannot (the link is gone)."""
        if answerable:
            self._unconfirmed += marks
        else:
            self._doubted += marks
        return self._doubts()

    def confirmed(self, count: int) -> Changes:
        """The SMSC has our answers to the oldest `count` of them."""
        del self._unconfirmed[:count]
        return self._doubts()

    def link_broke(self) -> None:
        """What was not confirmed may come again over the next link."""
        self._doubted += self._unconfirmed
        self._unconfirmed = []

    @property
    def doubts(self) -> bool:
        """Whether anything may come again."""
        return bool(self._doubted)

    def trust(self) -> Changes:
        """Long enough after the new link: what comes now is new, also if it looks like the old."""
        self._doubted = []
        return self._doubts()

    def _doubts(self) -> Changes:
        return {"unconfirmed": " ".join([*self._doubted, *self._unconfirmed])}


def proof_of(tried: Tried) -> tuple[tuple[str, ...], Delivery]:
    """The ids of a letter that was sent after all, and how far it got."""
    delivered = set(tried.proved.values()) == {Delivery.DELIVERED.value}
    return tuple(tried.proved), Delivery.DELIVERED if delivered else Delivery.SENT


def mark_of(body: bytes) -> str:
    """By which a message is known when it comes again: all of it but its sequence number."""
    return hashlib.sha256(body).hexdigest()[:24]


def _joined(pieces: Pieces) -> Whole:
    runs: list[bytes | None] = []
    for number in range(1, pieces.total + 1):
        data = pieces.parts.get(str(number))
        if data is None:
            runs.append(None)
        elif runs and runs[-1] is not None:
            # Joined before they are read: an escape or a surrogate pair may stand across two parts.
            runs[-1] += bytes.fromhex(data)
        else:
            runs.append(bytes.fromhex(data))
    return Whole(pieces.source, pieces.source_ton, pieces.destination, pieces.coding, tuple(runs))


def _whole(message: Incoming, runs: tuple[bytes | None, ...]) -> Whole:
    return Whole(message.source, message.source_ton, message.destination, message.coding, runs)


def _number(text: str, base: int) -> str:
    """A hexadecimal spelling without leading zeros, of a number in `base`; what is none stays as it is."""
    try:
        return format(int(text, base), "x")
    except ValueError:
        return text


def _decimal(text: str) -> str:
    try:
        return str(int(text, 16))
    except ValueError:
        return text


def _encode(record: Record) -> str:
    return msgspec.json.encode(record).decode()


def _records(memory: Mapping[str, str], prefix: str, kind: type[R]) -> dict[str, R]:
    decode = msgspec.json.Decoder(kind).decode
    return {
        name.removeprefix(prefix): decode(value)
        for name, value in memory.items()
        if name.startswith(prefix)
    }
