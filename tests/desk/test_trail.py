"""The audit trail at the desk: searched page by page, judged, taken along; late, offline, and by whom."""

from pathlib import Path

from msgspec.structs import replace

from agent_desktop.desk.items import SessionDetached
from agent_desktop.desk.runner import Desk
from agent_desktop.desk.trail_errands import (
    ActsRead,
    DrawTrail,
    Judge,
    Judged,
    ReadActs,
    StopDrawing,
    TrailDrawn,
)
from agent_desktop.desk.trail_state import TrailState
from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_audit import (
    AuditFormat,
    AuditJudged,
    AuditLine,
    AuditPage,
    AuditQuestion,
)
from agent_desktop.model.changes import AdministrationShown, NoticeKind
from agent_desktop.model.errors import Problem, Refused
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.looking import (
    JudgeTrail,
    LookAtTrail,
    LookFurtherInTrail,
    SaveTrail,
    StopSavingTrail,
)
from tests.desk.fake_session import FakeSession
from tests.desk.fake_store import FakeStore
from tests.desk.fake_team import FakeTeam
from tests.desk.samples import NOW, live, manifest
from tests.desk.scenario import Window, run
from tests.desk.script import Script, notices, told

LEAD = replace(manifest(), administration=(Topic.AUDIT,))
ALL, ANN = AuditQuestion(), AuditQuestion(who="ann")
NO = Problem(code="refused", message="No.")
OFFLINE = LinkChanged(state=LinkState.OFFLINE, since=NOW)


def page(*keys: int, before: int = 0, count: int = 0) -> AuditPage:
    lines = tuple(AuditLine(id=str(key), at=NOW, act="sign_in") for key in keys)
    return AuditPage(lines=lines, before=before, count=count)


def state(script: Script) -> TrailState:
    return script.view.administration.trail


def keys(script: Script) -> list[str]:
    return [one.id for one in state(script).lines]


def looking() -> Script:
    return Script().attach(LEAD).take(LookAtTrail(question=ALL))


def test_pages_are_asked_for_one_by_one_and_stand_below_each_other() -> None:
    script = looking()
    assert list(script.sends) == [ReadActs(ask_id=1, question=ALL)]
    assert told(script, AdministrationShown)
    assert not script.take(LookFurtherInTrail()).sends, "a page is on its way"
    script.take(ActsRead(ask_id=1, page=page(9, 8, before=8, count=3)))
    script.take(LookFurtherInTrail())
    assert list(script.sends) == [ReadActs(ask_id=2, question=ALL, before=8)]
    script.take(ActsRead(ask_id=2, page=page(before=5)))
    assert not state(script).reading, "a page may be empty and more still to come"
    script.take(LookFurtherInTrail()).take(ActsRead(ask_id=3, page=page(2)))
    assert (keys(script), state(script).count) == (["9", "8", "2"], 3)
    assert not script.take(LookFurtherInTrail()).sends, "that was the last page"


def test_answers_to_an_earlier_question_come_too_late() -> None:
    script = looking().take(ActsRead(ask_id=1, page=page(9))).take(LookAtTrail(question=ANN))
    assert not state(script).came
    script.take(ActsRead(ask_id=1, page=page(7)))
    assert keys(script) == ["9"]
    script.take(ActsRead(ask_id=2, page=page(4)))
    assert (keys(script), state(script).came) == (["4"], True)
    script.take(LookAtTrail(question=ANN))
    assert state(script).came, "what was found is seen until it is found anew"
    script.take(ActsRead(ask_id=3, page=page(5, 4)))
    assert keys(script) == ["5", "4"]
    script.take(LookAtTrail(question=None))
    assert state(script).question is None


def test_what_came_stays_when_a_page_does_not_and_comes_with_the_link() -> None:
    script = looking().take(ActsRead(ask_id=1, page=page(9, before=9))).take(LookFurtherInTrail())
    script.take(ActsRead(ask_id=2, problem=NO))
    assert (keys(script), state(script).problem) == (["9"], NO)
    script.take(OFFLINE).take(LookFurtherInTrail())
    assert not script.sends
    problem = state(script).problem
    assert problem is not None
    assert problem.code == "offline"
    again = [one for one in script.take(live()).sends if isinstance(one, ReadActs)]
    assert [one.before for one in again] == [9]
    assert state(script).problem is None


def test_the_trail_is_judged_once_at_a_time_and_not_offline() -> None:
    script = looking().take(JudgeTrail())
    assert list(script.sends) == [Judge()]
    assert state(script).judging.on
    assert not script.take(JudgeTrail()).sends
    found = AuditJudged(entries=3, digest="ab", broken=4, why="it is missing")
    script.take(Judged(found=found))
    assert (state(script).judging.on, state(script).judging.judged) == (False, found)
    script.take(OFFLINE).take(JudgeTrail())
    assert not script.sends
    problem = state(script).judging.problem
    assert problem is not None
    assert "nothing was checked" in problem.message


def test_a_file_is_written_and_told_of() -> None:
    wish = SaveTrail(path="/a.csv", format=AuditFormat.CSV, question=ANN)
    script = looking().take(wish)
    assert list(script.sends) == [DrawTrail(path="/a.csv", format=AuditFormat.CSV, question=ANN)]
    assert state(script).saving == ("/a.csv",)
    script.take(TrailDrawn(path="/a.csv"))
    assert state(script).saving == ()
    assert notices(script) == [NoticeKind.FILE_SAVED]
    script.take(wish).take(TrailDrawn(path="/a.csv", problem=NO))
    assert notices(script) == [NoticeKind.FILE_NOT_SAVED]
    script.take(OFFLINE).take(wish)
    assert not script.sends
    assert notices(script) == [NoticeKind.REFUSED]


def test_saving_is_stopped_and_nothing_more_is_told_of_it() -> None:
    wish = SaveTrail(path="/a.csv", format=AuditFormat.CSV, question=ANN)
    script = looking().take(wish).take(StopSavingTrail())
    assert list(script.sends) == [StopDrawing(path="/a.csv")]
    assert (state(script).saving, notices(script)) == ((), [NoticeKind.FILE_STOPPED])
    assert not notices(script.take(TrailDrawn(path="/a.csv", problem=NO)))
    assert not script.take(StopSavingTrail()).sends, "there is nothing to stop"
    script.take(wish).take(StopSavingTrail()).take(TrailDrawn(path="/a.csv"))
    assert notices(script) == [NoticeKind.FILE_SAVED], "it was whole before the word came"


def test_who_may_not_read_it_asks_nothing_and_sees_nothing() -> None:
    script = Script().attach()
    for intent in (LookAtTrail(question=ALL), JudgeTrail(), LookFurtherInTrail()):
        assert not script.take(intent).sends
    seen = looking().take(ActsRead(ask_id=1, page=page(9)))
    seen.take(SessionDetached()).attach()
    assert state(seen) == TrailState()


def test_the_runner_does_all_of_it_and_says_why_not(tmp_path: Path) -> None:
    session, team = FakeSession(LEAD), FakeTeam()
    session.administration, team.page = team, 1
    target = tmp_path / "trail.csv"

    async def scenario() -> None:
        desk = await Desk.start(session, FakeStore(), lambda: NOW)
        window = Window(desk)
        await session.go_live()

        def trail() -> TrailState:
            return desk.administration.trail

        desk.post(LookAtTrail(question=ALL))
        await window.until(lambda: len(trail().lines) == 1)
        desk.post(LookFurtherInTrail())
        await window.until(lambda: len(trail().lines) == 2)
        desk.post(JudgeTrail())
        await window.until(lambda: trail().judging.judged is not None)
        desk.post(SaveTrail(path=str(target), format=AuditFormat.CSV, question=ALL))
        await window.until(lambda: target.exists() and not trail().saving)
        team.slow = True
        slow = SaveTrail(path=str(target) + "2", format=AuditFormat.CSV, question=ALL)
        desk.post(slow)
        await window.until(lambda: bool(trail().saving) and team.saving)
        desk.post(StopSavingTrail())
        await window.until(lambda: NoticeKind.FILE_STOPPED in window.notices())
        await window.until(lambda: not team.saving)
        team.trail_fault = Refused("No.")
        desk.post(LookAtTrail(question=ANN))
        desk.post(JudgeTrail())
        await window.until(lambda: trail().problem is not None)
        await window.until(lambda: trail().judging.problem is not None)
        await desk.stop()

    run(scenario)
