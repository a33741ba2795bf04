"""The first day: from the first screen to a rated conversation, with a hub that dies in the middle."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from PySide6.QtCore import Qt

from agent_desktop.files import resource
from agent_desktop.model.intents import SaveAttachment
from agent_desktop.model.timeline import Delivery, LineKind, Message, SystemLine
from agent_desktop.model.work import InteractionState
from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.records import kept_by_hub, nobody_at
from tests.journeys.seat import OWNER, Seat, clipboard_files, until
from tests.journeys.talking import arrive, without_undo
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.serial

QUESTION = "My lamp is cracked. <b>What now?</b>"
SUMMARY = "New base sent."


async def type_to_each_other(seat: Seat, visitor: Visitor) -> None:
    """Both see that the other one types, and that they have stopped."""
    await visitor.do(lambda w: w.box.press_sequentially("Hm"))
    await until("that the visitor types", lambda: seat.typing)
    await visitor.do(lambda w: w.box.fill(""))
    await until("that the visitor stopped", lambda: not seat.typing)
    await seat.type("He")
    words = f"{OWNER.split()[0]}"
    await visitor.do(lambda w: expect(w.panel.locator(".typing")).to_contain_text(words))
    await seat.press(Qt.Key.Key_A, ctrl=True)
    await seat.press(Qt.Key.Key_Backspace)
    await visitor.do(lambda w: expect(w.panel.locator(".typing")).to_be_empty())


async def talk(seat: Seat, visitor: Visitor) -> None:
    """A reply by Enter, its way to "read", and an answer."""
    await seat.say("Hello, I am sorry. Which lamp is it?")
    await visitor.do(lambda w: w.shows(QUESTION, "Hello, I am sorry. Which lamp is it?"))
    await until("read by the visitor", lambda: seat.messages()[-1].delivery is Delivery.READ)
    await visitor.do(lambda w: w.say("The Lumen."))
    await until("the answer", lambda: seat.texts()[-1] == "The Lumen.")
    await visitor.do(lambda w: expect(w.mark).to_have_text("Read"))


async def exchange_files(seat: Seat, visitor: Visitor, folder: Path) -> None:
    """A picture comes, a label goes; both arrive to the byte."""
    picture = resource("practice", "base-crack.png")
    label = folder / "Rücksendung 1.pdf"
    label.write_bytes(b"%PDF-1.4\n" + bytes(range(256)) * 400)

    def send(widget: Any) -> None:
        widget.panel.locator("input[type=file]").set_input_files(picture)
        expect(widget.panel.locator(".drafts progress")).to_have_count(0)
        widget.say("Here it is")

    await visitor.do(send)
    await until("the picture", lambda: seat.texts()[-1] == "Here it is")
    attachment = seat.messages()[-1].attachments[0]
    assert (attachment.name, attachment.media_type) == ("base-crack.png", "image/png")
    saved = folder / "saved.png"
    opened = seat.desk.open_conversation
    assert opened is not None
    seat.desk.post(SaveAttachment(attachment=attachment, conversation_id=opened, path=str(saved)))
    await until("the saved picture", saved.exists)
    assert saved.read_bytes() == picture.read_bytes()

    clipboard_files(label)
    await seat.press(Qt.Key.Key_V, ctrl=True)
    await until("the attached label", lambda: len(seat.pane.composer.files) == 1)
    await seat.say("Your label")

    def fetch(widget: Any) -> bytes:
        with widget.page.expect_download() as started:
            widget.log.get_by_role("button", name=f"Save {label.name}").click()
        assert started.value.suggested_filename == label.name
        return Path(started.value.path()).read_bytes()

    assert await visitor.do(fetch) == label.read_bytes()


async def lose_the_hub(seat: Seat, visitor: Visitor) -> None:
    """The hub dies and cannot come back at once; both write on; it comes back by itself."""
    before = seat.texts()
    dead = seat.kill_hub()
    with nobody_at(urlsplit(seat.demo).port or 0):
        await until("the banner", lambda: seat.banner.startswith("Offline since"))
        for words in ("It ships tomorrow.", "By express."):
            await seat.say(words)
        await until("two waiting replies", lambda: "2 replies waiting" in seat.banner)

        def write(widget: Any) -> None:
            for words in ("Are you there?", "The screen says offline."):
                widget.say(words)
            expect(widget.log.locator(".waits")).to_have_count(2)

        await visitor.do(write)
        assert seat.texts() == [*before, "It ships tomorrow.", "By express."]
    await until("another hub process", lambda: seat.hub_pid not in (None, dead))
    await until("a live window without a banner", lambda: seat.live and not seat.banner)
    await until("all four", lambda: len(seat.texts()) == len(before) + 4)
    await until("an empty outbox", lambda: seat.desk.outbox.waiting == 0)
    await visitor.do(lambda w: expect(w.texts).to_have_count(len(before) + 4))
    await visitor.do(lambda w: expect(w.log.locator(".waits")).to_have_count(0))


async def wrap_up(seat: Seat, visitor: Visitor) -> None:
    """End and complete by keyboard alone, with a disposition and a summary."""
    await seat.press(Qt.Key.Key_1, ctrl=True, shift=True)
    await until("wrap-up", lambda: seat.state is InteractionState.WRAP_UP)
    await until("the wrap-up panel", lambda: seat.parts.sidebar.wrap_up.isVisible())
    await seat.press(Qt.Key.Key_1, ctrl=True, shift=True)
    await seat.type("solved")
    await seat.press(Qt.Key.Key_Down)
    await seat.press(Qt.Key.Key_Tab)
    await seat.press(Qt.Key.Key_Tab)
    await seat.type(SUMMARY)
    await seat.press(Qt.Key.Key_1, ctrl=True, shift=True)
    await until("the end of wrap-up", lambda: seat.state is not InteractionState.WRAP_UP)


async def rate(visitor: Visitor) -> None:
    """The visitor is content."""

    def act(widget: Any) -> None:
        expect(widget.panel.get_by_text("How was this chat?")).to_be_visible()
        widget.panel.get_by_label("5 of 5").check()
        widget.panel.get_by_label("Anything to add?").fill("Quick and kind")
        widget.button("Send rating").click()
        expect(widget.panel.get_by_text("Thank you for your rating.")).to_be_visible()

    await visitor.do(act)


@pytest.mark.expected_log("The hub ended with code -9; starting it again")
def test_first_day(
    journey: RunJourney[Any],
    visitor: Visitor,
    keychain: KeychainInMemory,
    data: Path,
    tmp_path: Path,
) -> None:
    on_page: list[str] = []
    at_desk: list[Message] = []

    async def day() -> None:
        async with Seat.taken(data, looks=True) as seat:
            await seat.start_the_hub()
            await without_undo(seat)
            await arrive(seat, visitor, QUESTION)
            await type_to_each_other(seat, visitor)
            await talk(seat, visitor)
            await exchange_files(seat, visitor, tmp_path)
            await lose_the_hub(seat, visitor)
            await seat.say("Here I am again.")
            await visitor.do(lambda w: expect(w.texts.last).to_have_text("Here I am again."))
            await wrap_up(seat, visitor)
            await rate(visitor)
            await until(
                "the rating in the thread",
                lambda: any(
                    isinstance(item, SystemLine) and item.kind is LineKind.RATED
                    for item in seat.items()
                ),
            )
            on_page.extend(await visitor.texts())
            at_desk.extend(seat.messages())

    journey(day())
    kept = kept_by_hub(data / "hub")
    assert kept.texts == [message.text for message in at_desk] == on_page
    assert [m["id"] for m in kept.messages] == [message.id for message in at_desk]
    mine = [message.text for message in at_desk if not message.incoming]
    theirs = [message.text for message in at_desk if message.incoming]
    assert mine == [
        "Hello, I am sorry. Which lamp is it?",
        "Your label",
        "It ships tomorrow.",
        "By express.",
        "Here I am again.",
    ]
    assert theirs == [
        QUESTION,
        "The Lumen.",
        "Here it is",
        "Are you there?",
        "The screen says offline.",
    ]
    (work,) = kept.interactions
    assert work["rating"] == 5
    assert work["rating_comment"] == "Quick and kind"
    assert (work["disposition"], work["summary"]) == ("fixed", SUMMARY)
