"""Formatted mails at the desk: fetched once by a click, in memory; words where not."""

from msgspec.structs import replace

from agent_desktop.desk import formatted
from agent_desktop.desk.errands import ReadFormatted
from agent_desktop.desk.items import FormattedRead
from agent_desktop.desk.runner import Desk
from agent_desktop.desk.shown_mail import FormattedMail
from agent_desktop.model import intents as it
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.changes import FormattedShown
from agent_desktop.model.errors import Problem
from tests.desk.fake_session import FakeSession
from tests.desk.fake_store import FakeStore
from tests.desk.samples import NOW
from tests.desk.scenario import Window, run
from tests.desk.script import Script, told

ONE = Attachment(id="one", name="mail.html", media_type="text/html", size=20)
OTHER = replace(ONE, id="other")
AWAY = Problem(code="offline", message="There is no link.")


def test_it_is_fetched_once_and_shown_when_it_comes() -> None:
    script = Script().take(it.ShowFormatted(attachment=ONE))
    assert script.sends == [ReadFormatted(attachment=ONE)]
    assert script.view.formatted == FormattedMail(attachment_id="one")
    assert told(script, FormattedShown) == [FormattedShown()]
    assert script.take(it.ShowFormatted(attachment=ONE)).sends == []
    script.take(FormattedRead(attachment=ONE, html="<p>Hi"))
    assert script.view.formatted == FormattedMail(attachment_id="one", html="<p>Hi")
    assert told(script, FormattedShown) == [FormattedShown()]
    assert script.take(it.ShowFormatted(attachment=ONE)).sends == []


def test_a_refusal_is_kept_until_it_is_asked_for_again() -> None:
    script = Script().take(it.ShowFormatted(attachment=ONE))
    script.take(FormattedRead(attachment=ONE, problem=AWAY))
    assert script.view.formatted == FormattedMail(attachment_id="one", problem=AWAY)
    script.take(it.ShowFormatted(attachment=ONE))
    assert script.sends == [ReadFormatted(attachment=ONE)]
    assert script.view.formatted == FormattedMail(attachment_id="one")


def test_an_answer_about_another_mail_changes_nothing() -> None:
    script = Script().take(it.ShowFormatted(attachment=ONE), it.ShowFormatted(attachment=OTHER))
    script.take(FormattedRead(attachment=ONE, html="<p>Late"))
    assert script.view.formatted == FormattedMail(attachment_id="other")
    assert told(script, FormattedShown) == []


def test_too_large_is_refused_without_asking() -> None:
    script = Script().take(it.ShowFormatted(attachment=replace(ONE, size=formatted.LARGEST + 1)))
    assert script.sends == []
    assert script.view.formatted == FormattedMail(attachment_id="one", problem=formatted.TOO_LARGE)


def test_the_bytes_come_from_the_session_and_damaged_ones_are_shown_as_far_as_they_go() -> None:
    async def scenario() -> None:
        session = FakeSession()
        session.files["one"] = "<p>Grüße".encode() + b"\xff"
        desk = await Desk.start(session, FakeStore(), lambda: NOW)
        window = Window(desk)
        desk.post(it.ShowFormatted(attachment=ONE))
        await window.until(lambda: desk.formatted is not None and desk.formatted.html is not None)
        assert desk.formatted == FormattedMail(attachment_id="one", html="<p>Grüße\ufffd")
        desk.post(it.ShowFormatted(attachment=OTHER))
        await window.until(
            lambda: desk.formatted is not None and desk.formatted.problem is not None
        )
        assert desk.formatted.problem == AWAY
        await desk.stop()

    run(scenario)


def test_without_a_link_it_says_so() -> None:
    async def scenario() -> None:
        desk = await Desk.start(None, FakeStore(), lambda: NOW)
        window = Window(desk)
        desk.post(it.ShowFormatted(attachment=ONE))
        await window.until(
            lambda: desk.formatted is not None and desk.formatted.problem is not None
        )
        assert desk.formatted is not None
        assert desk.formatted.problem is not None
        assert desk.formatted.problem.code == "offline"
        await desk.stop()

    run(scenario)
