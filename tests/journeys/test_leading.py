"""A lead and an agent at real desks on a real hub: board, raised hand, reading along, hint, takeover, announcement."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest

from agent_desktop.connectors.hub import connector
from agent_desktop.desk.runner import Desk
from agent_desktop.model import supervising as sv
from agent_desktop.model.base import new_id, wall_clock
from agent_desktop.model.board import Listed, LookAtBoard
from agent_desktop.model.changes import Change, Notice, NoticeKind
from agent_desktop.model.events import LinkState
from agent_desktop.model.guidance import AskReaders, AskWhy, Guide, ReadAlong
from agent_desktop.model.intents import AcceptOffer, SendReply, SetPresence
from agent_desktop.model.people import PresenceState
from agent_desktop.model.timeline import Message
from agent_desktop.model.why import Offered
from agent_desktop.model.work import Channel
from tests.contracts.connector.hub_backend import HubVisitor
from tests.desk.fake_store import FakeStore
from tests.hub.server.desk import make_agent, owner_token
from tests.hub.server.hub_process import throwaway_hub

pytestmark = pytest.mark.serial
_WITHIN_S = 30


class At:
    """A desk that is sat at. `until` waits for its changes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.told: list[Notice] = []
        self._changed = asyncio.Event()
        desk.subscribe(self._listen)

    def _listen(self, changes: Sequence[Change]) -> None:
        self.told += [one for one in changes if isinstance(one, Notice)]
        self._changed.set()

    async def until(self, what: str, true: Callable[[], object]) -> None:
        """Wait until it is so. Fails naming `what`."""
        try:
            async with asyncio.timeout(_WITHIN_S):
                while not true():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError as error:
            raise AssertionError(f"It never happened: {what}.") from error

    async def guide(self, command: sv.Supervision) -> str:
        """Ask for it; why it was refused, nothing where it was done."""
        ask_id = new_id()
        self.desk.post(Guide(ask_id=ask_id, command=command))
        await self.until(
            type(command).__name__,
            lambda: (
                ask_id in self.desk.guidance.asks and not self.desk.guidance.asks[ask_id].pending
            ),
        )
        problem = self.desk.guidance.asks[ask_id].problem
        return "" if problem is None else problem.message

    def texts(self, conversation_id: str) -> list[str]:
        """What was written, as it is seen here."""
        items = self.desk.items(conversation_id)
        return [one.text for one in items if isinstance(one, Message)]


@asynccontextmanager
async def sat_at(url: str, token: str) -> AsyncIterator[At]:
    """A live desk of whose token it is."""
    session = await connector.sign_in({"address": url, "token": token})
    desk = await Desk.start(session, FakeStore())
    try:
        seat = At(desk)
        await seat.until("a live link", lambda: desk.link.state is LinkState.LIVE)
        yield seat
    finally:
        await desk.stop()
        await session.close()


def test_a_lead_helps_from_the_board() -> None:
    with throwaway_hub() as hub:
        owner = owner_token(hub.url, hub.ticket)
        tokens = (
            make_agent(hub.url, owner, "ann"),
            make_agent(hub.url, owner, "lea", scopes=["agent", "supervisor"], queues=[]),
        )
        asyncio.run(_day(hub.url, *tokens))


async def _day(url: str, anns: str, leas: str) -> None:
    chatting = HubVisitor.chatting(url, "website", "Where is my lamp?")
    async with sat_at(url, anns) as ann, sat_at(url, leas) as lea:
        ann.desk.post(SetPresence(state=PresenceState.READY))
        lea.desk.post(SetPresence(state=PresenceState.BUSY))
        lea.desk.post(LookAtBoard(queue_id="support", listed=Listed.ACTIVE))
        async with chatting:
            await ann.until("an offer", ann.desk.offers)
            offer = ann.desk.offers()[0]
            key, at = offer.interaction_id, offer.conversation_id
            ann.desk.post(AcceptOffer(interaction_id=key))
            await _is_found_on_the_board(lea, key)
            await _raises_a_hand(ann, lea, key, at)
            await _is_read_along_and_hinted(ann, lea, at)
            await _is_taken_over(ann, lea, key, at)
            await _why(lea, key)
        await _is_announced(ann, lea)


async def _is_found_on_the_board(lea: At, key: str) -> None:
    def lines() -> list[str]:
        listed = lea.desk.board.listed
        return [] if listed is None else [one.interaction_id for one in listed.lines]

    await lea.until("the chat behind the figure", lambda: lines() == [key])
    await lea.until(
        "Ann's work on her tile",
        lambda: [one.interaction_id for one in lea.desk.board.agents["ann"].works] == [key],
    )


async def _raises_a_hand(ann: At, lea: At, key: str, at: str) -> None:
    assert not await ann.guide(sv.RaiseHand(text="Refund?", interaction_id=key))
    await lea.until("the hand", lambda: "ann" in lea.desk.board.hands)
    hand = lea.desk.board.hands["ann"]
    assert (hand.text, hand.conversation_id) == ("Refund?", at)
    assert await ann.guide(sv.TakeOver(interaction_id=key)) == "Only supervisors do this."
    assert not await lea.guide(sv.LowerHand(agent_id="ann"))
    await ann.until("the word of it", lambda: _kinds(ann) == [NoticeKind.HAND_SEEN])
    assert "ann" not in ann.desk.board.hands


async def _is_read_along_and_hinted(ann: At, lea: At, at: str) -> None:
    lea.desk.post(ReadAlong(conversation_id=at))
    await lea.until("reading along", lambda: lea.desk.guidance.reads_along)
    await lea.until("what was written", lambda: "Where is my lamp?" in lea.texts(at))
    reply = SendReply(
        client_id=new_id(), conversation_id=at, text="I look it up", channel=Channel.CHAT
    )
    ann.desk.post(reply)
    await lea.until("Ann's answer, live", lambda: "I look it up" in lea.texts(at))
    assert not await lea.guide(sv.GiveHint(conversation_id=at, text="Offer a refund"))
    await ann.until("the hint", lambda: at in ann.desk.guidance.hints)
    (hint,) = ann.desk.guidance.hints[at]
    assert (hint.by_name, hint.text) == ("Lea", "Offer a refund")


async def _is_taken_over(ann: At, lea: At, key: str, at: str) -> None:
    assert not await lea.guide(sv.TakeOver(interaction_id=key, reason="I know her"))
    await ann.until("the word of it", lambda: NoticeKind.TAKEN_OVER in _kinds(ann))
    taken = next(one for one in ann.told if one.kind is NoticeKind.TAKEN_OVER)
    assert (taken.detail, taken.reason) == ("Lea", "I know her")

    def may_reply(seat: At) -> bool:
        thread = seat.desk.thread(at)
        return thread is not None and not thread.cannot_reply

    await ann.until("her losing it", lambda: not may_reply(ann))
    await lea.until("her having it", lambda: may_reply(lea))
    await lea.until("no need to follow", lambda: not lea.desk.guidance.along)
    again = await lea.guide(sv.Reassign(interaction_ids=(key,), agent_id="nobody"))
    assert again == "This belongs to a team that you do not lead."


async def _why(lea: At, key: str) -> None:
    lea.desk.post(AskWhy(interaction_id=key))

    def known() -> bool:
        state = lea.desk.guidance.why
        return state is not None and state.why is not None

    await lea.until("the facts", known)
    state = lea.desk.guidance.why
    assert state is not None
    assert state.why is not None
    offers = [one for one in state.why.facts if isinstance(one, Offered)]
    assert [(one.agent_name, one.outcome) for one in offers][:1] == [("Ann", "accepted")]


async def _is_announced(ann: At, lea: At) -> None:
    said = sv.Announce(text="Cake at three", until=wall_clock() + 3_600_000)
    assert not await lea.guide(said)
    await ann.until("the announcement", lambda: ann.desk.guidance.announcements)
    (made,) = ann.desk.guidance.announcements
    assert not await ann.guide(sv.SeeAnnouncement(announcement_id=made.id))
    await ann.until("that it was read", lambda: ann.desk.guidance.announcements[0].seen)
    lea.desk.post(AskReaders())
    await lea.until(
        "who has read it",
        lambda: (
            [list(one.seen_by) for one in lea.desk.guidance.readers.announced or ()] == [["ann"]]
        ),
    )
    assert not await lea.guide(sv.WithdrawAnnouncement(announcement_id=made.id))
    await ann.until("its end", lambda: not ann.desk.guidance.announcements)


def _kinds(seat: At) -> list[NoticeKind]:
    """What was told in passing, besides what is told of every offer."""
    return [one.kind for one in seat.told if one.kind is not NoticeKind.ASSIGNED]
