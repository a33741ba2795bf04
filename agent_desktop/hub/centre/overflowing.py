"""Steps for who waits too long that routing leaves to others: words, a callback, voicemail, the end of the waiting.

Promises that they happen after everything that was decided with them, and only while it still waits: where an agent is
being asked they are put off, and happen (also after a crash) if that agent does not take it. That a customer who keeps
a place for a callback is not put out. Who waits in a chat is offered the callback there, and asks for it by their own
word. Where a step cannot be done (a callback for a mail, words to who wants none), it waits on. Refuses to
decide when: routing does.
"""

from agent_desktop.hub.centre import automatic, chat_news, places, work
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import promised
from agent_desktop.hub.centre.live import LiveInteraction
from agent_desktop.hub.routing.records import InteractionWithdrawn
from agent_desktop.hub.voice.inputs import ArrivalRefused, CallerTold, WaitOver
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.work import Channel, InteractionState

_WAITS = (InteractionState.QUEUED, InteractionState.OFFERED)


def settle(book: Book) -> None:
    """Do what is due."""
    while book.overflowed:
        due, again = book.overflowed.popleft()
        interaction_id, step, words = due.interaction, due.step, due.target
        one = book.live.interactions.get(interaction_id)
        if one is None or (again and due not in one.put_off):  # it waits anew, elsewhere
            continue
        if one.shown.state is InteractionState.OFFERED and not again:
            one.put_off = (*one.put_off, due)
            continue
        if one.shown.state not in _WAITS:
            continue
        one.put_off = tuple(other for other in one.put_off if other != due)
        places.stepped(book, one, due)
        if one.shown.channel is Channel.VOICE:
            _call(book, one, step, words)
        elif step == "message":
            automatic.say(book, book.thread(one.shown.conversation_id), words, interaction_id)
        elif step == "callback":
            _offer_call(book, one)
        elif step == "close":
            work.ask(book, InteractionWithdrawn(interaction_id, "overflowed"))


def _offer_call(book: Book, one: LiveInteraction) -> None:
    """Who waits in a chat is asked, in words that stay, whether they would rather be called; the place is theirs."""
    if not promised.possible(book, one):
        return
    thread = book.thread(one.shown.conversation_id)
    line = book.add_line(
        thread, LineKind.CALLBACK_OFFERED, channel=Channel.CHAT, interaction_id=one.shown.id
    )
    book.put_thread(thread, thread.kept)
    chat_news.tell_line(book, thread, line)
    chat_news.tell_chat(book, thread)


def _call(book: Book, one: LiveInteraction, step: str, words: str) -> None:
    call = book.live.calls.get(one.shown.id)
    if call is None or call.role != "call" or call.kept:
        return
    if step == "close":
        work.ask(book, InteractionWithdrawn(one.shown.id, "overflowed"))
        book.orders.append(ArrivalRefused(one.shown.id))
    elif step == "callback":
        book.orders.append(WaitOver(one.shown.id, "callback"))
    elif step == "voicemail":
        book.orders.append(WaitOver(one.shown.id, "voicemail"))
    elif step == "message":
        told = automatic.told_now(book, words, one.shown.id, call.language)
        if told:
            book.orders.append(CallerTold(one.shown.id, told))
