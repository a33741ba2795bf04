"""The work machine: interactions from the queue to their disposition.

Promises that ending and completing are never lost: they take the conversation's lane in the outbox, behind the replies
that were written before. Refuses to end or complete twice.
"""

from agent_desktop.desk import asking, carried, carried_asked, conversation, outbox
from agent_desktop.desk.turn import Turn
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.commands import (
    CompleteWrapUp,
    EndInteraction,
    ExtendWrapUp,
    PullInteraction,
)
from agent_desktop.model.intents import (
    CompleteWork,
    EndWork,
    ExtendWork,
    OpenConversation,
    TakeWaiting,
)
from agent_desktop.model.manifest import Capability
from agent_desktop.model.work import Channel, Interaction, InteractionState


def changed(turn: Turn, interaction: Interaction) -> None:
    """An interaction is new or has changed; what became ours without our asking, was taken
    from us, or is completed, is told."""
    known = turn.interaction(interaction.id)
    was_mine = known is not None and known.agent_id == turn.me
    mine = interaction.agent_id == turn.me and turn.me != ""
    turn.keep_interaction(interaction)
    told = carried.interaction(turn, interaction)
    kind: NoticeKind | None = None
    if known is not None and was_mine and mine and known.aside and not interaction.aside:
        _back(turn, interaction)
    if mine and not was_mine and interaction.state is InteractionState.ACTIVE:
        if not _asked_for(turn, interaction):
            kind = NoticeKind.ASSIGNED
    elif was_mine and interaction.state is InteractionState.DONE:
        kind = NoticeKind.COMPLETED
    elif (
        not told
        and was_mine
        and interaction.state
        in (
            InteractionState.QUEUED,
            InteractionState.OFFERED,
        )
    ):
        kind = NoticeKind.HANDED_BACK
    if kind is not None:
        notice = Notice(
            kind=kind,
            detail=interaction.customer_name,
            conversation_id=interaction.conversation_id,
        )
        turn.notices.append(notice)


def _back(turn: Turn, interaction: Interaction) -> None:
    """It had given way to something live: it has the agent's eyes again, unless other work of theirs is open."""
    if interaction.state is not InteractionState.ACTIVE:
        return
    opened = turn.state.open_conversation
    busy = any(one.agent_id == turn.me and one.state.live for one in turn.work_of(opened or ""))
    if busy:
        turn.notices.append(
            Notice(
                kind=NoticeKind.TAKEN_UP,
                detail=interaction.customer_name,
                conversation_id=interaction.conversation_id,
            )
        )
    else:
        conversation.opened(turn, OpenConversation(conversation_id=interaction.conversation_id))


def _asked_for(turn: Turn, interaction: Interaction) -> bool:
    """True when we accepted or pulled it: an offer to us is open, or the answer is on its way."""
    return (
        interaction.id in turn.before.offers
        or interaction.id in turn.state.offers
        or any(one.offer.interaction_id == interaction.id for one in turn.state.answering.values())
        or carried.asked_for(turn, interaction.id)
        or asking.pulls(turn, interaction.id)
    )


def pull(turn: Turn, intent: TakeWaiting) -> None:
    """Take a waiting interaction by hand."""
    if asking.pulls(turn, intent.interaction_id):
        return
    waiting = turn.interaction(intent.interaction_id)
    voice = waiting is not None and waiting.channel is Channel.VOICE
    if waiting is not None and voice and turn.can(Capability.VOICE):
        carried_asked.pull(turn, waiting)
    else:
        command = PullInteraction(interaction_id=intent.interaction_id)
        asking.ask(turn, command, needs=Capability.PULL)


def end(turn: Turn, intent: EndWork) -> None:
    """End the live interaction of a conversation."""
    mine = _mine(turn, intent.conversation_id, InteractionState.ACTIVE)
    if mine is not None:
        _lasting(turn, mine, EndInteraction(interaction_id=mine.id))


def extend(turn: Turn, intent: ExtendWork) -> None:
    """One more minute of wrap-up."""
    mine = _mine(turn, intent.conversation_id, InteractionState.WRAP_UP)
    if mine is not None:
        asking.ask(turn, ExtendWrapUp(interaction_id=mine.id), needs=Capability.WRAP_UP)


def complete(turn: Turn, intent: CompleteWork) -> None:
    """Finish wrap-up, or the interaction that is about to be ended."""
    mine = _mine(turn, intent.conversation_id, InteractionState.WRAP_UP) or _mine(
        turn, intent.conversation_id, InteractionState.ACTIVE
    )
    if mine is not None:
        command = CompleteWrapUp(
            interaction_id=mine.id, disposition=intent.disposition, summary=intent.summary
        )
        _lasting(turn, mine, command)


def _mine(turn: Turn, conversation_id: str, state: InteractionState) -> Interaction | None:
    for one in turn.work_of(conversation_id):
        if one.agent_id == turn.me and one.state is state:
            return one
    return None


def _lasting(turn: Turn, mine: Interaction, command: EndInteraction | CompleteWrapUp) -> None:
    for row in turn.state.outbox.values():
        if type(row.command) is type(command) and row.command.interaction_id == mine.id:
            return
    outbox.add(turn, turn.fresh_id(), mine.conversation_id, command)
