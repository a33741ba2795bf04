"""What a web page is told of its visitor's call: the place in line, who talks, that it is held, that it is their turn,
that it is over and the keypad answers a survey.

A visitor who asked to be called back is called on the page: such a call has no number. Promises that a page hears of
its own visitor's calls alone. That a call is over is told by the page's door, which has it from the telephones first;
that a kept place is over is told here, as no telephone knows the page meanwhile.
"""

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.chat_news import PLACES_TOLD, place_of
from agent_desktop.hub.centre.live import LiveInteraction
from agent_desktop.hub.centre.visits import thread_of
from agent_desktop.hub.journal.published import for_visitor
from agent_desktop.hub.protocol import CallState
from agent_desktop.hub.storage.calls import KeptCall
from agent_desktop.hub.voice.records import VoiceCall
from agent_desktop.model.work import Channel, InteractionState


def tell_page(book: Book, call: str) -> None:
    """Tell the visitor, if there, how this call stands."""
    kept = book.live.calls.get(call)
    if kept is None or not kept.conversation_id:
        return
    visitor_id = book.thread(kept.conversation_id).kept.visitor_id
    one, picture = book.live.interactions.get(call), book.links.pictures.get(call)
    if (
        picture is not None and picture.stage == "survey"
    ):  # the agent has gone, and their work may be over
        state: CallState | None = CallState(phase="survey", call_id=call)
    else:
        state = None if one is None else _state(book, one)
    if visitor_id in book.links.online and state is not None:
        book.journal.pass_on(book.now, for_visitor(visitor_id), state)


def keeps_place(call: KeptCall | None) -> bool:
    """Whether it is a visitor's who will be called on the page."""
    return call is not None and call.kept and not call.number


def tell_place_over(book: Book, call: KeptCall) -> None:
    """Nobody will call the visitor on the page any more."""
    visitor_id = book.thread(call.conversation_id).kept.visitor_id
    if keeps_place(call) and visitor_id in book.links.online:
        state = CallState(phase="over", call_id=call.id, reason="missed")
        book.journal.pass_on(book.now, for_visitor(visitor_id), state)


def leg_that_calls(picture: VoiceCall | None) -> str:
    """The leg that calls the customer now; empty when none does."""
    legs = picture.legs if picture is not None else ()
    return next((leg.id for leg in legs if leg.part == "customer" and leg.state != "up"), "")


def tell_places(book: Book, queue_id: str) -> None:
    """A queue moved: tell the pages of those near its head."""
    if book.links.online:
        for interaction_id in book.engine.waiting_ids(queue_id, PLACES_TOLD):
            if book.live.interactions[interaction_id].shown.channel is Channel.VOICE:
                tell_page(book, interaction_id)


def state_of(book: Book, visitor_id: str) -> CallState | None:
    """How the visitor's call stands; None while it waits for nobody yet."""
    thread = thread_of(book, book.visitor(visitor_id))
    for interaction_id in thread.work if thread is not None else ():
        one = book.live.interactions[interaction_id]
        if one.shown.channel is Channel.VOICE and (state := _state(book, one)) is not None:
            return state
    return None


def _state(book: Book, one: LiveInteraction) -> CallState | None:
    shown = one.shown
    picture = book.links.pictures.get(shown.id)
    if shown.state not in (
        InteractionState.QUEUED,
        InteractionState.OFFERED,
        InteractionState.ACTIVE,
    ):
        return None
    kept = keeps_place(book.live.calls.get(shown.id))
    if shown.state is not InteractionState.ACTIVE or picture is None or picture.stage != "talking":
        phase = "kept" if kept else "waiting"
        return CallState(phase=phase, call_id=shown.id, position=place_of(book, one))
    agent = book.live.agents[shown.agent_id or ""].author
    if kept:
        return CallState(phase="rung", call_id=shown.id, agent=agent)
    held = any(leg.part == "customer" and leg.held for leg in picture.legs)
    return CallState(phase="held" if held else "talking", call_id=shown.id, agent=agent)
