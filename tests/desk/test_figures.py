"""Figures at the desk: asked, shown, late, stale, kept; and which days are compared."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.desk.figure_errands import FiguresRead, FileKept, KeepFile, ReadFigures
from agent_desktop.desk.figures_state import FiguresState
from agent_desktop.desk.runner import Desk
from agent_desktop.model.base import Millis
from agent_desktop.model.changes import FiguresShown, Notice, NoticeKind
from agent_desktop.model.commands import SaveSetting
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.figure_questions import (
    By,
    Every,
    FigureNames,
    FigureQuestion,
    Period,
    before,
    days_of,
    fitting,
)
from agent_desktop.model.figures import FigureRow, Figures, Variant
from agent_desktop.model.looking import LookAtFigures, SaveText
from agent_desktop.model.manifest import Capability
from agent_desktop.model.settings import FIGURES
from tests.desk.fake_session import FakeSession
from tests.desk.fake_store import FakeStore
from tests.desk.samples import NOW, live, manifest
from tests.desk.scenario import Window, run
from tests.desk.script import Script, kept, notices, told

DAY: Millis = 86_400_000
MIDNIGHT = 1_795_305_600_000
"""2026-11-22, in UTC."""
NO = Problem(code="refused", message="No.", field="by")
WEEK = FigureQuestion(period=Period.THIS_WEEK, by=By.AGENT, every=Every.DAY)


def counted(since: Millis = MIDNIGHT, days: int = 1, offered: int = 3) -> Figures:
    """The figures of some days."""
    row = FigureRow(
        from_at=since,
        until_at=since + days * DAY,
        queue_id=None,
        channel=None,
        entry_point_id=None,
        agent_id=None,
        sums={"offered": offered},
        figures={"offered": offered},
    )
    return Figures(
        made_at=NOW,
        from_at=row.from_at,
        until_at=row.until_at,
        zone="UTC",
        variant=Variant.IGNORE,
        definitions=(),
        rows=(),
        total=row,
    )


def came(ask_id: int, offered: int = 3) -> FiguresRead:
    """All that was asked for."""
    figures = counted(offered=offered)
    names = FigureNames(zone="UTC")
    return FiguresRead(ask_id=ask_id, table=figures, curve=figures, before=figures, names=names)


def state(script: Script) -> FiguresState:
    return script.view.figures


def shown(script: Script) -> float | None:
    answer = state(script).answer
    return None if answer is None else answer.table.total.figures["offered"]


def test_what_is_asked_is_read_shown_and_known_at_the_next_start() -> None:
    script = Script().attach().take(LookAtFigures())
    assert list(script.sends) == [ReadFigures(ask_id=1, question=FigureQuestion())]
    assert told(script, FiguresShown)
    assert state(script).reading
    assert not kept(script, SaveSetting), "nobody chose anything yet"
    script.take(came(1))
    assert shown(script) == 3
    assert not state(script).reading
    script.take(LookAtFigures(question=WEEK))
    (setting,) = kept(script, SaveSetting)
    assert shown(script) == 3, "the earlier figures stand until others come"
    again = Script().attach()
    again.core.state.settings = {FIGURES: setting.value}
    assert list(again.take(LookAtFigures()).sends) == [ReadFigures(ask_id=1, question=WEEK)]
    again.core.state.settings = {FIGURES: '{"by": "moon"}'}
    other = Script().attach()
    other.core.state.settings = {FIGURES: '{"by": "moon"}'}
    assert state(other.take(LookAtFigures())).question == FigureQuestion()


def test_only_the_last_question_is_answered() -> None:
    script = Script().attach().take(LookAtFigures()).take(LookAtFigures(question=WEEK))
    script.take(came(1, offered=1))
    assert state(script).answer is None
    assert state(script).reading
    assert shown(script.take(came(2, offered=2))) == 2
    answer = state(script).answer
    assert answer is not None
    assert answer.question == WEEK


def test_what_was_there_stays_when_nothing_newer_comes() -> None:
    script = Script().attach().take(LookAtFigures()).take(came(1))
    script.take(LookAtFigures(question=WEEK)).take(FiguresRead(ask_id=2, problem=NO))
    assert shown(script) == 3
    assert state(script).problem == NO
    assert state(script.take(LookAtFigures()).take(came(3))).problem is None


def test_it_is_asked_again_with_every_link_while_somebody_looks() -> None:
    away = LinkChanged(state=LinkState.OFFLINE, since=NOW)
    script = Script().attach().take(away).take(LookAtFigures())
    assert not script.sends
    problem = state(script).problem
    assert problem is not None
    assert problem.code == "offline"
    assert [type(one) for one in script.take(live()).sends] == [ReadFigures]
    script.take(came(2)).take(LookAtFigures(on=False)).take(away).take(live())
    assert not script.sends
    assert shown(script) == 3


def test_who_may_not_see_figures_asks_for_none_and_keeps_none() -> None:
    script = Script().attach().take(LookAtFigures()).take(came(1))
    script.attach(manifest(Capability.FIGURES))
    assert state(script) == FiguresState()
    assert not script.take(LookAtFigures()).sends


def test_a_table_is_written_and_told() -> None:
    script = Script().attach().take(SaveText(path="/a.csv", text="a"))
    assert list(script.sends) == [KeepFile(path="/a.csv", text="a")]
    assert notices(script.take(FileKept(path="/a.csv"))) == [NoticeKind.FILE_SAVED]
    script.take(FileKept(path="/a.csv", problem=NO))
    assert told(script, Notice) == [Notice(kind=NoticeKind.REFUSED, detail="/a.csv", problem=NO)]


def test_the_runner_reads_all_three_and_compares_the_same_weekday() -> None:
    session = FakeSession()

    def count(asked: FigureQuestion) -> Figures:
        if asked.first is None:
            return counted()
        return counted(MIDNIGHT - 7 * DAY, asked.count, offered=2)

    session.counted = count

    async def scenario() -> None:
        desk = await Desk.start(session, FakeStore(), lambda: NOW)
        window = Window(desk)
        await session.go_live()
        desk.post(LookAtFigures(question=FigureQuestion(by=By.AGENT)))
        await window.until(lambda: desk.figures.answer is not None)
        answer = desk.figures.answer
        assert answer is not None
        assert answer.before.total.figures == {"offered": 2}
        assert desk.figures.names == FigureNames(zone="UTC")
        timed = FigureQuestion(by=By.INTERVAL)
        week_before = replace(timed, period=None, first=date(2026, 11, 15))
        assert session.asked == [timed, FigureQuestion(by=By.AGENT), week_before]
        session.counted = None
        desk.post(LookAtFigures())
        await window.until(lambda: desk.figures.problem is not None)
        assert desk.figures.answer == answer
        await desk.stop()

    run(scenario)


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"

    async def scenario() -> None:
        desk = await Desk.start(None, FakeStore(), lambda: NOW)
        window = Window(desk)
        desk.post(SaveText(path=str(path), text="a;b\r\n"))
        desk.post(SaveText(path=str(tmp_path / "none" / "figures.csv"), text="a"))
        await window.until(lambda: len(window.notices()) == 2)
        assert set(window.notices()) == {NoticeKind.FILE_SAVED, NoticeKind.REFUSED}
        await desk.stop()

    run(scenario)
    assert path.read_bytes() == b"a;b\r\n"
    assert [one.name for one in tmp_path.iterdir()] == ["figures.csv"]


@pytest.mark.parametrize(
    ("question", "first", "count", "compared"),
    [
        (FigureQuestion(), date(2026, 11, 23), 1, (date(2026, 11, 16), 1)),
        (WEEK, date(2026, 11, 23), 3, (date(2026, 11, 16), 3)),
        (FigureQuestion(period=None, count=8), date(2026, 11, 10), 8, (date(2026, 10, 27), 8)),
        (FigureQuestion(period=Period.THIS_MONTH), date(2026, 3, 1), 31, (date(2026, 2, 1), 28)),
        (FigureQuestion(period=Period.LAST_MONTH), date(2026, 1, 1), 31, (date(2025, 12, 1), 31)),
    ],
)
def test_the_days_to_compare_with(
    question: FigureQuestion, first: date, count: int, compared: tuple[date, int]
) -> None:
    other = before(question, first, count)
    assert (other.first, other.count, other.period) == (*compared, None)


def test_days_have_23_and_25_hours_where_the_clocks_change() -> None:
    hour = 3_600_000
    spring = 1_774_738_800_000  # 2026-03-29 00:00 in Berlin
    assert days_of(spring, spring + 23 * hour, "Europe/Berlin") == (date(2026, 3, 29), 1)
    autumn = 1_792_879_200_000  # 2026-10-25 00:00 in Berlin
    assert days_of(autumn, autumn + 25 * hour, "Europe/Berlin") == (date(2026, 10, 25), 1)


def test_intervals_fit_the_days() -> None:
    assert fitting(WEEK, 7) == WEEK
    assert fitting(replace(WEEK, every=Every.DAY), 1).every is Every.HALF
    assert fitting(replace(WEEK, every=Every.QUARTER), 31).every is Every.DAY
    assert fitting(replace(WEEK, every=Every.MONTH), 366).every is Every.MONTH
