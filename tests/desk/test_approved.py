"""Templates at the desk: fetched when somebody wants to choose, sent beside what is typed."""

from msgspec.structs import replace

from agent_desktop.desk.api import Approved
from agent_desktop.desk.errands import Perform, ReadTemplates
from agent_desktop.desk.items import TemplatesRead
from agent_desktop.desk.runner import Desk
from agent_desktop.model import intents as it
from agent_desktop.model.changes import Notice, TemplatesShown
from agent_desktop.model.commands import AmendMessage, SendMessage
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import CommandFailed, TimePassed
from agent_desktop.model.templates import Filled, Template
from agent_desktop.model.timeline import WishKind
from agent_desktop.model.work import Channel
from tests.desk.fake_session import FakeSession
from tests.desk.fake_store import FakeStore
from tests.desk.samples import NOW
from tests.desk.scenario import Window, run
from tests.desk.script import Script, at_work, told

HELLO = Template(name="hello", language="en", text="Dear {{1}}.")
AWAY = Problem(code="offline", message="There is no link.")


def test_those_that_are_known_are_shown_while_they_are_fetched_anew() -> None:
    script = Script().take(it.FetchTemplates(entry_point_id="w"))
    assert script.sends == [ReadTemplates(entry_point_id="w")]
    assert script.view.approved == Approved(entry_point_id="w")
    script.take(TemplatesRead(entry_point_id="w", templates=(HELLO,)))
    assert told(script, TemplatesShown) == [TemplatesShown()]
    known = Approved(entry_point_id="w", templates=(HELLO,))
    assert script.view.approved == known
    assert script.take(it.FetchTemplates(entry_point_id="w")).view.approved == known
    script.take(TemplatesRead(entry_point_id="w", problem=AWAY))
    assert script.view.approved == replace(known, problem=AWAY)


def test_an_answer_about_another_entry_point_changes_nothing() -> None:
    script = Script().take(
        it.FetchTemplates(entry_point_id="w"), it.FetchTemplates(entry_point_id="v")
    )
    script.take(TemplatesRead(entry_point_id="w", templates=(HELLO,)))
    assert script.view.approved == Approved(entry_point_id="v")
    assert told(script, TemplatesShown) == []


def test_they_come_from_the_session_or_it_is_said_why_not() -> None:
    async def scenario() -> None:
        session = FakeSession()
        desk = await Desk.start(session, FakeStore(), lambda: NOW)
        window = Window(desk)
        desk.post(it.FetchTemplates(entry_point_id="w"))
        await window.until(lambda: bool(desk.approved and desk.approved.problem))
        session.approved = (HELLO,)
        desk.post(it.FetchTemplates(entry_point_id="w"))
        await window.until(lambda: bool(desk.approved and desk.approved.templates))
        assert desk.approved == Approved(entry_point_id="w", templates=(HELLO,))
        await desk.stop()

    run(scenario)


def test_a_template_is_sent_and_what_is_typed_stays() -> None:
    filled = Filled(name="hello", language="en", values={"1": "Layla"})
    script = Script().take(it.WriteDraft(conversation_id="c", note=False, text="I was writing"))
    script.take(
        it.SendReply(
            client_id="m1",
            conversation_id="c",
            text="Dear Layla.",
            channel=Channel.SOCIAL,
            template=filled,
        )
    )
    draft = script.view.draft("c", False)
    assert draft is not None
    assert draft.text == "I was writing"
    (row,) = script.core.state.outbox.values()
    assert isinstance(row.command, SendMessage)
    assert (row.command.template, row.command.text) == (filled, "Dear Layla.")
    assert not [one for one in script.sends if isinstance(one, Perform)]


def test_a_change_of_what_was_sent_is_kept_until_the_backend_has_it() -> None:
    script = at_work()
    intent = it.Amend(
        client_id="a1",
        conversation_id="v1",
        message_id="m7",
        kind=WishKind.EDIT,
        text="Better words",
    )
    script.take(intent)
    (sent,) = [one for one in script.sends if isinstance(one, Perform)]
    assert sent.command == AmendMessage(
        conversation_id="v1", message_id="m7", kind=WishKind.EDIT, text="Better words"
    )
    assert script.take(intent).sends == []
    script.take(CommandFailed(command_id="a1", problem=AWAY))
    assert "a1" in script.core.state.outbox
    refusal = Problem(code="refused", message="It is too old.")
    script.core.state.retry_at = {}
    script.take(TimePassed(now=script.now))
    script.take(CommandFailed(command_id="a1", problem=refusal))
    assert "a1" not in script.core.state.outbox
    assert refusal in [one.problem for one in told(script, Notice)]
