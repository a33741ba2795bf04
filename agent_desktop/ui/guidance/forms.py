"""What a lead or an agent is asked before an act is done: titles, fields, and the command that comes of them.

Promises that each act says what it does before it is done, and that reasons are asked for where somebody reads them.
Pure: nothing here knows a widget.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from agent_desktop.desk.board_state import Board
from agent_desktop.model.base import Millis
from agent_desktop.model.board import AgentLine, AgentWork
from agent_desktop.model.consulting import ConsultWork
from agent_desktop.model.people import Agent, PresenceState
from agent_desktop.model.supervising import (
    MAX_ANNOUNCEMENT,
    MAX_HINT,
    MAX_REASON,
    MAX_TRANSFER_NOTE,
    Announce,
    Announcement,
    GiveHint,
    RaiseHand,
    Reassign,
    SetPresence,
    Supervision,
    TakeOver,
    Team,
    TransferWork,
    WithdrawAnnouncement,
)
from agent_desktop.model.work import Queue
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.shell.presence import CHOOSABLE, presence_word
from agent_desktop.ui.words import plural, tr

_MINUTE: Millis = 60_000
_LASTS: tuple[Millis, ...] = (60, 4 * 60, 24 * 60, 7 * 24 * 60)
_QUEUE, _AGENT, _SKILL = "queue ", "agent ", "skill "


@dataclass(frozen=True)
class Choice:
    """One of several things, each a key and its words. `found`: there may be many, so they are found by typing."""

    key: str
    title: str
    options: tuple[tuple[str, str], ...]
    current: str = ""
    found: bool = False


@dataclass(frozen=True)
class Words:
    """Words that are typed: one line, or `tall`; at most `longest` characters, at least one where `needed`."""

    key: str
    title: str
    longest: int
    needed: bool = False
    tall: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Tick:
    """Yes or no; yes is "1"."""

    key: str
    title: str


Values = Mapping[str, str]
"""What stands in the fields, by key."""


@dataclass(frozen=True)
class Form:
    """A question before an act. `done` is said when it was done; nothing where the screen shows it anyway."""

    title: str
    words: str
    go: str
    fields: tuple[Choice | Words | Tick, ...]
    command: Callable[[Values], Supervision]
    done: str = ""

    def told(self, command: Supervision) -> str:
        """What is said when it was done; nothing of who is only asked first, which stands above the composer."""
        return "" if isinstance(command, ConsultWork) else self.done


def _name(words: str) -> str:
    return single_line(words, 60) or tr("Colleague")


def _reason(*, needed: bool = False) -> Words:
    return Words(
        "reason", tr("Your reason"), MAX_REASON, needed=needed, hint=tr("The agent reads it.")
    )


def work_words(work: AgentWork) -> str:
    """A piece of work in one line."""
    parts = (single_line(work.customer_name, 60) or tr("Unknown customer"), work.queue_name)
    return " · ".join(one for one in (parts[0], single_line(parts[1], 40)) if one)


# --- what leads do


def hint_form(agent: str, works: Sequence[tuple[str, str]]) -> Form:
    """Words for the agent of a conversation; `works` are conversations with their words, at least one."""
    choice = Choice("conversation", tr("Conversation"), tuple(works), works[0][0])
    return Form(
        tr("Hint for {name}", name=_name(agent)),
        tr("Only {name} and other leads of the team read it. The customer never does.", name=_name(agent)),
        tr("Send hint"),
        (
            *((choice,) if len(works) > 1 else ()),
            Words("text", tr("Hint"), MAX_HINT, needed=True, tall=True),
        ),
        lambda values: GiveHint(
            conversation_id=values.get("conversation", works[0][0]), text=values["text"]
        ),
        tr("Hint sent to {name}.", name=_name(agent)),
    )  # fmt: skip


def presence_form(line: AgentLine) -> Form:
    """Another presence for an agent."""
    name, busy = _name(line.name), bool(line.works)
    states = [one for one in CHOOSABLE if one is not line.presence]
    options = tuple((one.value, presence_word(one)) for one in states)
    later = Tick("later", tr("Only when the work in hand is finished"))
    return Form(
        tr("Change the presence of {name}", name=name),
        tr("{name} reads who did it and why. An offer that rings goes back to its place.", name=name),
        tr("Change"),
        (
            Choice("state", tr("Presence"), options, options[0][0]),
            *((later,) if busy else ()),
            _reason(needed=True),
        ),
        lambda values: SetPresence(
            agent_id=line.id,
            state=PresenceState(values["state"]),
            reason=values["reason"],
            when_free=values.get("later") == "1",
        ),
    )  # fmt: skip


def take_over_form(interaction_id: str, customer: str, agent: str) -> Form:
    """Have the work oneself; `agent` is who has it, empty while it waits."""
    customer, agent = single_line(customer, 60) or tr("Unknown customer"), single_line(agent, 60)
    words = tr("You have the customer at once, also beyond your own capacity.")
    if agent:
        words = tr(
            "{agent} loses the work and reads who took it and why. The customer stays in the same"
            " conversation.",
            agent=agent,
        )
    return Form(
        tr("Take over {customer}?", customer=customer),
        words,
        tr("Take over"),
        (_reason(),) if agent else (),
        lambda values: TakeOver(interaction_id=interaction_id, reason=values.get("reason", "")),
    )


def beyond_form(interaction_id: str, customer: str) -> Form:
    """Take somebody who waits though the hands are full."""
    customer = single_line(customer, 60) or tr("Unknown customer")
    return Form(
        tr("Your hands are full"),
        tr(
            "{customer} is more than you are meant to hold at once. You may take them all the same; the audit"
            " trail says so, with your reason.",
            customer=customer,
        ),
        tr("Take all the same"),
        (Words("reason", tr("Your reason"), MAX_REASON, needed=True),),
        lambda values: TakeOver(interaction_id=interaction_id, reason=values["reason"]),
    )


def reassign_form(interaction_ids: Sequence[str], board: Board, *, held: bool) -> Form:
    """Send work to a queue or an agent; `held`: some of it is in an agent's hands."""
    queues = sorted(board.queues.values(), key=lambda one: one.name.casefold())
    agents = sorted(board.agents.values(), key=lambda one: one.name.casefold())
    options = (
        *((_QUEUE + one.id, tr("Queue {name}", name=single_line(one.name, 40))) for one in queues),
        *((_AGENT + one.id, _name(one.name)) for one in agents if one.linked),
    )
    count = len(interaction_ids)
    return Form(
        plural(count, "Reassign {n} interaction", "Reassign {n} interactions"),
        tr("Each keeps its arrival. An agent is offered it first; what finds no room stays as it is."),
        tr("Reassign"),
        (Choice("to", tr("To queue or agent"), options, found=True), *((_reason(),) if held else ())),
        lambda values: _reassigned(interaction_ids, values),
    )  # fmt: skip


def _reassigned(interaction_ids: Sequence[str], values: Values) -> Reassign:
    to = values["to"]
    return Reassign(
        interaction_ids=tuple(interaction_ids),
        queue_id=to.removeprefix(_QUEUE) if to.startswith(_QUEUE) else "",
        agent_id=to.removeprefix(_AGENT) if to.startswith(_AGENT) else "",
        reason=values.get("reason", ""),
    )


def announce_form(teams: Sequence[Team], everyone: bool, now: Callable[[], Millis]) -> Form:
    """Words for a team, or for everyone where that is allowed."""
    options = tuple((one.id, single_line(one.name, 40)) for one in teams)
    if everyone or not options:
        options = (("", tr("Everyone")), *options)
    lasts = (
        plural(1, "{n} hour", "{n} hours"),
        plural(4, "{n} hour", "{n} hours"),
        plural(1, "{n} day", "{n} days"),
        plural(7, "{n} day", "{n} days"),
    )
    until = tuple((str(each), words) for each, words in zip(_LASTS, lasts, strict=True))
    return Form(
        tr("New announcement"),
        tr("It stands at the top of every window of the team until it is read."),
        tr("Announce"),
        (
            Words("text", tr("Announcement"), MAX_ANNOUNCEMENT, needed=True, tall=True),
            Choice("team", tr("For"), options, options[0][0]),
            Choice("until", tr("It ends after"), until, until[1][0]),
        ),
        lambda values: Announce(
            text=values["text"],
            until=now() + int(values["until"]) * _MINUTE,
            team_id=values["team"],
        ),
        tr("Announced."),
    )


def withdraw_form(made: Announcement) -> Form:
    """End an announcement before its time."""
    return Form(
        tr("Withdraw this announcement?"),
        single_line(made.text, 200),
        tr("Withdraw"),
        (),
        lambda values: WithdrawAnnouncement(announcement_id=made.id),
    )


# --- what agents do


def raise_hand_form(interaction_id: str, customer: str) -> Form:
    """Ask for a lead, perhaps about a piece of work."""
    words = tr("The leads of your team see it on their board until you or they lower it.")
    if interaction_id:
        name = single_line(customer, 60) or tr("Unknown customer")
        words = f"{words} {tr('They can open this conversation with {name}.', name=name)}"
    return Form(
        tr("Raise a hand"),
        words,
        tr("Raise a hand"),
        (Words("text", tr("What is it about?"), MAX_REASON, hint=tr("A word is enough")),),
        lambda values: RaiseHand(text=values["text"], interaction_id=interaction_id),
    )


def transfer_form(
    interaction_id: str,
    customer: str,
    queues: Sequence[Queue],
    colleagues: Sequence[Agent],
    skills: Sequence[str],
) -> Form:
    """Send written work on to a queue, a colleague who is there, or whoever has a skill."""
    options = (
        *((_QUEUE + one.id, tr("Queue {name}", name=single_line(one.name, 40))) for one in queues),
        *((_AGENT + one.id, _name(one.name)) for one in colleagues),
        *((_SKILL + one, tr("Whoever can: {skill}", skill=single_line(one, 40))) for one in skills),
    )
    name = single_line(customer, 60) or tr("Unknown customer")
    return Form(
        tr("Transfer {name}", name=name),
        tr("The customer keeps the place in line since arriving. A colleague is offered it first, then others."),
        tr("Transfer"),
        (
            Choice("to", tr("To a queue, a colleague or a skill"), options, found=True),
            Words("note", tr("Note for who gets it"), MAX_TRANSFER_NOTE, tall=True, hint=tr("Only the team reads it.")),
            Tick("ask", tr("Ask first, and keep it until you hand it over")),
        ),
        lambda values: _transferred(interaction_id, values),
        tr("Transferred."),
    )  # fmt: skip


def _transferred(interaction_id: str, values: Values) -> TransferWork | ConsultWork:
    to = values["to"]
    queue_id = to.removeprefix(_QUEUE) if to.startswith(_QUEUE) else ""
    agent_id = to.removeprefix(_AGENT) if to.startswith(_AGENT) else ""
    skill = to.removeprefix(_SKILL) if to.startswith(_SKILL) else ""
    if values["ask"]:
        return ConsultWork(
            interaction_id=interaction_id,
            queue_id=queue_id,
            agent_id=agent_id,
            skill=skill,
            question=values["note"],
        )
    return TransferWork(
        interaction_id=interaction_id,
        queue_id=queue_id,
        agent_id=agent_id,
        skill=skill,
        note=values["note"],
    )
