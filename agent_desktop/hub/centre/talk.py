"""What is said in a conversation: messages both ways, notes, how far each side has read.

Promises that every item has the next sequence of its conversation; that a sender's own id writes once for ever; that
the reply's due time runs from the oldest customer message that nobody answered.
"""

from email.utils import parseaddr

from msgspec.structs import replace

from agent_desktop.hub.centre import chat_news, letters, mails, passages, previews, ways
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.file_checks import check_sendable
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveAgent, LiveThread
from agent_desktop.hub.centre.reach import check_reads, reach_of
from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.protocol import MAX_ATTACHMENTS, MAX_TEXT
from agent_desktop.hub.storage import threads
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.commands import AddNote, MarkRead, SendMessage, ShowTyping
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.events import DeliveryAdvanced, TypingShown
from agent_desktop.model.mail_heads import Automatic, MailHead
from agent_desktop.model.timeline import Author, Conversation, Delivery, Message, Note, TimelineItem
from agent_desktop.model.ways import Route
from agent_desktop.model.words import later
from agent_desktop.model.work import Channel

FIRST_REPLY_MS: Millis = 120_000
NEXT_REPLY_MS: Millis = 240_000
HOUR_MS: Millis = 3_600_000
REPLY_MS: dict[Channel, tuple[Millis, Millis]] = {
    Channel.EMAIL: (4 * HOUR_MS, 8 * HOUR_MS),
    Channel.SMS: (HOUR_MS // 4, HOUR_MS // 2),
    Channel.SOCIAL: (HOUR_MS // 2, HOUR_MS),
}
"""When the first reply and the next ones are due by those channels whose customers do not sit and wait."""
MAX_CLIENT_ID = 128


def check_client_id(client_id: str) -> None:
    """Raises Refused when it is empty or too long."""
    if not 0 < len(client_id) <= MAX_CLIENT_ID:
        raise Refused(
            f"The id must have 1 to {MAX_CLIENT_ID} characters.",
            remedy="Send it again under a fresh id.",
            field="client_id",
            value=client_id,
        )


def check_text(text: str, attached: int) -> None:
    """Raises Refused when there is nothing to say, or too much."""
    if len(text) > MAX_TEXT:
        raise Refused(
            f"The text is longer than {MAX_TEXT} characters.",
            remedy="Shorten it, or send it in parts.",
            field="text",
            value=f"{len(text)} characters",
        )
    if not text.strip() and not attached:
        raise Refused("There is nothing to send.", remedy="Write something.", field="text")
    if attached > MAX_ATTACHMENTS:
        raise Refused(
            f"A message carries at most {MAX_ATTACHMENTS} files.",
            remedy="Send the others in another message.",
            field="attachments",
            value=str(attached),
        )


def written_before(book: Book, thread: LiveThread, client_id: str) -> TimelineItem | None:
    """The item of this conversation that has the sender's id already."""
    conversation_id = thread.shown.id
    if (conversation_id, client_id) in book.written:
        for item in book.recent(thread):
            if isinstance(item, Message | Note) and item.client_id == client_id:
                return item
        found = threads.items_before(book.storage, conversation_id, None, 500)
        for item in found:
            if isinstance(item, Message | Note) and item.client_id == client_id:
                return item
    return threads.item_by_client(book.storage, conversation_id, client_id)


def claimed(
    book: Book, ids: tuple[str, ...], owner: str, thread: LiveThread
) -> tuple[Attachment, ...]:
    """The uploaded files with these ids, now bound to the conversation. Raises Refused."""
    if not ids:
        return ()
    found = threads.claim_attachments(book.storage, ids, owner, thread.shown.id)
    if isinstance(found, str):
        raise unknown("attachments", found)
    return tuple(found)


def send(book: Book, agent: LiveAgent, asked: SendMessage) -> Message:
    """An agent writes to the customer. Raises Refused, Conflict."""
    thread = book.living(asked.conversation_id)
    check_client_id(asked.client_id)
    head = mails.asked_head(asked)
    elsewhere = head is not None and bool(head.forwards)
    check_text(asked.text, len(asked.attachments) + elsewhere)
    before = written_before(book, thread, asked.client_id)
    ids = tuple(one.id for one in asked.attachments)
    if before is not None:
        if isinstance(before, Message) and _is_that(before, agent, asked):
            return chat_news.message_now(thread.kept, before)
        raise used_before(asked.client_id)
    interaction_id = may_write(book, agent, thread)
    route = _route(book, thread, asked, head)
    passed = mails.passed(book, thread, head) if head is not None and elsewhere else ()
    check_sendable(book, (*ids, *(one.id for one in passed)))
    attachments = (*claimed(book, ids, for_agent(agent.profile.id), thread), *passed)
    kept = thread.kept
    message = Message(
        id=new_id(),
        conversation_id=kept.shown.id,
        channel=asked.channel,
        author=agent.author,
        text=asked.text,
        sent_at=book.now,
        seq=kept.shown.last_seq + 1,
        client_id=asked.client_id,
        interaction_id=interaction_id,
        attachments=attachments,
        delivery=Delivery.QUEUED if route.entry_point_id else Delivery.SENT,
        route=route,
        mail=head,
        answers=asked.answers,
        template=asked.template,
    )
    book.add_item(thread, message)
    if route.entry_point_id:
        letters.post(book, thread, message)
        ways.refreshed(book, thread)
        kept = thread.kept
    shown = _after(thread, message)
    if not elsewhere:
        shown = replace(shown, reply_due_at=None, replied_at=book.now)
    book.put_thread(thread, replace(kept, shown=shown), author=agent.profile.id)
    one = book.live.interactions.get(interaction_id)
    if one is not None and not elsewhere:
        first = one.kept.first_reply_at is None
        if first:
            book.change_interaction(one, first_reply_at=book.now)
        passages.replied(book, one, first=first)
    chat_news.tell_items(book, thread, (message,))
    return message


def _is_that(before: Message, agent: LiveAgent, asked: SendMessage) -> bool:
    """Whether a message is the one that is asked for once more."""
    if before.author.id != agent.profile.id:
        return False
    ids = tuple(one.id for one in asked.attachments)
    files = tuple(one.id for one in before.attachments)
    files = files[: len(ids)] if mails.passed_on(before) else files
    wrote = (before.text, files, before.channel, before.template)
    same = wrote == (asked.text, ids, asked.channel, asked.template)
    return same and (asked.route in (Route(), before.route) or mails.passed_on(before))


def _route(book: Book, thread: LiveThread, asked: SendMessage, head: MailHead | None) -> Route:
    """The way to the customer, or to whom a mail is forwarded; that of a chat is none. Raises Refused."""
    if asked.channel in ways.KINDS:
        route = letters.route_for(book, thread, asked)
        if head is not None and head.forwards:
            route = replace(route, address=parseaddr(head.to[0])[1])
        return route
    visited = thread.kept.visitor_id is not None
    if asked.channel is not Channel.CHAT or not visited:
        raise Refused(
            "This conversation cannot go on by that channel.",
            remedy=later("Answer in the chat.") if visited else later("Call the customer."),
            field="channel",
            value=asked.channel.value,
        )
    return Route()


def used_before(client_id: str) -> Conflict:
    """The refusal of an id that was used for something else."""
    return Conflict(
        "This id was used for something else before.",
        remedy="Send it again under a fresh id.",
        field="client_id",
        value=client_id,
    )


def may_write(book: Book, agent: LiveAgent, thread: LiveThread) -> str:
    """The interaction under which the agent writes (empty for an afterword). Raises Refused."""
    for interaction_id in reversed(thread.work):
        if book.live.interactions[interaction_id].shown.agent_id == agent.profile.id:
            return interaction_id
    if not thread.work and thread.kept.last_agent_id == agent.profile.id:
        return ""
    raise not_yours("conversation_id", thread.shown.id)


def not_yours(field: str, value: str) -> Refused:
    """The refusal of work on what another agent has, or nobody yet."""
    return Refused(
        "You do not have this conversation.",
        remedy="Take it first, or write a note for the colleague who has it.",
        field=field,
        value=value,
    )


def _after(thread: LiveThread, message: Message) -> Conversation:
    """The conversation after a message."""
    return replace(
        thread.shown,
        last_seq=message.seq,
        last_at=message.sent_at,
        preview=previews.words_of(message),
        preview_from=message.author.kind,
    )


def note(book: Book, agent: LiveAgent, asked: AddNote) -> Note:
    """An agent writes for the team. Raises Refused, Conflict."""
    thread = book.living(asked.conversation_id)
    check_reads(book, reach_of(book, agent.profile.id), thread.shown.id)
    check_client_id(asked.client_id)
    check_text(asked.text, 0)
    before = written_before(book, thread, asked.client_id)
    if before is not None:
        if isinstance(before, Note) and (before.author.id, before.text) == (
            agent.profile.id,
            asked.text,
        ):
            return before
        raise used_before(asked.client_id)
    kept = thread.kept
    written = Note(
        id=new_id(),
        conversation_id=kept.shown.id,
        author=agent.author,
        text=asked.text,
        sent_at=book.now,
        seq=kept.shown.last_seq + 1,
        client_id=asked.client_id,
    )
    book.add_item(thread, written)
    shown = replace(kept.shown, last_seq=written.seq)
    book.put_thread(thread, replace(kept, shown=shown), author=agent.profile.id)
    return written


def customer_says(
    book: Book,
    thread: LiveThread,
    author: Author,
    client_id: str,
    text: str,
    attachments: tuple[Attachment, ...],
    interaction_id: str = "",
    channel: Channel | None = None,
) -> Message:
    """A customer's message, already checked, by the conversation's channel unless told otherwise.

    `interaction_id` names the interaction that is about to begin with it; without one it belongs to the conversation's
    current one.
    """
    message = Message(
        id=new_id(),
        conversation_id=thread.shown.id,
        channel=channel or thread.shown.channel,
        author=author,
        text=text,
        sent_at=book.now,
        client_id=client_id,
        interaction_id=interaction_id,
        attachments=attachments,
    )
    return customer_wrote(book, thread, message)


def customer_wrote(book: Book, thread: LiveThread, written: Message) -> Message:
    """A customer's message, already checked, gets its place in the conversation and its current interaction."""
    current = book.live.current(thread)
    kept = thread.kept
    message = replace(
        written,
        seq=kept.shown.last_seq + 1,
        interaction_id=current.shown.id if current else written.interaction_id,
    )
    book.add_item(thread, message)
    due = kept.shown.reply_due_at
    if due is None and _wants_reply(message):
        answered = current is not None and current.kept.first_reply_at is not None
        first, next_one = REPLY_MS.get(message.channel, (FIRST_REPLY_MS, NEXT_REPLY_MS))
        due = book.now + (next_one if answered else first)
    shown = replace(_after(thread, message), unread=kept.shown.unread + 1, reply_due_at=due)
    book.put_thread(thread, replace(kept, shown=shown))
    if current is not None and _wants_reply(message):
        passages.asked(book, current)
    if current is not None and current.shown.agent_id is None:
        book.show_interaction(current, preview=shown.preview)
        book.tell_interaction(current)
    chat_news.tell_items(book, thread, (message,))
    return message


def _wants_reply(message: Message) -> bool:
    """False for what a machine wrote."""
    return message.mail is None or message.mail.automatic in (Automatic.NO, Automatic.LIST)


def mark_read(book: Book, agent: LiveAgent, asked: MarkRead) -> None:
    """The agent has read so far. Without the conversation in hand it is a look into history and marks nothing."""
    thread = book.thread(asked.conversation_id)
    shown = thread.shown
    seq = min(asked.seq, shown.last_seq)
    if seq <= shown.read_seq or agent.profile.id not in book.live.holders(thread):
        return
    unread = 0 if seq == shown.last_seq else threads.count_unread(book.storage, shown.id, seq)
    book.put_thread(thread, replace(thread.kept, shown=replace(shown, read_seq=seq, unread=unread)))
    chat_news.tell_chat(book, thread)


def customer_saw(book: Book, thread: LiveThread, delivered_to: int, read_to: int) -> None:
    """The customer has received and read so far; going back is ignored."""
    kept = thread.kept
    last = kept.shown.last_seq
    read_to = max(min(read_to, last), kept.read_to)
    delivered_to = max(min(delivered_to, last), kept.delivered_to, read_to)
    if (delivered_to, read_to) == (kept.delivered_to, kept.read_to):
        return
    book.put_thread(thread, replace(kept, delivered_to=delivered_to, read_to=read_to), tell=False)
    readers = book.readers(thread)
    for state, seq, before in (
        (Delivery.DELIVERED, delivered_to, kept.delivered_to),
        (Delivery.READ, read_to, kept.read_to),
    ):
        if seq > before:
            event = DeliveryAdvanced(conversation_id=kept.shown.id, up_to_seq=seq, delivery=state)
            book.tell_agents(readers, event)


def agent_types(book: Book, agent: LiveAgent, asked: ShowTyping) -> None:
    """Pass on that the agent types, if the conversation is in hand."""
    thread = book.thread(asked.conversation_id)
    if agent.profile.id not in book.live.holders(thread):
        return
    event = TypingShown(conversation_id=thread.shown.id, author=agent.author, typing=asked.typing)
    for lead in book.live.followers(thread.shown.id):
        book.journal.pass_on(book.now, for_agent(lead), event)
    if not asked.route.entry_point_id:
        chat_news.tell_typing(book, thread, agent.profile.name, asked.typing)
    elif not asked.route.public and any(
        way.route == asked.route for way in thread.shown.reply_ways
    ):
        who = letters.typing_to(book, asked.route, asked.typing)
        book.posted[who] = None


def customer_types(book: Book, thread: LiveThread, author: Author, typing: bool) -> None:
    """Pass on that the customer types."""
    event = TypingShown(conversation_id=thread.shown.id, author=author, typing=typing)
    for agent_id in book.readers(thread):
        book.journal.pass_on(book.now, for_agent(agent_id), event)
