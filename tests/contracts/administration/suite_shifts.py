"""What every `Administration` keeps of shifts."""

from msgspec.structs import replace

from agent_desktop.model.administration import Topic
from agent_desktop.model.ports import Administration
from agent_desktop.model.shifts import (
    CopyShifts,
    ImportShifts,
    KeepShift,
    PartKind,
    Planned,
    RemoveShift,
    Shift,
    ShiftPart,
    Shifts,
    sought,
)
from tests.contracts.administration.suite_calls import Enter, refusal
from tests.contracts.asynchronous import asynchronous

FIRST, NEXT = "2026-03-23", "2026-03-30"
"""In the night before the second week the clocks of Europe change."""
HEAD = "agent,day,start,end\n"


async def week(port: Administration, first: str) -> Shifts:
    """What is planned."""
    kept = await port.read(Topic.SHIFTS, sought(first))
    assert isinstance(kept, Shifts)
    assert (kept.first, kept.days) == (first, 7)
    return kept


class ShiftsContract:
    """When agents are to work."""

    @asynchronous
    async def test_shifts_are_planned_changed_copied_imported_and_removed(
        self, enter: Enter
    ) -> None:
        async with enter() as port:
            kept = await week(port, FIRST)
            agent_id = kept.agents[0].id
            lunch = ShiftPart(starts=60, ends=90, kind=PartKind.PAID_BREAK)
            night = Shift(
                id="night",
                agent_id=agent_id,
                day="2026-03-28",
                starts=1320,
                ends=360,
                zone="Europe/Berlin",
                parts=(lunch,),
            )
            order = KeepShift(shift=night)
            await port.carry_out(order)
            (made,) = (await week(port, FIRST)).shifts
            assert made.paid_ms == made.ends_at - made.starts_at == 7 * 3_600_000
            assert replace(made, starts_at=0, ends_at=0, paid_ms=0) == night
            late = replace(night, id="late", starts=1380)
            assert (await refusal(port.carry_out(KeepShift(shift=late)))).field == "starts"
            changed = replace(made, ends=300)
            await port.carry_out(KeepShift(shift=changed, before=made))
            stale = await refusal(port.carry_out(KeepShift(shift=changed, before=made)))
            assert stale.code == "conflict"
            copy = CopyShifts(first=FIRST, to=NEXT)
            assert await port.carry_out(copy) == Planned(planned=1, known=0)
            assert await port.carry_out(copy) == Planned(planned=0, known=1)
            (copied,) = (await week(port, NEXT)).shifts
            assert (copied.day, copied.ends_at - copied.starts_at) == ("2026-04-04", 7 * 3_600_000)
            lines = f"{HEAD}{agent_id},2026-04-01,9:00,17:00\n"
            wrong = f"{lines}moon,2026-04-01,9:00,17:00\n"
            assert "line 3 " in (await refusal(port.carry_out(ImportShifts(text=wrong)))).remedy
            assert len((await week(port, NEXT)).shifts) == 1
            found = await port.carry_out(ImportShifts(text=lines))
            assert found == Planned(planned=1, known=0)
            (day, _) = (await week(port, NEXT)).shifts
            for one in (changed, copied, day):
                await port.carry_out(RemoveShift(agent_id=agent_id, shift_id=one.id))
            gone = RemoveShift(agent_id=agent_id, shift_id=day.id)
            assert (await refusal(port.carry_out(gone))).code == "refused"
            assert (await week(port, NEXT)).shifts == ()
