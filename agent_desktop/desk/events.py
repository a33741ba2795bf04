"""What the world told us: every event, and every answer to an errand, finds its machines.

Promises that all who are concerned hear it, in one order. Decides nothing itself; refuses what is no event.
"""

from typing import get_args

from agent_desktop.desk import (
    administration,
    answering,
    approved,
    asking,
    behind,
    board,
    callers,
    calls,
    calls_asked,
    carried,
    colleagues,
    conversation,
    customers,
    drafts,
    figures,
    formatted,
    guidance,
    leaving,
    link,
    listening,
    mail_pictures,
    offers,
    outbox,
    pauses,
    presence,
    recordings,
    replies,
    reports,
    seen_pictures,
    snapshot,
    sound,
    trail,
    typing_signs,
    unrecorded,
    uploads,
    work,
)
from agent_desktop.desk.errands import HALTED
from agent_desktop.desk.figure_errands import BehindRead, FiguresRead, FileKept
from agent_desktop.desk.items import (
    CallerFound,
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
    PictureRead,
    ReadersRead,
    RecordingNotTaken,
    RecordingTaken,
    SessionAttached,
    SessionDetached,
    SoundRead,
    TemplatesRead,
    TopicRead,
    UploadAdvanced,
    WhyRead,
)
from agent_desktop.desk.report_errands import CustomersSought, ReportDrawn, ReportRead
from agent_desktop.desk.trail_errands import ActsRead, Judged, TrailDrawn
from agent_desktop.desk.turn import Turn, put
from agent_desktop.model import alerts as al
from agent_desktop.model import backend_calls as bc
from agent_desktop.model import board as bd
from agent_desktop.model import events as ev
from agent_desktop.model import supervising as sv
from agent_desktop.model.base import Millis
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.phone import PhoneChanged, PhoneEvent, PlaybackChanged
from agent_desktop.model.shifts import ShiftsPlanned

PHONE_EVENTS = get_args(PhoneEvent)
LEADING = (*get_args(sv.SupervisionEvent), sv.Reassigned)


def told(turn: Turn, item: Item) -> None:
    """Let the machines hear what the world told. Raises TypeError of what is no event."""
    if isinstance(item, PHONE_EVENTS):
        _phone_told(turn, item)
        return
    match item:
        case ev.BackendBatch():
            told = len(turn.notices)
            for event in item.events:
                _reported(turn, event, item.at)
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
            guidance.done(turn, item.command_id)
            link.read_done(turn, item.command_id)
        case ev.CommandFailed(problem=problem) if problem.code == HALTED:
            replies.halted(turn, item.command_id)
        case ev.CommandFailed():
            if not (
                offers.failed(turn, item.command_id, item.problem)
                or leaving.failed(turn, item.command_id, item.problem)
            ):
                carried.failed(turn, item.command_id, item.problem)
                outbox.failed(turn, item.command_id, item.problem)
                asking.failed(turn, item.command_id, item.problem)
                guidance.failed(turn, item.command_id, item.problem)
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
            figures.attached(turn)
            reports.attached(turn)
            guidance.attached(turn)
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
        case UploadAdvanced():
            uploads.advanced(turn, item)
        case FormattedRead():
            formatted.read(turn, item)
        case PictureRead():
            machine = mail_pictures if item.mail_id else seen_pictures
            machine.read(turn, item)
        case TemplatesRead():
            approved.read(turn, item)
        case RecordingTaken():
            recordings.taken(turn, item)
        case RecordingNotTaken():
            kind = NoticeKind.RECORDING_FAILED
            turn.notices.append(Notice(kind=kind, problem=item.problem))
        case TopicRead():
            administration.read(turn, item)
        case OrderAnswered():
            administration.answered(turn, item)
        case FiguresRead():
            figures.read(turn, item)
        case BehindRead():
            behind.read(turn, item)
        case FileKept():
            figures.kept(turn, item)
        case ActsRead():
            trail.read(turn, item)
        case Judged():
            trail.judged(turn, item)
        case TrailDrawn():
            trail.drawn(turn, item)
        case ReportRead():
            reports.read(turn, item)
        case CustomersSought():
            reports.found(turn, item)
        case ReportDrawn():
            reports.drawn(turn, item)
        case WhyRead():
            guidance.why_read(turn, item)
        case ReadersRead():
            guidance.readers_read(turn, item)
        case Flush():
            drafts.flush(turn)
        case _:
            raise TypeError(f"the desk takes no {type(item).__name__}")


def _phone_told(turn: Turn, event: PhoneEvent) -> None:
    match event:
        case PlaybackChanged():
            listening.told(turn, event.playback)
        case PhoneChanged():
            calls.told(turn, event)
            listening.gone(turn)
            listening.told(turn, event.state.playback)
        case _:
            calls.told(turn, event)


def _reported(turn: Turn, event: ev.BackendEvent, at: Millis) -> None:
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
            customers.changed(turn, event.customer)
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
        case bd.BoardChanged():
            board.changed(turn, event)
        case sv.HandRaised():
            board.raised(turn, event.hand)
        case sv.HandLowered():
            board.lowered(turn, event.agent_id)
            guidance.told(turn, event)
        case al.AlertRaised():
            board.alerted(turn, event.alert)
        case al.AlertEnded():
            board.calm(turn, event.alert_id)
        case bd.BoardListed():
            board.listed(turn, event)
        case _ if isinstance(event, LEADING):
            guidance.told(turn, event)
        case ShiftsPlanned():
            guidance.planned(turn, event)
        case ev.ColleagueChanged():
            colleagues.changed(turn, event.agent)
        case ev.CustomersParted():
            customers.parted(turn, event)
        case ev.CustomersMerged():
            customers.merged(turn, event)
        case ev.Snapshot():
            snapshot.taken(turn, event, at)
