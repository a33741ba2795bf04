"""What an SMPP entry point remembers: parts, receipts and doubts in any order, and over a restart at any step."""

from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.channels.smpp.ledger import (
    BLOCK,
    PARTS_MS,
    RECEIPTS_MS,
    Changes,
    Ledger,
    Verdict,
    Whole,
)
from agent_desktop.hub.channels.smpp.reading import Incoming, Part, Report
from agent_desktop.model.timeline import Delivery

DELIVERED, REFUSED = Delivery.DELIVERED, Delivery.REFUSED


class Disk:
    """A ledger whose memory is kept, and which may be begun anew from it."""

    def __init__(self) -> None:
        self.memory: dict[str, str] = {}
        self.ledger = Ledger({})

    def keep(self, changes: Changes) -> None:
        self.memory |= changes
        self.memory = {name: value for name, value in self.memory.items() if value}

    def restart(self) -> None:
        self.ledger = Ledger(self.memory)

    def join(self, message: Incoming, now: int = 0) -> Whole | None:
        whole, changes = self.ledger.join(message, now)
        self.keep(changes)
        return whole

    def receipt(self, name: str, delivery: Delivery) -> Verdict | None:
        report = Report(name, "DELIVRD", "")
        verdict, changes = self.ledger.receipt(report, None, "+48601234567", delivery, "Why.")
        self.keep(changes)
        return verdict


def part(number: int, total: int, reference: int = 7, source: str = "48601234567") -> Incoming:
    data = f"<{number}>".encode()
    joined = Part(reference, total, number) if total > 1 else None
    return Incoming(source, 1, "48600100200", 0x40, 0, data, joined, {})


@given(st.integers(2, 30).flatmap(lambda n: st.permutations(range(1, n + 1))), st.data())
def test_parts_join_in_any_order_over_restarts(order: list[int], data: st.DataObject) -> None:
    disk = Disk()
    found = []
    for number in order:
        if data.draw(st.booleans()):
            disk.restart()
        for _ in range(data.draw(st.integers(1, 2)) if number != order[-1] else 1):
            found.append(disk.join(part(number, len(order))))
        # Another phone with the same reference is another message.
        assert disk.join(part(1, 1, source="4860000")) is not None
    wholes = [one for one in found if one is not None]
    expected = b"".join(f"<{number}>".encode() for number in range(1, len(order) + 1))
    assert [one.runs for one in wholes] == [(expected,)]
    assert not disk.memory


def test_parts_that_stay_away_leave_gaps() -> None:
    disk = Disk()
    for number in (2, 3, 5):
        assert disk.join(part(number, 5), now=100) is None
    assert disk.ledger.overdue(100 + PARTS_MS - 1)[0] == []
    (whole,), changes = disk.ledger.overdue(100 + PARTS_MS)
    assert whole.runs == (None, b"<2><3>", None, b"<5>")
    disk.keep(changes)
    assert not disk.memory


@given(st.permutations(["a", "b", "c"]), st.lists(st.booleans(), min_size=3, max_size=3), st.data())
def test_a_letter_of_parts_gets_one_verdict(
    order: list[str], fine: list[bool], data: st.DataObject
) -> None:
    disk = Disk()
    ids: tuple[str, ...] = ()
    early = data.draw(st.integers(0, 2))  # so many receipts come before the last part left
    verdicts: list[Verdict | None] = []
    told = dict(zip(order, fine, strict=True))
    for name in ("a", "b", "c"):
        ids = (*ids, name)
        disk.ledger.part_sent(ids, 0)
        if len(verdicts) < early:
            verdicts.append(disk.receipt(name, DELIVERED if told.pop(name) else REFUSED))
    assert verdicts == [None] * len(verdicts)
    disk.keep(disk.ledger.leaving(ids))
    for name in list(told)[: data.draw(st.integers(0, len(told)))]:
        verdicts.append(disk.receipt(name, DELIVERED if told.pop(name) else REFUSED))
    assert verdicts == [None] * len(verdicts)
    verdict, changes = disk.ledger.left(ids)
    disk.keep(changes)
    verdicts.append(verdict)
    for name, good in told.items():
        if data.draw(st.booleans()):
            disk.restart()
        verdicts.append(disk.receipt(name, DELIVERED if good else REFUSED))
    said = [one for one in verdicts if one is not None]
    wanted = Verdict("a", DELIVERED, "") if all(fine) else Verdict("a", REFUSED, "Why.")
    assert said == [wanted]
    assert not disk.memory
    assert disk.receipt("a", DELIVERED) == Verdict("a", DELIVERED, "Why.")  # nothing is known of it


def test_references_are_taken_in_blocks_and_never_twice() -> None:
    disk = Disk()
    used = []
    for turn in range(3):
        for _ in range(BLOCK + 1 if turn == 0 else 1):
            reference, changes = disk.ledger.next_reference()
            disk.keep(changes)
            used.append(reference)
        disk.restart()
    assert len(set(used)) == len(used)
    for _ in range(300):
        reference, changes = disk.ledger.next_reference()
        assert 0 <= reference <= 255
        disk.keep(changes)


def test_what_comes_again_is_known_once() -> None:
    disk = Disk()
    disk.keep(disk.ledger.taken(["one", "two"], answerable=True))
    assert not disk.ledger.comes_again("one")  # the same words again over the same link are new
    disk.keep(disk.ledger.confirmed(1))
    disk.restart()  # killed: what was not confirmed may come again
    assert not disk.ledger.comes_again("one")
    assert disk.ledger.comes_again("two")
    assert not disk.ledger.comes_again("two")
    disk.keep(disk.ledger.taken(["three"], answerable=True))
    disk.ledger.link_broke()
    assert disk.ledger.doubts
    disk.keep(disk.ledger.trust())
    assert not disk.ledger.comes_again("three")
    assert not disk.memory


def test_a_step_that_was_not_kept_is_undone() -> None:
    disk = Disk()
    assert disk.join(part(1, 2)) is None
    disk.ledger.join(part(2, 2), 0)
    disk.ledger.taken(["mark"], answerable=True)
    disk.ledger.part_sent(("a",), 0)
    disk.ledger.restore(disk.memory)
    assert not disk.ledger.comes_again("mark")
    assert disk.join(part(2, 2)) is not None
    disk.ledger.part_sent(("a", "b"), 0)
    assert disk.ledger.left(("a", "b"))[0] is None


def test_a_receipt_of_a_short_letter_waits_until_the_hub_knows_it() -> None:
    disk = Disk()
    disk.ledger.part_sent(("a",), 0)
    assert disk.ledger.leaving(("a",)) == {}
    assert disk.receipt("a", DELIVERED) is None
    assert disk.ledger.left(("a",)) == (Verdict("a", DELIVERED, ""), {})
    disk.ledger.part_sent(("b",), 0)
    assert disk.ledger.left(("b",)) == (None, {})
    assert disk.receipt("b", REFUSED) == Verdict("b", REFUSED, "Why.")


def test_doubts_about_letters_end_by_proof_or_age() -> None:
    disk = Disk()
    tried, changes = disk.ledger.unclear("letter", 77, "+48601234567", 2, 0)
    disk.keep(changes)
    assert tried.proved == {}
    disk.restart()
    report = Report("m1", "DELIVRD", "")
    elsewhere = disk.ledger.receipt(report, 77, "+48999999999", DELIVERED, "")
    assert elsewhere[0] == Verdict("m1", DELIVERED, "")
    verdict, changes = disk.ledger.receipt(report, 77, "+48601234567", DELIVERED, "")
    assert verdict is None
    disk.keep(changes)
    disk.keep(disk.ledger.proves("letter", "m2"))
    disk.restart()
    tried, _ = disk.ledger.unclear("letter", 77, "+48601234567", 2, 0)
    assert tried.proved == {"m1": "delivered", "m2": ""}
    disk.keep(disk.ledger.overdue(RECEIPTS_MS)[1])
    assert not disk.memory
    # A receipt that came before anybody doubted proves it as well.
    disk.ledger.receipt(Report("m9", "DELIVRD", ""), 5, "+48601234567", DELIVERED, "")
    tried, _ = disk.ledger.unclear("other", 5, "+48601234567", 1, 0)
    assert tried.proved == {"m9": "delivered"}
