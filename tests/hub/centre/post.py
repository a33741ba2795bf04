"""A floor that messages of other networks reach: a mailbox, a number for texts, and a room."""

from typing import Any

from agent_desktop.hub.storage.networks import KeptNetwork
from agent_desktop.hub.storage.people import owner_of
from agent_desktop.hub.storage.settings import AgentProfile, EntryPointSettings
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.records import (
    Arrived,
    Letter,
)
from agent_desktop.model.commands import CompleteWrapUp, EndInteraction, SendMessage
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.timeline import (
    Conversation,
    Message,
)
from agent_desktop.model.work import Channel
from tests.hub.centre.floor import Floor

MAIL, TEXTS, ROOM = "mail", "texts", "room"
DAY = 24 * 3_600_000
LAYLA = Address(kind=AddressKind.EMAIL, value="Layla@Example.org")
PHONE = Address(kind=AddressKind.PHONE, value="+33 612 48 90 17")
HANDLE = Address(kind=AddressKind.HANDLE, value="@layla:example.org", network="matrix")
_NETWORKS = (
    (MAIL, Channel.EMAIL, "email", Limits(max_text=100_000, max_files=10, max_file_bytes=10_000)),
    (TEXTS, Channel.SMS, "smpp", Limits(max_text=1_000)),
    (ROOM, Channel.SOCIAL, "matrix", Limits(max_text=10_000, window_ms=DAY)),
)


class Post:
    """A floor that letters and messages reach. Anna is ready for every channel."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self._serial = 0
        for entry_id, channel, network, _ in _NETWORKS:
            floor.centre.define_entry_point(
                EntryPointSettings(
                    id=entry_id, channel=channel, name=entry_id.title(), queue_id="support"
                )
            )
            kept = KeptNetwork(entry_point_id=entry_id, network=network)
            floor.centre.define_network(kept)
        self.open_networks()
        capacity = dict.fromkeys((Channel.CHAT, Channel.EMAIL, Channel.SMS, Channel.SOCIAL), 5)
        floor.centre.define_agent(
            AgentProfile(id="anna", name="Anna", queues=("support",), capacity=capacity)
        )
        floor.ready("anna")

    def open_networks(self) -> None:
        """As the post office does when it opens an entry point: at first, and after each start."""
        for entry_id, _, _, limits in _NETWORKS:
            self.floor.centre.define_limits(entry_id, limits)

    def arrived(self, text: str = "Hello?", **about: Any) -> Arrived:
        self._serial += 1
        given = {
            "remote_id": f"r{self._serial}",
            "address": LAYLA,
            "text": text,
            "sent_at": self.floor.now,
            "name": "Layla",
            **about,
        }
        return Arrived(**given)

    def take(self, *news: Any, entry: str = MAIL, **memory: str) -> tuple[str, ...]:
        return self.floor.centre.take_news(entry, news, memory)

    def conversations(self) -> list[Conversation]:
        """All of them, by number."""
        found: dict[str, Conversation] = {}
        for address in (LAYLA, PHONE, HANDLE):
            value = address.value.lower().lstrip("@").replace(" ", "")
            row = self.floor.centre.storage
            with row.transaction():
                owner = owner_of(row, address.kind, value, address.network)
            if owner is not None:
                page = self.floor.centre.conversations(owner)
                found |= {one.id: one for one in page.conversations}
        return sorted(found.values(), key=lambda one: one.number)

    def only(self) -> Conversation:
        """The only conversation there is."""
        (one,) = self.conversations()
        return one

    def messages(self, conversation_id: str) -> list[Message]:
        page = self.floor.centre.timeline(conversation_id)
        return [one for one in page.items if isinstance(one, Message)]

    def answer(self, text: str = "Yes.", channel: Channel = Channel.EMAIL, **about: Any) -> Message:
        """Anna answers in the only conversation."""
        client_id = self.floor.id()
        command = SendMessage(
            client_id=client_id,
            conversation_id=about.pop("conversation_id", "") or self.only().id,
            channel=channel,
            text=text,
            **about,
        )
        sent = self.floor.ask("anna", command, client_id)
        assert isinstance(sent, Message)
        return sent

    def claim(self, entry: str = MAIL) -> Letter:
        letter = self.floor.centre.claim_letter(entry).letter
        assert letter is not None
        return letter

    def now(self, message: Message) -> Message:
        """A message as it is kept now."""
        (found,) = [one for one in self.messages(message.conversation_id) if one.id == message.id]
        return found


def begun(post: Post) -> Conversation:
    """Layla has written by mail, and Anna has it."""
    post.take(post.arrived("My lamp is broken.", subject="Lamp"))
    post.floor.accept("anna")
    return post.only()


def finished(post: Post) -> None:
    """Anna is done with what she has."""
    work = post.floor.held("anna")
    post.floor.ask("anna", EndInteraction(interaction_id=work.id))
    post.floor.ask("anna", CompleteWrapUp(interaction_id=work.id, disposition="solved"))
