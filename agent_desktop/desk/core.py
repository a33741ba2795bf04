"""The composite machine: every item finds its machine, and a settled turn becomes true.

Promises that `step` changes nothing but the turn, and that `settle` makes the turn true and says where the screen is
stale. Refuses I/O, the clock and chance: `now` is given, ids begin with `prefix`.
"""

from typing import get_args

from agent_desktop.desk import (
    administration,
    answering,
    asking,
    callers,
    calls,
    calls_asked,
    calls_log,
    carried,
    carried_asked,
    colleagues,
    conversation,
    customers,
    drafts,
    formatted,
    inbox,
    link,
    listening,
    offers,
    outbox,
    pauses,
    presence,
    recordings,
    replies,
    ringing,
    settings,
    settling,
    shield,
    snapshot,
    sound,
    talking,
    typing_signs,
    unrecorded,
    work,
)
from agent_desktop.desk.books import Books
from agent_desktop.desk.errands import (
    CallerFound,
    Download,
    DownloadFailed,
    Flush,
    FormattedRead,
    Item,
    OrderAnswered,
    PageArrived,
    PastArrived,
    PhoneAttached,
    PhoneDetached,
    PhoneDone,
    PhoneFailed,
    RecordingNotTaken,
    RecordingTaken,
    SearchCache,
    SessionAttached,
    SessionDetached,
    SoundRead,
    TopicRead,
    TryLink,
)
from agent_desktop.desk.state import State
from agent_desktop.desk.turn import Turn, put
from agent_desktop.model import backend_calls as bc
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.base import Millis
from agent_desktop.model.changes import Change, Notice, NoticeKind
from agent_desktop.model.phone import PhoneChanged, PhoneEvent, PlaybackChanged
from agent_desktop.model.ports import Restored

INTENTS = get_args(it.Intent)
PHONE_EVENTS = get_args(PhoneEvent)


class Core:
    """The desk without its runner. `prefix` makes command ids unlike those of every other run."""

    def __init__(self, prefix: str = "desk") -> None:
        self.books = Books()
        self.state = State()
        self.rows = inbox.Rows()
        self._prefix = prefix
        self._turns = 0
        self.ahead: State | None = None
        """How calls are before the news of it are saved (desk/ahead.py); None while none wait."""

    @property
    def live(self) -> State:
        """The state for whoever reads calls, the telephone, or what it offers."""
        return self.ahead or self.state

    def restore(self, restored: Restored, now: Millis) -> None:
        """Take what the store kept; nothing is sent before a session is attached."""
        settings.recall(self.state, restored, now)
        for customer in restored.customers:
            self.books.customers[customer.id] = customer
        for one in restored.conversations:
            self.books.put_conversation(one)
        for interaction in restored.interactions:
            self.books.put_interaction(interaction)
        for logged in restored.logged:
            self.books.put_logged(logged)
        settling.rebuild(self.books, self.state, self.rows)
        self.state.activity = presence.observed(self.books, self.state, now)

    def begin(self, now: Millis) -> Turn:
        """A turn at `now`."""
        self._turns += 1
        return Turn(self.books, self.state, now, f"{self._prefix}-{self._turns}")

    def step(self, turn: Turn, item: Item) -> None:
        """Let the machines decide about `item`. Call `finish` after the last item of a turn."""
        if isinstance(item, INTENTS):
            self._asked(turn, item)
            if turn.saves() and not isinstance(item, it.WriteDraft):
                drafts.flush(turn)
        else:
            self._told(turn, item)

    def finish(self, turn: Turn) -> None:
        """What follows from all items together: what may be sent now, and what an offline start must know."""
        outbox.pump(turn)
        offers.follow(turn)
        ringing.follow(turn)
        sound.follow(turn)
        talking.follow(turn)
        unrecorded.follow(turn)
        carried.adopt(turn)
        calls.file(turn)
        shield.follow(turn)
        settings.remember(turn)

    def settle(self, turn: Turn) -> tuple[Change, ...]:
        """Make a turn true; its saves are in the store."""
        changes = settling.settle(self.books, self.rows, turn)
        self.state = turn.state
        return changes

    def due(self, now: Millis) -> Millis | None:
        """When `TimePassed` is wanted, None when nothing waits for time."""
        times = (
            outbox.due(self.state),
            drafts.due(self.state, now),
            typing_signs.due(self.state),
            offers.due(self.state),
            answering.due(self.state),
            calls.due(self.state.phone),
            carried.due(self.state),
            ringing.due(self.state),
            unrecorded.due(self.state.phone),
            sound.due(self.state.phone),
        )
        return min((at for at in times if at is not None), default=None)

    # --- the world told us

    def _told(self, turn: Turn, item: Item) -> None:
        if isinstance(item, PHONE_EVENTS):
            self._phone_told(turn, item)
            return
        match item:
            case ev.BackendBatch():
                told = len(turn.notices)
                for event in item.events:
                    self._reported(turn, event, item.at)
                if not turn.live:  # what happened while we were away is no news in passing
                    del turn.notices[told:]
                if item.cursor is not None:
                    turn.follow(item.cursor)
                    if item.events and turn.live:
                        pauses.healthy(turn)
                link.current(turn, item.at)
            case ev.LinkChanged():
                link.changed(turn, item, turn.now - turn.before.skew)
            case ev.CommandDone():
                if item.item is not None:
                    conversation.received(turn, item.item)
                outbox.done(turn, item)
                pauses.healthy(turn)
                offers.done(turn, item.command_id)
                asking.done(turn, item.command_id)
                link.read_done(turn, item.command_id)
            case ev.CommandFailed():
                if not offers.failed(turn, item.command_id, item.problem):
                    carried.failed(turn, item.command_id, item.problem)
                    outbox.failed(turn, item.command_id, item.problem)
                    asking.failed(turn, item.command_id, item.problem)
                    link.read_failed(turn, item.command_id, item.problem)
            case PageArrived():
                conversation.arrived(turn, item)
            case PastArrived():
                customers.arrived(turn, item)
            case CallerFound():
                callers.found(turn, item)
            case ev.SearchDone():
                if item.query == turn.state.query:
                    turn.state.results = item
            case ev.FileSaved():
                turn.notices.append(Notice(kind=NoticeKind.FILE_SAVED, detail=item.path))
            case DownloadFailed():
                intent = item.asked.intent
                notice = Notice(
                    kind=NoticeKind.REFUSED,
                    detail=intent.attachment.name,
                    conversation_id=intent.conversation_id,
                    problem=item.problem,
                )
                turn.notices.append(notice)
            case ev.TimePassed():
                typing_signs.tick(turn)
                offers.tick(turn)
                answering.tick(turn)
                calls.tick(turn)
                unrecorded.tick(turn)
                carried.tick(turn)
                sound.tick(turn)
                drafts.tick(turn)
            case SessionAttached():
                link.attached(turn, item)
                administration.attached(turn)
            case SessionDetached():
                link.detached(turn)
            case PhoneAttached():
                calls.attached(turn)
            case PhoneDetached():
                calls.detached(turn)
                listening.gone(turn)
            case PhoneDone():
                if not listening.done(turn, item.command_id):
                    calls_asked.done(turn, item.command_id)
            case PhoneFailed():
                if not listening.done(turn, item.command_id, item.problem):
                    calls_asked.failed(turn, item.command_id, item.problem)
            case SoundRead():
                listening.read(turn, item)
            case FormattedRead():
                formatted.read(turn, item)
            case RecordingTaken():
                recordings.taken(turn, item)
            case RecordingNotTaken():
                kind = NoticeKind.RECORDING_FAILED
                turn.notices.append(Notice(kind=kind, problem=item.problem))
            case TopicRead():
                administration.read(turn, item)
            case OrderAnswered():
                administration.answered(turn, item)
            case Flush():
                drafts.flush(turn)
            case _:
                raise TypeError(f"the desk takes no {type(item).__name__}")

    def _phone_told(self, turn: Turn, event: PhoneEvent) -> None:
        match event:
            case PlaybackChanged():
                listening.told(turn, event.playback)
            case PhoneChanged():
                calls.told(turn, event)
                listening.gone(turn)
                listening.told(turn, event.state.playback)
            case _:
                calls.told(turn, event)

    def _reported(self, turn: Turn, event: ev.BackendEvent, at: Millis) -> None:
        match event:
            case ev.MessageReceived():
                conversation.received(turn, event.message)
            case ev.InteractionChanged():
                work.changed(turn, event.interaction)
            case bc.CallUpdated():
                carried.updated(turn, event.call)
            case bc.PartyUnreached():
                carried.unreached(turn, event)
            case bc.CallRefused():
                carried.refused(turn, event)
            case bc.CallClosed():
                carried.closed(turn, event.interaction_id)
            case ev.ConversationChanged():
                conversation.changed(turn, event.conversation)
            case ev.CustomerChanged():
                turn.keep_customer(event.customer)
            case ev.DeliveryAdvanced():
                conversation.advanced(turn, event)
            case ev.TypingShown():
                typing_signs.shown(turn, event)
            case ev.NoteAdded():
                conversation.received(turn, event.note)
            case ev.LineAdded():
                conversation.received(turn, event.line)
            case ev.QueueChanged():
                turn.resync |= event.queue.id not in turn.state.queues
                turn.state.queues = put(turn.state.queues, event.queue.id, event.queue)
            case ev.OfferMade():
                offers.made(turn, event)
            case ev.OfferEnded():
                offers.ended(turn, event)
            case ev.PresenceChanged():
                presence.changed(turn, event)
            case ev.ColleagueChanged():
                colleagues.changed(turn, event.agent)
            case ev.CustomersMerged():
                customers.merged(turn, event)
            case ev.Snapshot():
                snapshot.taken(turn, event, at)

    # --- the agent asked

    def _asked(self, turn: Turn, intent: it.Intent) -> None:
        match intent:
            case it.WriteDraft():
                drafts.write(turn, intent)
            case it.SendReply():
                replies.reply(turn, intent)
            case it.WriteNote():
                replies.note(turn, intent)
            case it.UndoSend() | it.EditUnsent():
                replies.take_back(turn, intent.client_id)
            case it.RetrySend():
                outbox.retry(turn, intent.client_id)
            case it.DiscardUnsent():
                outbox.discard(turn, intent.client_id)
            case it.OpenConversation():
                conversation.opened(turn, intent)
            case it.LoadOlder():
                conversation.load_older(turn, intent)
            case it.SeenUpTo():
                before = turn.state.reads
                conversation.seen(turn, intent.conversation_id, intent.seq)
                if turn.state.reads is not before:
                    seq = turn.state.reads[intent.conversation_id]
                    link.tell_read(turn, intent.conversation_id, seq)
            case it.TypeAhead():
                typing_signs.tell(turn, intent)
            case it.AcceptOffer() | it.DeclineOffer():
                offers.answer(turn, intent)
            case it.TakeWaiting():
                work.pull(turn, intent)
            case it.EndWork():
                work.end(turn, intent)
            case it.ExtendWork():
                work.extend(turn, intent)
            case it.CompleteWork():
                work.complete(turn, intent)
            case it.SetPresence():
                presence.choose(turn, intent)
            case it.ChangeCustomer():
                customers.change(turn, intent)
            case it.JoinCustomers():
                customers.join(turn, intent)
            case it.FetchHistory():
                customers.fetch(turn, intent)
            case it.SaveAttachment():
                turn.send(Download(intent=intent))
            case it.Search():
                turn.state.query = intent.query
                turn.send(SearchCache(query=intent.query, limit=intent.limit))
            case it.ChangeSetting():
                turn.keep_setting(intent.name, intent.value)
            case it.Reconnect():
                turn.send(TryLink())
            case it.Dial():
                calls_asked.dial(turn, intent)
            case it.Consult():
                calls_asked.consult(turn, intent)
            case it.OperateCall():
                shield.by_hand(turn, intent)
                calls_asked.operate(turn, intent)
            case it.ShieldRecording():
                shield.asked(turn, intent)
            case it.OrderCall():
                carried_asked.order(turn, intent.order)
            case it.CheckSound():
                sound.check(turn, intent)
            case it.WriteCallNote():
                calls_asked.note(turn, intent)
            case it.SeeMissedCalls():
                calls_log.saw(turn, intent.conversation_id)
            case it.ShowSound():
                listening.show(turn, intent)
            case it.Listen():
                listening.listen(turn, intent)
            case it.PauseListening():
                listening.pause(turn, intent)
            case it.SeekTo():
                listening.seek(turn, intent)
            case it.ChooseSpeed():
                listening.speed(turn, intent)
            case it.ShowFormatted():
                formatted.show(turn, intent)
            case it.LookInto():
                administration.look(turn, intent)
            case it.Administer():
                administration.administer(turn, intent)
