"""Whom a figure counts, at the desk: asked, paged, late, stale, gone with the question."""

from msgspec.structs import replace

from agent_desktop.desk.figure_errands import BehindRead, ReadBehind
from agent_desktop.desk.figures_state import BehindState
from agent_desktop.desk.runner import Desk
from agent_desktop.model.behind import Behind, BehindLine, BehindQuestion, Which
from agent_desktop.model.changes import FiguresShown
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.figure_questions import FigureQuestion
from agent_desktop.model.figures import Definition
from agent_desktop.model.looking import LookBehind, LookFurtherBehind
from agent_desktop.model.manifest import Capability
from agent_desktop.model.work import Channel
from tests.desk.fake_session import FakeSession
from tests.desk.fake_store import FakeStore
from tests.desk.samples import NOW, live, manifest
from tests.desk.scenario import Window, run
from tests.desk.script import Script, told

ASKED = BehindQuestion(figures=FigureQuestion(), measure="answered")
OTHER = replace(ASKED, which=Which.COUNTED)
NO = Problem(code="refused", message="No.", field="measure")


def line(key: str) -> BehindLine:
    return BehindLine(
        key=key,
        interaction_id=f"i-{key}",
        conversation_id=f"c-{key}",
        customer_name="Mia Wolf",
        channel=Channel.CHAT,
        queue_id="support",
        queue_name="Support",
        agent_id="ann",
        agent_name="Ann Lee",
        came_at=NOW - 60_000,
        waited_ms=12_000,
        left="answered",
        above=1,
        below=0,
    )


def page(*keys: str, after: str = "") -> Behind:
    """These lines of a figure of three."""
    definition = Definition(
        name="answered", words="", formula="answered", unit="count", numerator=("answered",)
    )
    return Behind(
        made_at=NOW,
        definition=definition,
        sums={"answered": 3},
        figure=3,
        lines=tuple(map(line, keys)),
        after=after,
    )


def state(script: Script) -> BehindState:
    return script.view.figures.behind


def keys(script: Script) -> list[str]:
    return [one.key for one in state(script).lines]


def test_pages_are_asked_for_one_by_one_and_stand_below_each_other() -> None:
    script = Script().attach().take(LookBehind(question=ASKED))
    assert list(script.sends) == [ReadBehind(ask_id=1, question=ASKED)]
    assert told(script, FiguresShown)
    assert state(script).reading
    script.take(LookFurtherBehind())
    assert not script.sends, "a page is on its way"
    script.take(BehindRead(ask_id=1, page=page("a", "b", after="here")))
    assert keys(script) == ["a", "b"]
    script.take(LookFurtherBehind())
    assert list(script.sends) == [ReadBehind(ask_id=2, question=ASKED, after="here")]
    script.take(BehindRead(ask_id=2, page=page("b", "c")))
    assert keys(script) == ["a", "b", "c"]
    assert not script.take(LookFurtherBehind()).sends, "that was the last page"


def test_answers_to_an_earlier_question_come_too_late() -> None:
    script = Script().attach().take(LookBehind(question=ASKED)).take(LookBehind(question=OTHER))
    script.take(BehindRead(ask_id=1, page=page("a")))
    assert keys(script) == []
    assert keys(script.take(BehindRead(ask_id=2, page=page("b")))) == ["b"]
    script.take(LookBehind(question=None))
    assert state(script).question is None
    assert keys(script.take(BehindRead(ask_id=2, page=page("c")))) == []


def test_what_came_stays_when_a_page_does_not_and_comes_with_the_link() -> None:
    script = Script().attach().take(LookBehind(question=ASKED))
    script.take(BehindRead(ask_id=1, page=page("a", after="here"))).take(LookFurtherBehind())
    script.take(BehindRead(ask_id=2, problem=NO))
    assert (keys(script), state(script).problem) == (["a"], NO)
    script.take(LinkChanged(state=LinkState.OFFLINE, since=NOW)).take(LookFurtherBehind())
    assert not script.sends
    problem = state(script).problem
    assert problem is not None
    assert problem.code == "offline"
    again = [one for one in script.take(live()).sends if isinstance(one, ReadBehind)]
    assert [one.after for one in again] == ["here"]
    assert state(script).problem is None


def test_who_may_not_see_figures_looks_behind_none() -> None:
    script = Script().attach().take(LookBehind(question=ASKED))
    script.take(BehindRead(ask_id=1, page=page("a")))
    script.attach(manifest(Capability.FIGURES))
    assert state(script) == BehindState()
    assert not script.take(LookBehind(question=ASKED)).sends


def test_the_runner_brings_pages_and_says_why_one_did_not_come() -> None:
    session = FakeSession()
    session.behind = lambda asked, after: page("b") if after else page("a", after="here")

    async def scenario() -> None:
        desk = await Desk.start(session, FakeStore(), lambda: NOW)
        window = Window(desk)
        await session.go_live()
        desk.post(LookBehind(question=ASKED))
        await window.until(lambda: len(desk.figures.behind.lines) == 1)
        desk.post(LookFurtherBehind())
        await window.until(lambda: len(desk.figures.behind.lines) == 2)
        assert session.looked_behind == [(ASKED, ""), (ASKED, "here")]
        session.behind = None
        desk.post(LookBehind(question=OTHER))
        await window.until(lambda: desk.figures.behind.problem is not None)
        assert not desk.figures.behind.lines
        await desk.stop()

    run(scenario)
