"""A practice customer plays its script at a real hub while an agent answers; it ends rated and left."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from agent_desktop.app.practice.crowd import crowd
from agent_desktop.app.practice.script import Role, endless, roles
from agent_desktop.app.practice.visitor import Pace, Visitor
from agent_desktop.hub.protocol import Answer, ChatState
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import AnswerOffer, EndInteraction, SendMessage
from agent_desktop.model.errors import DeskError
from agent_desktop.model.events import InteractionChanged, LineAdded, MessageReceived, OfferMade
from agent_desktop.model.timeline import AuthorKind, LineKind, Message
from agent_desktop.model.work import Channel, Interaction, Offer
from tests.hub.server.desk import Desk, make_agent, owner_token
from tests.hub.server.hub_process import HubProcess, throwaway_hub

SCRIPTED = {role.name: role for role in roles()}


@pytest.fixture
def hub() -> Iterator[HubProcess]:
    """A hub of its own."""
    with throwaway_hub() as hub:
        yield hub


@pytest.fixture
def desk(hub: HubProcess) -> Iterator[Desk]:
    """An agent at a desk, ready for work."""
    ann = make_agent(hub.url, owner_token(hub.url, hub.ticket), "ann")
    with Desk.open(hub.live, ann) as desk:
        desk.ready()
        yield desk


def send(desk: Desk, offer: Offer, text: str) -> None:
    wish = SendMessage(
        client_id=new_id(), conversation_id=offer.conversation_id, channel=Channel.CHAT, text=text
    )
    assert isinstance(desk.perform(wish), Answer)


def heard(desk: Desk, text: str) -> Message:
    return desk.event(MessageReceived, lambda event: event.message.text == text).message


def answer_all(desk: Desk, role: Role) -> Offer:
    """Play the agent's side of the whole script."""
    offer = desk.accept().offer
    heard(desk, role.question)
    for answer in role.answers:
        send(desk, offer, f"To {answer}")
        heard(desk, answer)
    send(desk, offer, "Goodbye")
    return offer


def rated(desk: Desk) -> Interaction:
    changed = desk.event(InteractionChanged, lambda event: event.interaction.rating is not None)
    return changed.interaction


@pytest.mark.parametrize("name", ["Layla Haddad", "Tomasz Wiśniewski", "佐藤 健"])
def test_a_visitor_plays_its_script(hub: HubProcess, desk: Desk, name: str) -> None:
    role = SCRIPTED[name]
    phases: list[str] = []

    def note(state: ChatState) -> None:
        if not phases or phases[-1] != state.phase:
            phases.append(state.phase)

    with ThreadPoolExecutor(1) as pool:
        agent = pool.submit(answer_all, desk, role)
        asyncio.run(Visitor(hub.url, role, pace=Pace(0), on_state=note).run())
        offer = agent.result(30)
    assert offer.customer_name == name
    assert rated(desk).rating == role.rating
    desk.event(LineAdded, lambda event: event.line.kind is LineKind.CUSTOMER_LEFT)
    said = [
        one.event.message
        for one in desk.entries
        if isinstance(one.event, MessageReceived)
        and one.event.message.author.kind is AuthorKind.CUSTOMER
    ]
    texts = list(dict.fromkeys(message.text for message in said))
    shown = [role.file.text] if role.file is not None else []
    assert texts == [role.question, *shown, *role.answers]
    files = [file.name for message in said for file in message.attachments]
    assert files == ([role.file.name] if role.file is not None else [])
    assert phases == ["new", "waiting", "with_agent", "ended"]


def test_a_visitor_whose_agent_ends_early_goes(hub: HubProcess, desk: Desk) -> None:
    def end_at_once() -> None:
        offer = desk.accept().offer
        assert isinstance(desk.perform(EndInteraction(interaction_id=offer.interaction_id)), Answer)

    with ThreadPoolExecutor(1) as pool:
        agent = pool.submit(end_at_once)
        asyncio.run(Visitor(hub.url, SCRIPTED["Priya Raman"], pace=Pace(0)).run())
        agent.result(30)


def test_a_visitor_without_patience_leaves_the_queue(hub: HubProcess) -> None:
    role = Role(name="Nobody", question="Hello?", answers=("Hm",), patience_s=0)
    phases: list[str] = []
    visitor = Visitor(
        hub.url, role, pace=Pace(0), on_state=lambda state: phases.append(state.phase)
    )
    asyncio.run(visitor.run())
    assert phases[0] == "new"
    assert "with_agent" not in phases


def test_a_refusal_is_raised_in_words(hub: HubProcess) -> None:
    visitor = Visitor(hub.url, SCRIPTED["Priya Raman"], pace=Pace(0), entry_point="nowhere")
    with pytest.raises(DeskError) as refused:
        asyncio.run(visitor.run())
    assert refused.value.problem.field == "entry_point"


def test_a_crowd_comes_by_itself(hub: HubProcess, desk: Desk) -> None:
    async def some_time() -> list[str]:
        coming = asyncio.create_task(crowd(hub.url, at_once=3, every_s=0.01, pace=0, seed=1))
        try:
            offers = [await asyncio.to_thread(desk.accept)]
            while len(offers) < 3:
                known = {one.offer.interaction_id for one in offers}
                offers.append(await asyncio.to_thread(_next_offer, desk, known))
        finally:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)
        return [one.offer.customer_name for one in offers]

    names = asyncio.run(some_time())
    first = endless(1)
    assert sorted(names) == sorted(next(first).name for _ in range(3))


def _next_offer(desk: Desk, known: set[str]) -> OfferMade:
    offered = desk.event(OfferMade, lambda event: event.offer.interaction_id not in known)
    answer = AnswerOffer(
        interaction_id=offered.offer.interaction_id, epoch=offered.offer.epoch, accept=True
    )
    assert isinstance(desk.perform(answer), Answer)
    return offered
