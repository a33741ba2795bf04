"""A visitor calls from the page: real hub, real telephones' process, real browser with a file for a microphone."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from playwright.async_api import expect

from agent_desktop.hub.protocol import Answer, Refusal
from agent_desktop.model.backend_calls import HoldParties, InviteToCall
from agent_desktop.model.commands import AnswerOffer, BackendCommand, CompleteWrapUp
from agent_desktop.model.events import InteractionChanged, LineAdded, MessageReceived, OfferMade
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.work import Channel, InteractionState, Offer
from tests.app.practice.test_caller import said
from tests.contracts.asynchronous import asynchronous
from tests.hub.server.desk import Desk
from tests.hub.voice.worker.lines import telephone_of
from tests.hub.voice.worker.sound import tones
from tests.hub.voice.worker.telephone import Telephone
from tests.peers.process import free_ports
from tests.widget.caller import VISITOR_HZ, aside, beeps, chromium, speech
from tests.widget.stage import CHROMIUM, Stage, staged

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"needs Chromium at {CHROMIUM}"),
]
AGENT_HZ = 1150.0

_REFUSING = """() => {
  window.RTCPeerConnection = class { constructor() { throw new DOMException("bad server"); } };
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wish) => (window.microphone = await ask(wish));
}"""

_WATCHING = """() => {
  window.asked = 0;
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = (wish) => { asked += 1; return ask(wish); };
}"""
NAMELESS = """() => {
  const root = [...document.body.children].find((one) => one.shadowRoot).shadowRoot;
  return [...root.querySelectorAll("button")]
    .filter((one) => !one.getAttribute("aria-label") && !one.textContent.trim())
    .map((one) => one.outerHTML);
}"""


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    """A hub with telephones, also by UDP; nobody is left in a call by a test."""
    port = str(free_ports(1)[0])
    with tempfile.TemporaryDirectory(prefix="agent-desktop-calling-") as folder:
        with staged(Path(folder), "--sip-port", port, calls="web") as stage:
            yield stage


@asynccontextmanager
async def agent_with_telephone(stage: Stage) -> AsyncIterator[tuple[Desk, Telephone]]:
    """Ann at her desk, with a telephone that answers what she accepted."""
    port = int(stage.options[-1])
    async with telephone_of(stage.url, stage.ann, port, AGENT_HZ) as telephone:
        with stage.desk() as desk:
            yield desk, telephone


@asynchronous
async def test_a_visitor_calls_and_talks(stage: Stage, tmp_path: Path) -> None:
    async with (
        agent_with_telephone(stage) as (desk, telephone),
        chromium(stage, beeps(tmp_path / "beeps.wav")) as visitor,
    ):
        await visitor.call()
        offer = await accepted(desk)
        assert offer.channel is Channel.VOICE
        await visitor.says("You are talking to Ann")
        await visitor.hears(AGENT_HZ)
        await telephone.hears_only(VISITOR_HZ)
        await visitor.button("Mute the microphone").click()
        await telephone.hears(lambda sound: tones(sound) == set(), last_s=1.0)
        await visitor.button("Mute the microphone").click()
        await telephone.hears_only(VISITOR_HZ)

        nameless = await visitor.page.evaluate(NAMELESS)
        assert nameless == []
        await visitor.button("Close chat").click()
        launcher = visitor.page.locator("button.launcher")
        await expect(launcher).to_have_attribute("aria-label", "Open chat, You are talking to Ann")
        await launcher.click()

        # The line to the hub breaks, and the sound goes on.
        context, notice = visitor.page.context, visitor.panel.locator(".notice")
        await context.set_offline(True)
        await expect(notice).to_contain_text("No connection")
        await telephone.hears_only(VISITOR_HZ)
        await context.set_offline(False)
        await expect(notice).to_be_empty(timeout=20_000)
        await visitor.says("You are talking to Ann")
        await telephone.hears_only(VISITOR_HZ)

        # The chat is beside it, in the same conversation.
        box = visitor.panel.locator(".box textarea")
        await box.fill("My order is 4711")
        await box.press("Enter")
        said = await aside(lambda: desk.event(MessageReceived))
        assert said.message.conversation_id == offer.conversation_id

        for on, words in (
            (True, "Ann will be back in a moment"),
            (False, "You are talking to Ann"),
        ):
            wish = HoldParties(interaction_id=offer.interaction_id, on=on)
            assert isinstance(await asked(desk, wish), Answer)
            await visitor.says(words)
        telephone.leave()
        await visitor.says("The call has ended.")
        assert telephone.tokens == [offer.call_token]
        await aside(lambda: done(desk, offer))

        # Once more, and the page hangs up.
        await visitor.call("Call again")
        again = await accepted(desk, offer)
        assert again.conversation_id == offer.conversation_id
        await visitor.says("You are talking to Ann")
        await visitor.button("Hang up").click()
        await visitor.says("The call has ended.")
        await aside(lambda: done(desk, again))


async def accepted(desk: Desk, *before: Offer) -> Offer:
    """Wait for another offer, and accept it."""
    made = await aside(lambda: desk.event(OfferMade, lambda event: event.offer not in before).offer)
    wish = AnswerOffer(interaction_id=made.interaction_id, epoch=made.epoch, accept=True)
    assert isinstance(await asked(desk, wish), Answer)
    return made


async def asked(desk: Desk, command: BackendCommand) -> Answer | Refusal:
    """What the hub answers to a command."""
    return await aside(lambda: desk.perform(command))


def done(desk: Desk, offer: Offer) -> None:
    """Wait for the wrap-up, and complete it."""
    desk.event(
        InteractionChanged,
        lambda event: (
            event.interaction.id == offer.interaction_id
            and event.interaction.state is InteractionState.WRAP_UP
        ),
    )
    wish = CompleteWrapUp(interaction_id=offer.interaction_id, disposition="answered")
    assert isinstance(desk.perform(wish), Answer)


@asynchronous
async def test_who_leaves_the_page_ends_the_call(stage: Stage, tmp_path: Path) -> None:
    async with (
        agent_with_telephone(stage) as (desk, _),
        chromium(stage, beeps(tmp_path / "beeps.wav")) as visitor,
    ):
        await visitor.call()
        offer = await accepted(desk)
        await visitor.says("You are talking to Ann")
        await visitor.page.reload()
        await aside(lambda: done(desk, offer))
        await visitor.open()
        await visitor.says("The call ended because you left the page.")
        await visitor.button("Close").click()
        await expect(visitor.words).to_be_hidden()


@asynchronous
async def test_who_only_called_is_told_of_no_chat_and_rates_the_call(
    stage: Stage, tmp_path: Path
) -> None:
    async with (
        agent_with_telephone(stage) as (desk, telephone),
        chromium(stage, speech(tmp_path / "speech.wav", "2.ogg")) as visitor,
    ):
        await visitor.call()
        offer = await accepted(desk)
        await visitor.says("You are talking to Ann")
        await telephone.hears(partial(said, "2.ogg"), ever=True)
        telephone.leave()
        await visitor.says("The call has ended.")
        await aside(lambda: done(desk, offer))
        await expect(visitor.panel.locator("legend")).to_have_text("How was this call?")
        await expect(visitor.panel).not_to_contain_text("chat has ended")
        await expect(visitor.button("Write to us")).to_be_visible()
        await visitor.panel.get_by_role("radio", name="4 of 5").check(force=True)
        await visitor.button("Send rating").click()
        await expect(visitor.panel).to_contain_text("Thank you for your rating.")


@asynchronous
async def test_an_agent_asks_the_visitor_of_a_chat_to_talk(stage: Stage, tmp_path: Path) -> None:
    async with (
        agent_with_telephone(stage) as (desk, telephone),
        chromium(stage, beeps(tmp_path / "beeps.wav")) as visitor,
    ):
        await visitor.panel.get_by_label("Your name").fill("Layla Haddad")
        await visitor.panel.get_by_label("How can we help?").fill("My lamp hums.")
        await visitor.button("Start chat").click()
        chat = await accepted(desk)
        where = visitor.panel.locator(".where")
        await expect(where).to_have_text("Ann")
        wish = InviteToCall(conversation_id=chat.conversation_id)
        assert isinstance(await asked(desk, wish), Answer)
        # Nothing listens before the visitor says so, and who says "not now" goes on writing.
        await visitor.page.evaluate(_WATCHING)
        await visitor.says("Ann would like to talk to you.")
        await visitor.button("Not now").click()
        await expect(visitor.words).to_be_hidden()
        await aside(
            lambda: desk.event(LineAdded, lambda one: one.line.kind is LineKind.CALL_DECLINED)
        )
        assert isinstance(await asked(desk, wish), Answer)
        await visitor.says("Ann would like to talk to you.")
        assert await visitor.page.evaluate("asked") == 0
        await visitor.call("Call now")
        assert await visitor.page.evaluate("asked") == 1
        await expect(where).to_have_text("Ann")  # the place in line is the call's affair
        call = await accepted(desk, chat)
        assert call.channel is Channel.VOICE
        assert call.conversation_id == chat.conversation_id
        assert call.customer_name == "Layla Haddad"
        await visitor.says("You are talking to Ann")
        await telephone.hears_only(VISITOR_HZ)
        await visitor.button("Hang up").click()
        await aside(lambda: done(desk, call))
        await expect(where).to_have_text("Ann")  # the chat goes on


@asynchronous
async def test_a_microphone_that_is_refused(stage: Stage, tmp_path: Path) -> None:
    async with chromium(stage, beeps(tmp_path / "beeps.wav"), allowed=False) as visitor:
        await visitor.button("Call us").click(timeout=15_000)
        await expect(visitor.words).to_contain_text("The microphone is blocked for this page.")
        again = visitor.button("Call again")
        await expect(again).to_be_focused()
        await visitor.page.context.grant_permissions(["microphone"])
        await again.click()
        await visitor.says("Connected. Please listen.")
        await visitor.button("Hang up").click()

        # Neither does a browser that refuses the call leave the microphone open.
        await visitor.page.evaluate(_REFUSING)
        await again.click()
        await visitor.says("The call did not work. Please try again.")
        assert await visitor.page.evaluate("microphone.getTracks()[0].readyState") == "ended"


@asynchronous
async def test_the_hub_dies_in_the_middle_of_a_call(stage: Stage, tmp_path: Path) -> None:
    async with chromium(stage, beeps(tmp_path / "beeps.wav")) as visitor:
        await visitor.call()
        stage.hub.kill()
        await aside(stage.restart)
        # Who waited is called back there; who does not want that may call again.
        await visitor.says("You keep place 1. Leave this page open: we will call you here.")
        await visitor.button("Give up my place").click()
        await visitor.button("Call us").click(timeout=20_000)
        await visitor.says("Connected. Please listen.")
        await visitor.button("Hang up").click()
