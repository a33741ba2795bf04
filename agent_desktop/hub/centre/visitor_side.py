"""What visitors ask of the centre (crm.visitors.VisitorDoor says what each promises)."""

from agent_desktop.hub.centre import asides, chat_news, visits
from agent_desktop.hub.centre.calls import called_back, pages
from agent_desktop.hub.centre.writer import Writer
from agent_desktop.hub.crm.visitors import VisitorCard, VisitorChat
from agent_desktop.hub.protocol import CallState, ChatItem, ChatState
from agent_desktop.hub.storage import threads
from agent_desktop.hub.storage.settings import EntryPointSettings


class VisitorSide(Writer):
    """The visitors' door."""

    def entry_point(self, entry_point_id: str) -> EntryPointSettings:
        """The entry point."""
        with self.request() as book:
            return visits.entry_point(book, entry_point_id)

    def admit(self, entry_point_id: str, visitor_id: str) -> None:
        """Whether the visitor may come in."""
        with self.request() as book:
            visits.admit(book, entry_point_id, visitor_id)

    def chat_origins(self) -> frozenset[str]:
        """Every origin that may embed some chat."""
        with self.request() as book:
            return visits.chat_origins(book)

    def start_chat(self, card: VisitorCard) -> VisitorChat:
        """Remember the visitor."""
        with self.request() as book:
            return visits.start(book, card)

    def introduce(
        self, visitor_id: str, client_id: str, name: str, email: str = "", question: str = ""
    ) -> ChatItem | None:
        """The pre-chat form."""
        with self.request() as book:
            return visits.introduce(book, visitor_id, client_id, name, email, question)

    def say(
        self, visitor_id: str, client_id: str, text: str, attachments: tuple[str, ...] = ()
    ) -> ChatItem:
        """The visitor writes."""
        with self.request() as book:
            return visits.say(book, visitor_id, client_id, text, attachments)

    def seen(self, visitor_id: str, delivered: int, read: int) -> None:
        """How far a tab has received and shown."""
        with self.request() as book:
            asides.saw(book, visitor_id, delivered, read)

    def visitor_typing(self, visitor_id: str, typing: bool) -> None:
        """The visitor types, or stopped."""
        with self.request() as book:
            asides.types(book, visitor_id, typing)

    def visitor_online(self, visitor_id: str, online: bool) -> None:
        """The visitor came or went."""
        with self.request() as book:
            asides.online(book, visitor_id, online)

    def rate(self, visitor_id: str, score: int, comment: str = "") -> None:
        """Rate the last interaction."""
        with self.request() as book:
            asides.rate(book, visitor_id, score, comment)

    def refuse_survey(self, visitor_id: str) -> None:
        """Be asked no more."""
        with self.request() as book:
            asides.refuse_survey(book, visitor_id)

    def leave(self, visitor_id: str) -> None:
        """End the chat."""
        with self.request() as book:
            asides.leave(book, visitor_id)

    def chat(self, visitor_id: str) -> VisitorChat:
        """Where the visitor stands."""
        with self.request() as book:
            return visits.standing(book, book.visitor(visitor_id))

    def chat_items(self, visitor_id: str, since: int = 0, limit: int = 500) -> tuple[ChatItem, ...]:
        """What the visitor may see of the current conversation."""
        with self.request() as book:
            return visits.items(book, visitor_id, since, limit)

    def has_item(self, conversation_id: str, seq: int, item_id: str) -> bool:
        """Whether the hub keeps this item in this place."""
        with self.request():
            return threads.item_id_at(self.storage, conversation_id, seq) == item_id

    def chat_state(self, visitor_id: str) -> ChatState:
        """The phase, the agent, the place in the queue."""
        with self.request() as book:
            one = book.visitor(visitor_id)
            return chat_news.chat_state(book, one, visits.thread_of(book, one))

    def telephones_here(self) -> bool:
        """Whether any agent's telephone is registered."""
        with self.request() as book:
            return bool(book.links.phones)

    def call_me_back(self, visitor_id: str, number: str) -> None:
        """The visitor would rather be called."""
        with self.request() as book:
            called_back.ask(book, visitor_id, number)

    def web_call_state(self, visitor_id: str) -> CallState | None:
        """How the visitor's call stands."""
        with self.request() as book:
            return pages.state_of(book, visitor_id)
