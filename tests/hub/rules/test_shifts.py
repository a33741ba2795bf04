"""Shifts as moments: nights, changes of clocks, breaks, files; and what is refused, at its line."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.rules.shift_file import read
from agent_desktop.hub.rules.shifts import placed
from agent_desktop.model.errors import Refused
from agent_desktop.model.shifts import PartKind, Shift, ShiftPart

BERLIN = "Europe/Berlin"
HOUR = 3_600_000


def shift(day: str, starts: int, ends: int, *parts: ShiftPart, zone: str = BERLIN) -> Shift:
    """A shift in hours."""
    return Shift(
        id="one",
        agent_id="ann",
        day=day,
        starts=starts * 60,
        ends=ends * 60,
        zone=zone,
        parts=parts,
    )


def test_a_day_with_breaks_is_whole_and_partly_paid() -> None:
    lunch = ShiftPart(starts=720, ends=750)
    coffee = ShiftPart(starts=600, ends=615, kind=PartKind.PAID_BREAK)
    training = ShiftPart(starts=900, ends=960, kind=PartKind.OTHER)
    made, parts = placed(shift("2026-06-01", 9, 17, lunch, training, coffee))
    at = datetime(2026, 6, 1, 7, tzinfo=UTC).timestamp() * 1000
    assert (made.starts_at, made.ends_at) == (at, at + 8 * HOUR)
    assert made.paid_ms == 7.5 * HOUR
    assert made.parts == (coffee, lunch, training)
    assert [one.works for one in parts] == [True, False, True, False, True, False, True]
    assert [one.paid for one in parts] == [True, True, True, False, True, True, True]
    assert all(one.until == two.since for one, two in pairwise(parts))


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-28", 7), ("2026-10-24", 9), ("2026-06-01", 8)]
)
def test_a_night_has_its_true_length(day: str, hours: int) -> None:
    meal = ShiftPart(starts=30, ends=60)
    made, parts = placed(shift(day, 22, 6, meal))
    assert made.ends_at - made.starts_at == hours * HOUR
    assert [one.works for one in parts] == [True, False, True]
    assert made.paid_ms == (hours - 0.5) * HOUR


@given(
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    st.integers(0, 1439),
    st.integers(180, 780),
    st.lists(st.integers(0, 780), max_size=6, unique=True),
)
def test_the_parts_fill_the_shift(day: date, starts: int, long: int, cuts: list[int]) -> None:
    cuts = sorted(one for one in cuts if one < long)
    parts = tuple(
        ShiftPart(starts=(starts + begin) % 1440, ends=(starts + end) % 1440)
        for begin, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    wish = Shift(
        id="one",
        day=str(day),
        starts=starts,
        ends=(starts + long) % 1440,
        zone=BERLIN,
        parts=parts,
    )
    try:
        made, found = placed(wish)
    except Refused:
        changes = {"03-24", "03-25", "03-26", "03-27", "03-28", "03-29", "03-30", "03-31"}
        changes |= {f"10-{one}" for one in range(24, 32)}
        assert str(day)[5:] in changes  # a break in the hour that the clocks skip
        return
    assert found[0].since == made.starts_at
    assert found[-1].until == made.ends_at
    assert all(one.until == two.since and one.since < one.until for one, two in pairwise(found))
    assert made.paid_ms == sum(one.until - one.since for one in found if one.works)
    assert abs(made.ends_at - made.starts_at - long * 60_000) <= HOUR


@pytest.mark.parametrize(
    ("wish", "field", "words"),
    [
        (shift("2026-13-01", 9, 17), "day", "no such day"),
        (shift("20260601", 9, 17), "day", "no such day"),
        (shift("2026-06-01", 9, 17, zone="Mars/Olympus"), "zone", "no such time zone"),
        (shift("2026-06-01", 9, 9), "ends", "at most 16 hours"),
        (shift("2026-06-01", 6, 23), "ends", "at most 16 hours"),
        (shift("2026-06-01", 25, 26), "starts", "no such time"),
        (shift("2026-06-01", 9, 17, ShiftPart(starts=480, ends=540)), "parts", "not within"),
        (shift("2026-06-01", 9, 17, ShiftPart(starts=1000, ends=1030)), "parts", "not within"),
        (
            shift(
                "2026-06-01",
                9,
                17,
                ShiftPart(starts=600, ends=630),
                ShiftPart(starts=620, ends=640),
            ),
            "parts",
            "meet",
        ),
    ],
)
def test_what_nobody_can_work_is_refused(wish: Shift, field: str, words: str) -> None:
    with pytest.raises(Refused) as error:
        placed(wish)
    assert error.value.problem.field == field
    assert words in error.value.problem.message


HEAD = "agent,day,start,end,breaks,zone\n"


def test_a_file_of_shifts() -> None:
    text = HEAD + (
        'ann,2026-06-01,9:00,17:00,"12:00-12:30; 15:00-15:15 paid; 10:00-11:00 other",\n'
        "\n"
        "ben@team.example,2026-06-01,22:00,6:00,,Europe/Berlin\n"
    )
    first, second = read("\ufeff" + text)
    assert (first.number, second.number) == (2, 4)
    assert first.shift.agent_id == "ann"
    assert [one.kind.value for one in first.shift.parts] == ["break", "paid_break", "other"]
    assert (second.shift.starts, second.shift.ends, second.shift.zone) == (1320, 360, BERLIN)
    semicolons = (
        "Day;Agent;Start;End;Breaks\r\n2026-06-01;ann;9:00;17:00;12:00-12:30, 15:00-15:10\r\n"
    )
    (one,) = read(semicolons)
    assert [part.starts for part in one.shift.parts] == [720, 900]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 0, "no shift"),
        (HEAD, 0, "no shift"),
        ("agent,day,start\nann,2026-06-01,9:00\n", 1, "column is missing"),
        ("agent,day,start,end,pay\n", 1, "no such column"),
        (HEAD + "ann,2026-06-01,9:00,17:00,,\nann,2026-06-02,9,17:00,,\n", 3, "time of day"),
        (HEAD + "ann,2026-06-01,9:00,24:01,,\n", 2, "time of day"),
        (HEAD + "ann,2026-06-01,9:00,17:00,lunch,\n", 2, "no break"),
        (HEAD + "ann,2026-06-01,9:00,17:00,12:00-12:30 long,\n", 2, "no break"),
        (HEAD + "ann,,9:00,17:00,,\n", 2, "empty"),
        (HEAD + '"ann\n', 2, "empty"),
    ],
)
def test_the_line_that_is_wrong_is_told(text: str, line: int, words: str) -> None:
    with pytest.raises(Refused) as error:
        list(read(text))
    problem = error.value.problem
    assert words in problem.message
    assert (f"line {line} " in problem.remedy) == bool(line)
