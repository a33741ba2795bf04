"""Surveys, from the end of somebody's help to the question.

Promises that an interaction is asked about once, by the way by which its customer was helped; that nobody is asked
while they are being helped again, more often than the house says (by whatever channel), or where they want no messages
or no questions; that a question too long for its network is the usual one; that every question which was not asked says
why. Refuses public posts, which would speak to everybody, and to speak with callers: `calls.surveys` does.
"""

from hashlib import sha256
from typing import Final

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.centre import chat_news, letters, overtaken, ways
from agent_desktop.hub.centre.book import SYSTEM, Book
from agent_desktop.hub.centre.calls.house import policy_of
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveInteraction, LiveThread
from agent_desktop.hub.storage import asked as kept_asked
from agent_desktop.hub.storage import configuration, consents
from agent_desktop.hub.storage.asked import Asked, AskedState
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.voice.prompts.uploads import NAME
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import AddressKind
from agent_desktop.model.surveys import (
    DAY_MS,
    LONGEST_COMMENT_MS,
    MAX_WORDS,
    SCALES,
    WRITTEN,
    Survey,
    Surveys,
)
from agent_desktop.model.text_length import length
from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.model.ways import Route
from agent_desktop.model.work import Channel, Interaction

SURVEY: Final = "survey"
"""The alarm at which a question is due."""
SETTING: Final = "surveys"
MAX_SURVEYS: Final = 50
LONGEST_MS: Final[Millis] = 366 * DAY_MS


# --- what the house says


def surveys_of(storage: Storage) -> tuple[Survey, ...]:
    """What is kept; what cannot be read asks nothing."""
    text = configuration.setting(storage, SETTING) or "{}"
    try:
        return msgspec.json.decode(text, type=Surveys).surveys
    except msgspec.MsgspecError:
        return ()


def define(book: Book, survey: Survey) -> None:
    """Make a survey or change it; a new one comes last. Raises Refused."""
    check(survey)
    known = {one.id: one for one in book.live.surveys}
    if survey.id not in known and len(known) >= MAX_SURVEYS:
        raise Refused(f"There are at most {MAX_SURVEYS} surveys.", remedy="Remove one first.")
    for field, ids, there in (
        ("queues", survey.queues, book.live.queues),
        ("entry_points", survey.entry_points, _entry_points(book)),
    ):
        for one in ids:
            if one not in there:
                raise unknown(field, one)
    _keep(book, (*(known | {survey.id: survey}).values(),))


def _entry_points(book: Book) -> set[str]:
    """Where customers come in, by writing or calling."""
    return {*book.live.entry_points, *(one.id for one in policy_of(book).entry_points)}


def remove(book: Book, survey_id: str) -> None:
    """Ask no more. Raises Refused."""
    rest = tuple(one for one in book.live.surveys if one.id != survey_id)
    if len(rest) == len(book.live.surveys):
        raise unknown("id", survey_id)
    _keep(book, rest)


def _keep(book: Book, surveys: tuple[Survey, ...]) -> None:
    text = msgspec.json.encode(Surveys(surveys=surveys)).decode()
    configuration.keep_setting(book.storage, SETTING, text)
    book.live.surveys = surveys


def check(survey: Survey) -> None:
    """Raises Refused for times, shares and scores that make no sense."""
    if not survey.name.strip():
        raise Refused("A name is needed.", remedy="Give one.", field="name")
    for field in ("delay_ms", "pause_ms", "answer_ms"):
        value: Millis = getattr(survey, field)
        if not (1 if field == "answer_ms" else 0) <= value <= LONGEST_MS:
            raise Refused(
                "This is not a time between nothing and a year.",
                remedy="Choose another one.",
                field=field,
                value=str(value),
            )
    if not 1 <= survey.share <= 100:
        raise Refused(
            "The share is 1 to 100 percent.",
            remedy="Switch the survey off to ask nobody.",
            field="share",
            value=str(survey.share),
        )
    lowest, highest = SCALES[survey.kind]
    if survey.low is not None and not lowest <= survey.low <= highest:
        raise Refused(
            f"The scale goes from {lowest} to {highest}.",
            remedy="Choose a number on it, or none.",
            field="low",
            value=str(survey.low),
        )
    if not survey.channels or not set(survey.channels) <= {*WRITTEN, Channel.VOICE}:
        raise Refused(
            "By this channel nobody can be asked, or by none.",
            remedy="Choose chat, e-mail, SMS, social networks or the telephone.",
            field="channels",
            value=", ".join(survey.channels),
        )
    if not 0 <= survey.comment_ms <= LONGEST_COMMENT_MS:
        raise Refused(
            "A comment lasts ten minutes at most.",
            remedy="Choose a shorter time, or none.",
            field="comment_ms",
            value=str(survey.comment_ms),
        )
    if survey.prompt and NAME.fullmatch(survey.prompt) is None:
        raise Refused(
            "This is no name of a prompt.",
            remedy="Choose one of the prompts.",
            field="prompt",
            value=survey.prompt,
        )
    _check_words("words", survey.words)
    _check_words("spoken", survey.spoken)


def _check_words(field: str, said: dict[str, str]) -> None:
    for language, words in said.items():
        if not 0 < len(words.strip()) <= MAX_WORDS or len(language) > 8:
            raise Refused(
                f"A question has 1 to {MAX_WORDS} characters.",
                remedy="Write it otherwise.",
                field=field,
                value=language,
            )


# --- when somebody was helped


def restored(book: Book) -> None:
    """After a start: what is still to be asked is due as it was."""
    for one in kept_asked.all_due(book.storage):
        book.set_alarm(one.due_at, SURVEY, one.interaction_id)


def ended(book: Book, one: LiveInteraction) -> None:
    """Agent or customer ended it: the customer may be asked, once."""
    survey = first(book, one.shown)
    if survey is None or kept_asked.asked_about(book.storage, one.shown.id) is not None:
        return
    if one.shown.channel is Channel.VOICE:  # the caller is still there, or nobody ever asks
        due = asking_of(one.shown, survey, book.now)
        why = not_now(
            book, survey, one.shown.id, book.living(one.shown.conversation_id), calls=True
        )
        state = AskedState.NOT_ASKED if why else AskedState.DUE
        kept_asked.keep_asked(book.storage, replace(due, state=state, why=why))
        return
    due = asking_of(one.shown, survey, book.now + survey.delay_ms)
    kept_asked.keep_asked(book.storage, due)
    book.set_alarm(due.due_at, SURVEY, one.shown.id)


def asking_of(shown: Interaction, survey: Survey, due_at: Millis) -> Asked:
    """The question about an interaction that an agent has."""
    return Asked(
        interaction_id=shown.id,
        survey_id=survey.id,
        kind=survey.kind,
        conversation_id=shown.conversation_id,
        agent_id=shown.agent_id or "",
        queue_id=shown.queue_id,
        channel=shown.channel,
        entry_point_id=shown.entry_point_id,
        low=survey.low,
        due_at=due_at,
    )


def first(book: Book, shown: Interaction) -> Survey | None:
    """What is asked about it; nothing while no agent has it, and of calls that are over or that we alone wanted."""
    if shown.agent_id is None:
        return None
    if shown.channel is Channel.VOICE:
        call = book.live.calls.get(shown.id)
        if call is None or call.role != "call" or call.outbound or call.over:
            return None
    place = (shown.queue_id, shown.entry_point_id, shown.channel)
    return next((one for one in book.live.surveys if one.on and one.asks(*place)), None)


# --- when it is due


def due(book: Book, interaction_id: str) -> None:
    """Ask, or say why not. A caller whose call is over was not."""
    one = kept_asked.asked_about(book.storage, interaction_id)
    if one is None or one.state is not AskedState.DUE:
        return
    thread = book.living(one.conversation_id)
    survey = next((each for each in book.live.surveys if each.id == one.survey_id), None)
    if one.channel is Channel.VOICE:
        why = "gone"
    elif survey is None or not survey.on:
        why = "off"
    else:
        why = not_now(book, survey, interaction_id, thread) or _ask(book, one, survey, thread)
    if why:
        done = replace(one, state=AskedState.NOT_ASKED, why=why)
        kept_asked.keep_asked(book.storage, done)
        chat_news.tell_chat(book, thread)


def not_now(
    book: Book, survey: Survey, interaction_id: str, thread: LiveThread, *, calls: bool = False
) -> str:
    """Why the customer is not asked about this at this moment; empty when they may be. `calls`: by telephone."""
    if place_in_share(interaction_id) >= survey.share:
        return "share"
    customer_id = thread.shown.customer_id
    if kept_asked.refusals(book.storage, customer_id) or (calls and _stopped(book, customer_id)):
        return "unwanted"
    last = kept_asked.last_asked_at(book.storage, customer_id)
    if last is not None and book.now - last < survey.pause_ms:
        return "asked_lately"
    return "goes_on" if overtaken.helped(book, thread, interaction_id) else ""


def place_in_share(interaction_id: str) -> int:
    """0 to 99, always the same for one interaction: of shares in percent above it, it is one who is asked."""
    return int.from_bytes(sha256(interaction_id.encode()).digest()[:4], "big") % 100


def _stopped(book: Book, customer_id: str) -> bool:
    """Whether a customer has said that they want no messages to their number."""
    addresses = book.customer(customer_id).addresses
    numbers = (one for one in addresses if one.kind is AddressKind.PHONE)
    return any(consents.given(book.storage, one) is False for one in numbers)


def _ask(book: Book, one: Asked, survey: Survey, thread: LiveThread) -> str:
    until_at = book.now + survey.answer_ms
    asks = replace(one, state=AskedState.ASKED, asked_at=book.now, until_at=until_at)
    if one.channel is Channel.CHAT:
        if thread.kept.visitor_id is None:
            return "no_way"
        kept_asked.keep_asked(book.storage, asks)
        chat_news.tell_chat(book, thread)
        return ""
    route = next(
        (each.route for each in book.said(thread) if each.incoming and each.channel is one.channel),
        None,
    )
    if route is None or route.public:
        return "no_way"
    way = next((each for each in ways.ways_of(book, thread) if each.route == route), None)
    if way is None:
        return "no_way"
    if way.stopped:
        return "unwanted"
    until = ways.automatic_until(book, way)
    if until is not None and until < book.now:
        return "window"
    message = _question(book, one, survey, thread, route)
    asks = replace(
        asks, message_id=message.id, entry_point_id=route.entry_point_id, address=route.address
    )
    kept_asked.keep_asked(book.storage, asks)
    return ""


def _words(book: Book, survey: Survey, language: str, route: Route) -> str:
    """The question; the usual one, which is short, where the house's own is too long for the network."""
    asks = survey.written_question(language)
    limits = book.links.limits.get(route.entry_point_id)
    if limits is not None and length(asks, limits.unit, route.address) > limits.max_text:
        return replace(survey, words={}).written_question(language)
    return asks


def _question(book: Book, one: Asked, survey: Survey, thread: LiveThread, route: Route) -> Message:
    customer = book.customer(thread.shown.customer_id)
    message = Message(
        id=new_id(),
        conversation_id=thread.shown.id,
        channel=one.channel,
        author=SYSTEM,
        text=_words(book, survey, customer.language, route),
        sent_at=book.now,
        seq=thread.shown.last_seq + 1,
        interaction_id=one.interaction_id,
        delivery=Delivery.QUEUED,
        route=route,
    )
    book.add_item(thread, message)
    letters.post(book, thread, message, unasked=True)
    shown = replace(thread.shown, last_seq=message.seq, last_at=book.now)
    book.put_thread(thread, replace(thread.kept, shown=shown))
    return message
