"""Raised hands: an agent asks for a lead, and a lead sees to it.

Promises one hand for each agent, told to the agent and to whoever leads them, down again when the agent leaves.
"""

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.centre.reach import Reach, check_agent, reach_of
from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.storage import supervising
from agent_desktop.model.errors import Refused
from agent_desktop.model.supervising import (
    MAX_REASON,
    Hand,
    HandLowered,
    HandRaised,
    LowerHand,
    RaiseHand,
)


def raise_hand(book: Book, agent: LiveAgent, asked: RaiseHand) -> None:
    """Ask for a lead. Raises Refused."""
    if len(asked.text) > MAX_REASON:
        raise Refused(
            f"The words are longer than {MAX_REASON} characters.",
            remedy="Shorten them.",
            field="text",
            value=f"{len(asked.text)} characters",
        )
    conversation_id = ""
    if asked.interaction_id:
        if asked.interaction_id not in agent.held:
            raise Refused(
                "You do not have this work.",
                remedy="Raise your hand without it.",
                field="interaction_id",
                value=asked.interaction_id,
            )
        conversation_id = book.live.interactions[asked.interaction_id].shown.conversation_id
    before = book.live.hands.get(agent.profile.id)
    hand = Hand(
        agent_id=agent.profile.id,
        name=agent.profile.name,
        at=book.now if before is None else before.at,
        text=asked.text.strip(),
        interaction_id=asked.interaction_id,
        conversation_id=conversation_id,
    )
    book.live.hands[agent.profile.id] = hand
    supervising.keep_hand(book.storage, hand)
    event = HandRaised(hand=hand)
    book.tell(for_agent(agent.profile.id), event)
    book.tell_leads(agent.profile.id, "", event)


def lower_hand(book: Book, agent: LiveAgent, asked: LowerHand) -> None:
    """The own hand, or, for a lead, an agent's. Raises OutOfReach."""
    agent_id = agent.profile.id
    if asked.agent_id in ("", agent_id):
        put_down(book, agent_id)
        return
    check_agent(book, reach_of(book, agent_id), asked.agent_id)
    if asked.agent_id in book.live.hands:
        put_down(book, asked.agent_id, agent.profile.name)
        subject = f"agent/{asked.agent_id}"
        book.trail.add(book.now, agent_id, "lower_hand", subject, asked.agent_id)


def put_down(book: Book, agent_id: str, by_name: str = "") -> None:
    """The hand is down, if it was up."""
    if book.live.hands.pop(agent_id, None) is None:
        return
    supervising.forget_hand(book.storage, agent_id)
    event = HandLowered(agent_id=agent_id, by_name=by_name)
    book.tell(for_agent(agent_id), event)
    book.tell_leads(agent_id, "", event)


def hands_for(book: Book, reach: Reach) -> tuple[Hand, ...]:
    """One's own, and those of the agents whom one leads."""
    raised = book.live.hands.values()
    return tuple(
        one for one in raised if one.agent_id == reach.agent_id or reach.acts.agent(one.agent_id)
    )
