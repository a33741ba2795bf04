"""A long report is the same read in parts as read at once, and others have their turn meanwhile."""

import asyncio

import msgspec
import pytest
from msgspec.structs import replace

from agent_desktop.connectors.hub import long_reports
from agent_desktop.connectors.hub.long_reports import AT_ONCE, SHORT, report_of
from agent_desktop.model.reports import Column, Kind, Report, RowKey

ROWS = 4 * AT_ONCE + 1


def report(count: int) -> Report:
    """A report whose names look like what stands for the rows."""
    return Report(
        name="queues",
        title='"rows":[]',
        words="[]",
        made_at=1,
        from_at=0,
        until_at=1,
        zone="UTC",
        columns=(Column(name="queue", caption="Queue", kind=Kind.TEXT),),
        rows=tuple((f"[] {at}", at, at / 7, None) for at in range(count)),
        total=(None, count, 0.5, None),
        parts=tuple((None, (at, 7)) for at in range(count)),
        total_parts=(None, (1, 2)),
        keys=tuple(RowKey(since=at, until=at + 1, queue="") for at in range(count)),
        only=(("Queue", "[]"),),
    )


@pytest.mark.parametrize("count", [0, 1, ROWS])
def test_a_report_in_parts_is_the_same_report(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_reports, "SHORT", 0)
    for made in (report(count), replace(report(count), keys=(), parts=())):
        assert asyncio.run(report_of(msgspec.json.encode(made))) == made


def test_others_have_their_turn_while_a_long_one_is_read() -> None:
    body = msgspec.json.encode(report(ROWS))
    assert len(body) > SHORT

    async def read() -> int:
        turns, done = 0, asyncio.Event()

        async def other() -> None:
            nonlocal turns
            while not done.is_set():
                turns += 1
                await asyncio.sleep(0)

        task = asyncio.create_task(other())
        await report_of(body)
        done.set()
        await task
        return turns

    assert asyncio.run(read()) >= 3 * (ROWS // AT_ONCE)


@pytest.mark.parametrize("body", [b"{}", b"no", b'{"type":"report","rows":[1]}' + b" " * SHORT])
def test_what_is_no_report_is_refused(body: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        asyncio.run(report_of(body))
