"""The rows at the side of the board: raised hands, the customers behind a figure, an agent's work in hand.

Promises pure formatting, the longest first, and for each act the reason why it cannot be done with a row, in words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agent_desktop.desk.board_state import Board
from agent_desktop.model.base import Millis
from agent_desktop.model.board import AgentLine
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.supervisor.queue_look import wait
from agent_desktop.ui.words import tr

SPOKEN = (Channel.VOICE, Channel.VIDEO)


@dataclass(frozen=True)
class SideRow:
    """A row: a customer, or a raised hand. `agent_id` has the work, or raised the hand; `over`: in wrap-up."""

    key: str
    title: str
    detail: str
    since: Millis
    channel: Channel | None = None
    conversation_id: str = ""
    interaction_id: str = ""
    agent_id: str = ""
    agent_name: str = ""
    over: bool = False

    @property
    def is_hand(self) -> bool:
        """Whether it is a raised hand."""
        return self.channel is None

    def words(self, now: Millis) -> str:
        """All of it."""
        parts = (self.title, wait(max(0, now - self.since)), self.detail)
        return ", ".join(one for one in parts if one)


def listed(board: Board) -> list[SideRow]:
    """The customers behind a queue's figure."""
    found = board.listed.lines if board.listed is not None else ()
    return [
        SideRow(
            key=one.interaction_id,
            title=single_line(one.customer_name, 60) or tr("Unknown customer"),
            detail=single_line(one.agent_name or one.preview, 120),
            since=one.since,
            channel=one.channel,
            conversation_id=one.conversation_id,
            interaction_id=one.interaction_id,
            agent_id=one.agent_id,
            agent_name=single_line(one.agent_name, 60),
        )
        for one in found
    ]


def worked(line: AgentLine) -> list[SideRow]:
    """What an agent has in hand."""
    return [
        SideRow(
            key=one.interaction_id,
            title=single_line(one.customer_name, 60) or tr("Unknown customer"),
            detail=" · ".join(
                part
                for part in (single_line(one.queue_name, 40), tr("Wrap-up") if one.wrap_up else "")
                if part
            ),
            since=one.since,
            channel=one.channel,
            conversation_id=one.conversation_id,
            interaction_id=one.interaction_id,
            agent_id=line.id,
            agent_name=single_line(line.name, 60),
            over=one.wrap_up,
        )
        for one in sorted(line.works, key=lambda one: one.since)
    ]


def hands(board: Board) -> list[SideRow]:
    """Who raised a hand."""
    found = sorted(board.hands.values(), key=lambda one: one.at)
    return [
        SideRow(
            key=one.agent_id,
            title=tr("{name} raised a hand", name=single_line(one.name, 60)),
            detail=single_line(one.text, 120),
            since=one.at,
            conversation_id=one.conversation_id,
            interaction_id=one.interaction_id,
            agent_id=one.agent_id,
            agent_name=single_line(one.name, 60),
        )
        for one in found
    ]


# --- why an act cannot be done; empty: it can

Rule = Callable[[Sequence[SideRow], str], str]
"""Of the chosen rows, and our own id."""


def _one(rows: Sequence[SideRow]) -> str:
    if not rows:
        return tr("Choose a row first.")
    return tr("Choose one row alone.") if len(rows) > 1 else ""


def not_read(rows: Sequence[SideRow], me: str) -> str:
    """Why a conversation cannot be read along."""
    return _one(rows) or (
        "" if rows[0].conversation_id else tr("The hand is not about a conversation.")
    )


def not_taken_over(rows: Sequence[SideRow], me: str) -> str:
    """Why work cannot be taken over."""
    why = _one(rows)
    if why:
        return why
    one = rows[0]
    if one.over:
        return tr("This is over already.")
    if one.agent_id == me:
        return tr("You have it already.")
    if one.channel in SPOKEN and one.agent_id:
        return tr("A call that is spoken cannot be taken over. Barge into it instead.")
    return ""


def not_reassigned(rows: Sequence[SideRow], me: str) -> str:
    """Why nothing of this can be reassigned."""
    if not rows:
        return tr("Choose a row first.")
    return tr("This is over already.") if all(one.over for one in rows) else ""


def not_hinted(rows: Sequence[SideRow], me: str) -> str:
    """Why no hint can be given."""
    why = _one(rows)
    if why:
        return why
    one = rows[0]
    if not one.conversation_id:
        return tr("The hand is not about a conversation.")
    if not one.agent_id:
        return tr("No agent has this conversation now.")
    if one.agent_id == me:
        return tr("You have it already.")
    if one.channel in SPOKEN:
        return tr("This is a call: whisper to the agent instead.")
    return ""
