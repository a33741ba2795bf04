"""Surveys by telephone, as the centre sees them: whom the telephones are to ask, and what they tell of it.

Promises that a question is planned while agent and customer talk, and anew when surveys change, so that the telephones
know what to do in the moment in which the agent hangs up; that whoever was asked by one call is not asked by another
one; that each piece of news acts once, also when the call or the work on it is over already. Refuses calls that we
placed ourselves, and those of colleagues.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre import surveyed, surveying
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import callers, ending, keeping
from agent_desktop.hub.centre.live import LiveInteraction
from agent_desktop.hub.storage import asked as kept_asked
from agent_desktop.hub.storage import work as kept_work
from agent_desktop.hub.storage.asked import Asked, AskedState
from agent_desktop.hub.storage.calls import KeptCall, KeptRecording
from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice.inputs import SurveyPlanned
from agent_desktop.hub.voice.records import SurveyScript
from agent_desktop.hub.voice.survey import question
from agent_desktop.model.attachments import Attachment, AudioKind
from agent_desktop.model.base import new_id
from agent_desktop.model.surveys import SCALES, SurveyKind
from agent_desktop.model.timeline import LineKind, Message
from agent_desktop.model.work import Channel, InteractionState


def plan(book: Book, call: KeptCall, one: LiveInteraction) -> None:
    """Agent and customer talk now: this is what the customer is asked afterwards, if anything."""
    script = _script(book, call, one)
    if script is not None:
        book.orders.append(SurveyPlanned(call.id, script))


def plan_all(book: Book) -> None:
    """Surveys have changed: what is asked after the calls of this moment, too."""
    for call, one in _talking(book):
        book.orders.append(SurveyPlanned(call.id, _script(book, call, one)))


def _talking(book: Book) -> list[tuple[KeptCall, LiveInteraction]]:
    found = ((call, book.live.interactions.get(call.id)) for call in book.live.calls.values())
    return [
        (call, one)
        for call, one in found
        if one is not None and call.talking and one.shown.state is InteractionState.ACTIVE
    ]


def _script(book: Book, call: KeptCall, one: LiveInteraction) -> SurveyScript | None:
    survey = surveying.first(book, one.shown)
    if survey is None or kept_asked.asked_about(book.storage, call.id) is not None:
        return None
    thread = book.living(call.conversation_id)
    if surveying.not_now(book, survey, call.id, thread, calls=True):
        return None
    language = book.customer(thread.shown.customer_id).language or call.language
    lowest, highest = SCALES[survey.kind]
    return SurveyScript(
        survey=survey.id,
        kind=survey.kind.value,
        lowest=lowest,
        highest=highest,
        question=question(survey.kind, survey.prompt, survey.spoken_question(language)),
        language=language,
        comment_ms=survey.comment_ms,
    )


# --- what the telephones tell


def began(book: Book, told: d.SurveyBegan) -> None:
    """The customer hears the question: the talk is over, and they were asked."""
    call = book.live.calls.get(told.call)
    one = kept_asked.asked_about(book.storage, told.call)
    if call is None or (one is not None and one.asked_at is not None):
        return
    if one is None or one.survey_id != told.script.survey:
        one = _as_planned(book, told)
    if one is None:
        return
    kept_asked.keep_asked(
        book.storage, replace(one, state=AskedState.ASKED, why="", asked_at=book.now)
    )
    ending.tell_length(book, call)
    keeping.put(book, replace(book.live.calls[call.id], answered_at=None, talking=False))
    customer_id = book.living(one.conversation_id).shown.customer_id
    for other, work in _talking(book):
        if work.shown.customer_id == customer_id:
            book.orders.append(SurveyPlanned(other.id, None))


def _as_planned(book: Book, told: d.SurveyBegan) -> Asked | None:
    """The question as the telephones ask it: the house has another one since that was planned."""
    kept = kept_work.interaction(book.storage, told.call)
    if kept is None or kept.shown.agent_id is None:
        return None
    known = next((one for one in book.live.surveys if one.id == told.script.survey), None)
    return Asked(
        interaction_id=told.call,
        survey_id=told.script.survey,
        kind=SurveyKind(told.script.kind),
        conversation_id=kept.shown.conversation_id,
        agent_id=kept.shown.agent_id,
        queue_id=kept.shown.queue_id,
        channel=Channel.VOICE,
        entry_point_id=kept.shown.entry_point_id,
        low=known.low if known is not None else None,
        due_at=book.now,
    )


def answered(book: Book, told: d.SurveyAnswered) -> None:
    """The customer pressed a number."""
    one = _asked(book, told.call)
    if one is not None:
        surveyed.by_telephone(book, one, told.score)


def refused(book: Book, told: d.SurveyRefused) -> None:
    """The customer does not want to be asked."""
    one = _asked(book, told.call)
    if one is not None:
        surveyed.refused(book, one)


def _asked(book: Book, call_id: str) -> Asked | None:
    one = kept_asked.asked_about(book.storage, call_id)
    return one if one is not None and one.state is AskedState.ASKED else None


def over(book: Book, call_id: str) -> None:
    """Nothing is left of a call: who was not asked by then is not."""
    one = kept_asked.asked_about(book.storage, call_id)
    if one is not None and one.state is AskedState.DUE:
        done = replace(one, state=AskedState.NOT_ASKED, why="gone")
        kept_asked.keep_asked(book.storage, done)


def comment(book: Book, kept: KeptRecording, file: Attachment | None) -> None:
    """What the customer said beside the number, or that it is lost, stands in the conversation; nobody has to answer.

    `file` is the conversation's already.
    """
    thread = book.living(kept.conversation_id)
    author = callers.author_of(book.customer(thread.shown.customer_id))
    asked = kept_asked.asked_about(book.storage, kept.call)
    agent_id = asked.agent_id if asked is not None else ""
    if file is None:
        lost = book.add_line(
            thread, LineKind.MESSAGE_LOST, channel=Channel.VOICE, interaction_id=kept.call
        )
        surveyed.tell_item(book, thread, lost, agent_id)
        return
    assert file.audio is not None
    said = Message(
        id=new_id(),
        conversation_id=thread.shown.id,
        channel=Channel.VOICE,
        author=author,
        text="",
        sent_at=book.now,
        seq=thread.shown.last_seq + 1,
        client_id=kept.id,
        interaction_id=kept.call,
        attachments=(replace(file, audio=replace(file.audio, kind=AudioKind.COMMENT)),),
    )
    book.add_item(thread, said)
    shown = replace(thread.shown, last_seq=said.seq, last_at=book.now)
    book.put_thread(thread, replace(thread.kept, shown=shown), tell=False)
    surveyed.tell_item(book, thread, said, agent_id)
