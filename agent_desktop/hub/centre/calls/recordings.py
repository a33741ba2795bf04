"""Files of recorded calls and messages, brought into their conversations.

Promises that a message is in its conversation once, as what the customer said, and is work for its queue: an
interaction of the channel EMAIL, because it is answered like written work, when there is time, and rings no telephone.
A comment on a survey is a message that is no work: it is kept without a queue.
Its two halves, the news of it and the file, may come in either order; where the file never comes, the queue still gets
the work, so that somebody calls back.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre import opening, talk, work
from agent_desktop.hub.centre.book import SYSTEM, Book
from agent_desktop.hub.centre.calls import callers, notes, surveys
from agent_desktop.hub.storage import calls, threads
from agent_desktop.hub.storage.calls import KeptRecording
from agent_desktop.hub.voice.decisions import MessageKept
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.model.attachments import Attachment, AudioFacts, AudioKind, AudioPause
from agent_desktop.model.base import new_id
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.work import Channel

OWNER = "hub"
"""Whose the files are that the telephones' worker made."""


def message_kept(book: Book, told: MessageKept) -> None:
    """A caller left a message."""
    known = calls.recording(book.storage, told.recording)
    if known is not None and known.conversation_id:
        return
    call = book.live.calls.get(told.call) or calls.call(book.storage, told.call)
    if call is not None:
        conversation_id = call.conversation_id
    else:
        caller = callers.of_call(book, told.call, told.number, "")
        conversation_id = caller.thread.shown.id
    kept = KeptRecording(
        id=told.recording,
        call=told.call,
        message=True,
        conversation_id=conversation_id,
        queue_id="" if told.comment else _queue(book, told.queue),
        length_ms=told.length_ms,
        attachment=known.attachment if known is not None else None,
    )
    if known is None:
        calls.keep_recording(book.storage, kept)
    else:
        deliver(book, kept)


def _queue(book: Book, queue_id: str) -> str:
    """Where a message is work: where it was left, else in some queue."""
    queues = book.live.queues
    return queue_id if queue_id in queues else next(iter(queues), "")


def recorded(book: Book, told: Recorded, attachment: Attachment | None) -> None:
    """A file is complete."""
    known = calls.recording(book.storage, told.recording)
    if known is not None and (known.done or not known.conversation_id):
        return
    if known is not None and known.message:
        told = replace(told, message=True)  # who found the file could not know
    if attachment is not None:
        attachment = replace(attachment, audio=_facts(book, told))
    if not told.message:
        _recorded_call(book, told, attachment)
        return
    kept = known or KeptRecording(id=told.recording, call=told.call, message=True)
    kept = replace(kept, length_ms=told.length_ms, attachment=attachment)
    if kept.conversation_id:
        deliver(book, kept)
    else:
        calls.keep_recording(book.storage, kept)


def deliver(book: Book, kept: KeptRecording) -> None:
    """Put a message, or that it is lost, into its conversation, and queue the work unless somebody writes there."""
    if not kept.queue_id:
        living = book.living(kept.conversation_id)
        surveys.comment(book, kept, _bound(book, kept.attachment, living.shown.id))
        calls.keep_recording(book.storage, replace(kept, done=True))
        return
    thread = book.thread(kept.conversation_id)
    customer = book.customer(thread.shown.customer_id)
    opening.go_on(book, thread)
    attachment = _bound(book, kept.attachment, kept.conversation_id)
    interaction_id = new_id()
    if attachment is not None:
        due = thread.shown.reply_due_at
        talk.customer_says(
            book,
            thread,
            callers.author_of(customer),
            kept.id,
            "",
            (attachment,),
            interaction_id,
            Channel.VOICE,
        )
        shown = replace(thread.shown, reply_due_at=due)  # it is no chat, in which somebody waits
        book.put_thread(thread, replace(thread.kept, shown=shown), tell=False)
    else:
        book.add_line(thread, LineKind.MESSAGE_LOST, SYSTEM, channel=Channel.VOICE)
    calls.keep_recording(book.storage, replace(kept, done=True))
    current = book.live.current(thread)
    if kept.queue_id in book.live.queues and (
        current is None or current.shown.channel is Channel.VOICE
    ):
        work.begin(
            book,
            thread,
            customer,
            interaction_id=interaction_id,
            channel=Channel.EMAIL,
            queue_id=kept.queue_id,
            returning=True,
        )
    else:
        book.put_thread(thread, thread.kept)


def _recorded_call(book: Book, told: Recorded, attachment: Attachment | None) -> None:
    call = book.live.calls.get(told.call) or calls.call(book.storage, told.call)
    kept = KeptRecording(
        id=told.recording,
        call=told.call,
        conversation_id=call.conversation_id if call is not None else "",
        length_ms=told.length_ms,
        attachment=attachment,
        done=True,
    )
    calls.keep_recording(book.storage, kept)
    if call is None:
        return
    thread = book.thread(call.conversation_id)
    attachment = _bound(book, attachment, call.conversation_id)
    book.add_line(
        thread,
        LineKind.RECORDING_FAILED if attachment is None else LineKind.RECORDED,
        notes.author(book, call.agent_id),
        channel=Channel.VOICE,
        interaction_id=told.call,
        attachments=() if attachment is None else (attachment,),
    )
    book.put_thread(thread, thread.kept, author=call.agent_id)


def _bound(book: Book, file: Attachment | None, conversation_id: str) -> Attachment | None:
    """The file, from now on the conversation's; None when there is none."""
    if file is None:
        return None
    found = threads.claim_attachments(book.storage, (file.id,), OWNER, conversation_id)
    return None if isinstance(found, str) else file


def _facts(book: Book, told: Recorded) -> AudioFacts:
    """What is known of the sound. Who paused, and why, is told of the pauses that somebody asked for."""
    ended = [mark.at_ms for mark in told.pauses if not mark.paused]
    askers = [
        (detail, notes.author(book, agent_id).name)
        for _, agent_id, what, detail in calls.audited(book.storage, told.call)
        if what == "recording_paused"
    ]
    pauses = []
    for number, at in enumerate(mark.at_ms for mark in told.pauses if mark.paused):
        reason = told.reasons[number] if number < len(told.reasons) else ""
        by = next((name for why, name in askers if why == reason), "")
        if by:
            askers.remove((reason, by))
        until = ended[number] if number < len(ended) else told.length_ms
        shown = "hold" if reason == "apart" else reason
        pauses.append(AudioPause(from_ms=at, to_ms=until, reason=shown, by=by))
    return AudioFacts(
        length_ms=told.length_ms,
        kind=AudioKind.VOICEMAIL if told.message else AudioKind.RECORDING,
        stereo=not told.message,
        pauses=tuple(pauses),
    )
