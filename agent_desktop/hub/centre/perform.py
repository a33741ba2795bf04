"""Agents' commands: each done once, under the id that its sender chose.

Promises that the same id and command give the same answer and act once, and that the same id with another command is
refused. Typing is passing and is not remembered. Refusals are not remembered either: nothing was done.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.centre import (
    attendance,
    beginning,
    chat_news,
    merging,
    parting,
    pulling,
    rearranging,
    revealed,
    supervising,
    surveyed,
    talk,
    wishes,
)
from agent_desktop.hub.centre.book import WRAP_UP, Book
from agent_desktop.hub.centre.calls import commands
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveAgent, LiveInteraction
from agent_desktop.hub.centre.work import ask, with_copies
from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.routing.records import (
    InteractionEnded,
    OfferAnswered,
    WrapUpCompleted,
)
from agent_desktop.hub.storage import threads, work
from agent_desktop.model.base import Millis
from agent_desktop.model.beginning import BeginConversation
from agent_desktop.model.commands import (
    AddNote,
    AmendMessage,
    AnswerOffer,
    BackendCommand,
    ChoosePresence,
    CompleteWrapUp,
    EditCustomer,
    EndInteraction,
    ExtendWrapUp,
    MarkRead,
    MergeCustomers,
    PullInteraction,
    SendMessage,
    ShowTyping,
)
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.events import InteractionChanged
from agent_desktop.model.rearranging import MergeConversations, SplitConversation, TakeMoveBack
from agent_desktop.model.timeline import TimelineItem
from agent_desktop.model.unions import AskAgain, PartCustomers, RejectFact, TellApart
from agent_desktop.model.work import NO_DISPOSITION, InteractionState

MAX_WRAP_UP_MS: Millis = 30 * 60_000
MAX_SUMMARY = 4_000
MAX_NOTE = 400
"""So much of why an agent declined is kept."""

_encode = msgspec.json.Encoder().encode


def perform(
    book: Book, agent_id: str, command_id: str, command: BackendCommand
) -> TimelineItem | None:
    """Do `command`, once. Raises Refused, Conflict."""
    agent = book.agent(agent_id)
    talk.check_client_id(command_id)
    if type(command) is ShowTyping:
        talk.agent_types(book, agent, command)
        return None
    owner = for_agent(agent_id)
    digest = sha256(_encode(command)).digest()
    before = work.asked_before(book.storage, owner, command_id)
    if before is not None:
        if before[0] != digest:
            raise talk.used_before(command_id)
        if before[1] is None:
            return None
        kept = threads.item_of(before[1])
        return chat_news.delivered(book.thread(kept.conversation_id).kept, kept)
    item = _HANDLERS[type(command)](book, agent, command)
    if type(command) in _MERGES:
        fields = msgspec.structs.asdict(command)
        book.trail.add(
            book.now, agent_id, _MERGES[type(command)], f"customer/{fields['merged_id']}", **fields
        )
    answer = None if item is None else threads.item_body(item)
    work.keep_command(book.storage, owner, command_id, digest, answer, book.now)
    return item


def _amend(book: Book, agent: LiveAgent, asked: AmendMessage) -> None:
    thread = book.thread(asked.conversation_id)
    talk.may_write(book, agent, thread)
    wishes.amend(book, thread, agent.author, asked)


def _answer(book: Book, agent: LiveAgent, asked: AnswerOffer) -> None:
    if asked.interaction_id not in book.live.interactions:
        raise Conflict(
            "This offer is over.",
            remedy="The customer left, or a colleague answers.",
            field="interaction_id",
            value=asked.interaction_id,
        )
    answer = OfferAnswered(
        asked.interaction_id,
        asked.epoch,
        agent.profile.id,
        "accept" if asked.accept else "decline",
        note="" if asked.accept else " ".join(asked.reason.split())[:MAX_NOTE],
    )
    ask(book, answer)


def _end(book: Book, agent: LiveAgent, asked: EndInteraction) -> None:
    one = book.live.interactions.get(asked.interaction_id)
    if one is None:
        kept = work.interaction(book.storage, asked.interaction_id)
        if kept is None:
            raise unknown("interaction_id", asked.interaction_id)
        if kept.shown.agent_id != agent.profile.id:
            raise talk.not_yours("interaction_id", asked.interaction_id)
        return  # ended already
    if one.shown.agent_id != agent.profile.id:
        raise talk.not_yours("interaction_id", asked.interaction_id)
    active = one.shown.state is InteractionState.ACTIVE
    if active and not commands.hang_up(book, agent, one):
        ask(book, InteractionEnded(asked.interaction_id, agent.profile.id))


def _extend(book: Book, agent: LiveAgent, asked: ExtendWrapUp) -> None:
    one = book.interaction(asked.interaction_id)
    shown = one.shown
    if shown.agent_id != agent.profile.id or shown.state is not InteractionState.WRAP_UP:
        raise talk.not_yours("interaction_id", asked.interaction_id)
    if not 0 < asked.by_ms <= MAX_WRAP_UP_MS:
        raise Refused(
            "So much time cannot be added.",
            remedy="Ask for less.",
            field="by_ms",
            value=str(asked.by_ms),
        )
    if shown.wrap_up_until is None:
        return
    last = (shown.ended_at or book.now) + MAX_WRAP_UP_MS
    until = min(shown.wrap_up_until + asked.by_ms, last)
    if until > shown.wrap_up_until:
        book.show_interaction(one, wrap_up_until=until)
        book.set_alarm(until, WRAP_UP, shown.id)
        book.tell_interaction(one)


def _complete(book: Book, agent: LiveAgent, asked: CompleteWrapUp) -> None:
    one = book.live.interactions.get(asked.interaction_id)
    kept = one.kept if one else work.interaction(book.storage, asked.interaction_id)
    if kept is None:
        raise unknown("interaction_id", asked.interaction_id)
    if kept.shown.agent_id != agent.profile.id:
        raise talk.not_yours("interaction_id", asked.interaction_id)
    _check_disposition(book, kept, asked)
    if one is None:
        _complete_late(book, kept, asked)
        return
    if one.shown.state is not InteractionState.WRAP_UP:
        raise Refused(
            "This is not in wrap-up.",
            remedy="End it first.",
            field="interaction_id",
            value=asked.interaction_id,
        )
    book.change_interaction(
        one,
        summary=asked.summary,
        shown=replace(one.shown, disposition=asked.disposition),
    )
    ask(book, WrapUpCompleted(book.live.routed(asked.interaction_id), agent.profile.id))


def _check_disposition(book: Book, kept: work.KeptInteraction, asked: CompleteWrapUp) -> None:
    if len(asked.summary) > MAX_SUMMARY:
        raise Refused(
            f"The summary is longer than {MAX_SUMMARY} characters.",
            remedy="Shorten it.",
            field="summary",
            value=f"{len(asked.summary)} characters",
        )
    if not asked.disposition and not kept.shown.wrap_up_required:
        return
    known = book.live.dispositions.get(asked.disposition)
    if known is None or known.queue_id not in ("", kept.shown.queue_id):
        raise Refused(
            "This queue has no such outcome.",
            remedy="Choose an outcome from the list.",
            field="disposition",
            value=asked.disposition,
        )


def _complete_late(book: Book, kept: work.KeptInteraction, asked: CompleteWrapUp) -> None:
    """The time box ran out before the agent's words arrived: they still count."""
    if kept.shown.disposition != NO_DISPOSITION:
        return
    one = LiveInteraction(replace(kept, shown=with_copies(book, kept)))
    book.change_interaction(
        one, summary=asked.summary, shown=replace(one.shown, disposition=asked.disposition)
    )
    book.tell(for_agent(one.shown.agent_id or ""), InteractionChanged(interaction=one.shown))


_MERGES: dict[type, str] = {MergeCustomers: "merge_customers", PartCustomers: "part_customers"}

_HANDLERS: dict[type, Callable[[Book, LiveAgent, Any], TimelineItem | None]] = {
    SendMessage: talk.send,
    AmendMessage: _amend,
    AddNote: talk.note,
    AnswerOffer: _answer,
    PullInteraction: pulling.pull,
    ChoosePresence: attendance.choose,
    EndInteraction: _end,
    ExtendWrapUp: _extend,
    CompleteWrapUp: _complete,
    MarkRead: talk.mark_read,
    EditCustomer: merging.edit,
    MergeCustomers: merging.merge,
    BeginConversation: beginning.begin,
    PartCustomers: parting.part,
    TellApart: parting.tell_apart,
    RejectFact: revealed.reject,
    AskAgain: surveyed.ask_again,
    SplitConversation: rearranging.split,
    MergeConversations: rearranging.merge,
    TakeMoveBack: rearranging.take_back,
    **commands.HANDLERS,
    **supervising.HANDLERS,
}
