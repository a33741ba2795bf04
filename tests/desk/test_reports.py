"""Reports at the desk: asked, shown, late, stale, saved; and what a question is as the words of an address."""

import asyncio
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from agent_desktop.desk.report_errands import (
    CustomersSought,
    DrawReport,
    ReadReport,
    ReportDrawn,
    ReportRead,
    SeekCustomers,
)
from agent_desktop.desk.reports_state import ReportsState
from agent_desktop.desk.runner import Desk
from agent_desktop.hub.metrics.reports.catalogue import listed
from agent_desktop.model.base import Millis
from agent_desktop.model.changes import Notice, NoticeKind, ReportsShown
from agent_desktop.model.commands import SaveSetting
from agent_desktop.model.errors import Offline, Problem, StoreFailed
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.figure_questions import By, Every, FigureNames, FigureQuestion, Period
from agent_desktop.model.looking import FindCustomers, LookAtReports, SaveReport
from agent_desktop.model.manifest import Capability
from agent_desktop.model.report_questions import (
    Format,
    ReportQuestion,
    chosen,
    fitted,
    narrowed,
    parameters,
    period_of,
    scheduled_query,
    with_period,
)
from agent_desktop.model.reports import Column, FoundCustomer, Kind, Report, ReportInfo
from agent_desktop.model.settings import REPORTS
from agent_desktop.model.work import Channel
from tests.desk.fake_session import FakeSession
from tests.desk.fake_store import FakeStore
from tests.desk.samples import NOW, live, manifest
from tests.desk.scenario import Window, run
from tests.desk.script import Script, kept, notices, told

DAY: Millis = 86_400_000
MIDNIGHT = 1_795_305_600_000
"""2026-11-22, in UTC."""
NO = Problem(code="refused", message="No.")
QUEUES = ReportQuestion(name="queues", days=FigureQuestion(by=None, every=Every.DAY))
AWAY = LinkChanged(state=LinkState.OFFLINE, since=NOW)


def made(name: str = "service", since: Millis = MIDNIGHT, came: int = 3) -> Report:
    """A report."""
    return Report(
        name=name,
        title=name,
        words="",
        made_at=NOW,
        from_at=since,
        until_at=since + DAY,
        zone="UTC",
        columns=(Column(name="offered", caption="Came", kind=Kind.COUNT),),
        rows=((came,),),
    )


def came(ask_id: int, count: int = 3) -> ReportRead:
    """All that was asked for."""
    names = FigureNames(zone="UTC")
    return ReportRead(ask_id=ask_id, known=listed(), names=names, report=made(came=count))


def state(script: Script) -> ReportsState:
    return script.view.reports


def shown(script: Script) -> object:
    answer = state(script).answer
    return None if answer is None else answer.report.rows[0][0]


def test_what_is_asked_is_read_shown_and_known_at_the_next_start() -> None:
    script = Script().attach().take(LookAtReports(language="de"))
    first = ReadReport(ask_id=1, question=ReportQuestion(), language="de")
    assert list(script.sends) == [first]
    assert told(script, ReportsShown)
    assert not kept(script, SaveSetting), "nobody chose anything yet"
    assert shown(script.take(came(1))) == 3
    whose = replace(QUEUES, customer_id="k1", customer="Layla")
    (setting,) = kept(script.take(LookAtReports(question=whose)), SaveSetting)
    assert "k1" not in setting.value
    assert "Layla" not in setting.value
    assert shown(script) == 3, "the earlier report stands until another comes"
    again = Script().attach()
    again.core.state.settings = {REPORTS: setting.value}
    (send,) = again.take(LookAtReports()).sends
    assert send == ReadReport(ask_id=1, question=QUEUES, language="en")
    other = Script().attach()
    other.core.state.settings = {REPORTS: '{"name": 5}'}
    assert state(other.take(LookAtReports())).question == ReportQuestion()


def test_only_the_last_question_is_answered_and_what_was_there_stays() -> None:
    script = Script().attach().take(LookAtReports()).take(LookAtReports(question=QUEUES))
    assert state(script.take(came(1, 1))).answer is None
    assert shown(script.take(came(2, 2))) == 2
    script.take(LookAtReports()).take(ReportRead(ask_id=3, problem=NO))
    assert (shown(script), state(script).problem) == (2, NO)
    assert state(script.take(LookAtReports()).take(came(4))).problem is None
    journey = ReportQuestion(name="journey")
    script.take(LookAtReports(question=journey)).take(ReportRead(ask_id=5, known=listed()))
    assert state(script).answer is None, "nobody's journey was asked for"


def test_it_is_asked_again_with_every_link_while_somebody_looks() -> None:
    script = Script().attach().take(AWAY).take(LookAtReports())
    assert not script.sends
    problem = state(script).problem
    assert problem is not None
    assert problem.code == "offline"
    assert [type(one) for one in script.take(live()).sends] == [ReadReport]
    script.take(came(2)).take(LookAtReports(on=False)).take(AWAY).take(live())
    assert not script.sends


def test_who_may_not_see_reports_asks_for_none_and_keeps_none() -> None:
    script = Script().attach().take(LookAtReports()).take(came(1))
    script.attach(manifest(Capability.FIGURES))
    assert state(script) == ReportsState()
    assert not script.take(LookAtReports()).sends


def test_a_file_is_told_of_saved_or_not() -> None:
    order = SaveReport(path="/a.xlsx", format=Format.XLSX, question=QUEUES, language="de")
    script = Script().attach().take(order)
    draw = DrawReport(path="/a.xlsx", format=Format.XLSX, question=QUEUES, language="de")
    assert list(script.sends) == [draw]
    assert state(script).saving == ("/a.xlsx",)
    assert notices(script.take(ReportDrawn(path="/a.xlsx"))) == [NoticeKind.FILE_SAVED]
    assert state(script).saving == ()
    script.take(order).take(ReportDrawn(path="/a.xlsx", problem=NO))
    assert told(script, Notice) == [
        Notice(kind=NoticeKind.FILE_NOT_SAVED, detail="/a.xlsx", problem=NO)
    ]
    script.take(AWAY).take(order)
    assert not script.sends
    (said,) = told(script, Notice)
    assert said.problem is not None
    assert said.problem.message == "The link is down, so the report was not saved."


def test_customers_are_found_for_the_last_words_alone() -> None:
    script = Script().attach()
    assert not script.take(FindCustomers(words=" l ")).sends
    assert list(script.take(FindCustomers(words="la ")).sends) == [SeekCustomers(words="la")]
    assert not script.take(FindCustomers(words="la")).sends
    script.take(FindCustomers(words="lay"))
    early = FoundCustomer(id="k2", name="Lara")
    assert state(script.take(CustomersSought(words="la", customers=(early,)))).found == ()
    one = FoundCustomer(id="k1", name="Layla")
    assert state(script.take(CustomersSought(words="lay", customers=(one,)))).found == (one,)
    assert not script.take(AWAY).take(FindCustomers(words="laylas")).sends


class Made:
    """A backend's reports. `faults` are raised by `save`."""

    def __init__(self) -> None:
        self.asked: list[ReportQuestion] = []
        self.fault: Exception | None = None

    async def listed(self, language: str) -> tuple[ReportInfo, ...]:
        return listed()

    async def read(self, asked: ReportQuestion, language: str) -> Report:
        self.asked.append(asked)
        since = MIDNIGHT if asked.days.first is None else MIDNIGHT - 7 * DAY
        return made(asked.name, since, 3 if asked.days.first is None else 2)

    async def customers(self, words: str) -> tuple[FoundCustomer, ...]:
        if words == "nobody":
            raise Offline("There is no link.")
        return (FoundCustomer(id="k1", name=words.title()),)

    async def save(
        self, asked: ReportQuestion, made_as: Format, language: str, target: Path
    ) -> None:
        if self.fault is not None:
            raise self.fault
        await asyncio.to_thread(target.write_text, f"{asked.name} {made_as} {language}")


def test_the_runner_reads_saves_and_compares_the_same_weekday(tmp_path: Path) -> None:
    session, backend = FakeSession(), Made()
    session.reports = backend
    file = tmp_path / "a.csv"
    order = SaveReport(path=str(file), format=Format.CSV, question=QUEUES, language="de")

    async def scenario() -> None:
        desk = await Desk.start(session, FakeStore(), lambda: NOW)
        window = Window(desk)
        await session.go_live()
        desk.post(LookAtReports(question=QUEUES))
        await window.until(lambda: desk.reports.answer is not None)
        answer = desk.reports.answer
        assert answer is not None
        assert answer.before is not None
        assert answer.before.rows == ((2,),)
        days = replace(QUEUES.days, period=None, first=date(2026, 11, 15))
        assert backend.asked == [QUEUES, replace(QUEUES, days=days)]
        desk.post(LookAtReports(question=replace(QUEUES, compared=False)))
        await window.until(lambda: len(backend.asked) == 3 and not desk.reports.reading)
        desk.post(order)
        await window.until(lambda: NoticeKind.FILE_SAVED in window.notices())
        assert file.read_text() == "queues csv de"
        backend.fault = StoreFailed("The disk is full.")
        desk.post(order)
        await window.until(lambda: NoticeKind.FILE_NOT_SAVED in window.notices())
        desk.post(FindCustomers(words=" layla "))
        await window.until(lambda: bool(desk.reports.found))
        assert desk.reports.found[0].name == "Layla"
        desk.post(FindCustomers(words="nobody"))
        await window.until(lambda: not desk.reports.found)
        session.reports = None
        desk.post(LookAtReports())
        await window.until(lambda: desk.reports.problem is not None)
        assert desk.reports.answer is not None
        await desk.stop()

    run(scenario)


# --- questions

INFOS = {one.name: one for one in listed()}
KEYS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
QUESTIONS = st.builds(
    ReportQuestion,
    name=st.sampled_from(sorted(INFOS)),
    days=st.builds(
        FigureQuestion,
        period=st.one_of(st.none(), st.sampled_from(Period)),
        first=st.just(date(2026, 11, 1)),
        count=st.integers(1, 366),
        by=st.sampled_from([None, By.QUEUE, By.AGENT]),
        every=st.sampled_from(Every),
        queue_id=KEYS,
        channel=st.sampled_from([None, *Channel]),
        team_id=KEYS,
        agent_id=KEYS,
        entry_point_id=KEYS,
        tag=KEYS,
    ),
    customer_id=KEYS,
)


@given(QUESTIONS)
def test_a_schedule_is_narrowed_to_what_was_asked(question: ReportQuestion) -> None:
    query = scheduled_query(question)
    days = question.days
    wanted = {
        "queue": days.queue_id,
        "channel": days.channel or "",
        "team": days.team_id,
        "agent": days.agent_id,
        "entry_point": days.entry_point_id,
        "tag": days.tag,
        "customer": question.customer_id,
    }
    assert narrowed(query) == {name: one for name, one in wanted.items() if one}
    assert Period(period_of(query)) in (Period.YESTERDAY, Period.LAST_WEEK, Period.LAST_MONTH)
    other = with_period(query, "this_week")
    assert (period_of(other), narrowed(other)) == ("this_week", narrowed(query))


@given(QUESTIONS, st.sampled_from(sorted(INFOS)))
def test_only_what_a_report_heeds_is_asked(question: ReportQuestion, name: str) -> None:
    info = INFOS[name]
    asked = parameters(chosen(question, info))
    own = {"period", "from", "days", "every", "team", "customer"}
    assert set(asked) <= own | set(info.asks)
    again = fitted(chosen(question, info), info)
    assert again == chosen(question, info)


@pytest.mark.parametrize(("name", "every"), [("service", Every.HALF), ("agents", Every.DAY)])
def test_intervals_are_those_that_a_report_usually_has(name: str, every: Every) -> None:
    assert chosen(QUEUES, INFOS[name]).days.every is every
