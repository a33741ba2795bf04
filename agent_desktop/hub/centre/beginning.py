"""An agent begins a conversation: its customer is found or made, and it is work in the agent's hands.

Promises the customer whom the address belongs to, and that nothing leaves before the agent writes. Refuses entry points
that reach nobody now, networks that let only customers begin, and addresses whose owner wants no more.
"""

from agent_desktop.hub.centre import opening, rearranging, talk, ways
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.crm import customers
from agent_desktop.hub.crm.addresses import normal
from agent_desktop.hub.storage import consents, threads
from agent_desktop.model.beginning import BeginConversation
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.people import Address
from agent_desktop.model.ways import ReplyWay, Route
from agent_desktop.model.work import Channel

_BEGIN = (Channel.EMAIL, Channel.SMS)
_SUBJECT = 300


def starts(book: Book) -> tuple[ReplyWay, ...]:
    """The entry points by which an agent can begin, in their order; the routes have no address."""
    return tuple(
        ReplyWay(
            channel=place.channel,
            route=Route(entry_point_id=place.id, network=network.network),
            name=place.name,
        )
        for place in book.live.entry_points.values()
        if place.channel in _BEGIN
        and (network := book.live.networks.get(place.id)) is not None
        and not network.paused
    )


def begin(book: Book, agent: LiveAgent, asked: BeginConversation) -> None:
    """Open it. Raises Refused, Conflict."""
    talk.check_client_id(asked.conversation_id)
    if threads.conversation(book.storage, asked.conversation_id) is not None:
        raise Conflict(
            "This id was used for something else before.",
            remedy="Send it again under a fresh id.",
            field="conversation_id",
            value=asked.conversation_id,
        )
    if all(one.route.entry_point_id != asked.entry_point_id for one in starts(book)):
        raise unknown("entry_point_id", asked.entry_point_id)
    place = book.live.entry_points[asked.entry_point_id]
    address = normal(Address(kind=ways.KINDS[place.channel], value=asked.address))
    if consents.given(book.storage, address) is False:
        raise Refused(
            "The customer asked not to be written to at this address.",
            remedy="Choose another way to answer.",
            field="address",
            value=address.value,
        )
    found = customers.find(book.storage, address)
    if found is not None:
        customer = book.customer(found)
    else:
        name = " ".join(asked.name.split())[: customers.MAX_NAME]
        customer = customers.create(book.storage, name, [address], book.now)
        book.live.customers[customer.id] = customer
    thread = opening.opened(
        book,
        customer,
        agent.author,
        channel=place.channel,
        entry_point_id=place.id,
        subject=" ".join(asked.subject.split())[:_SUBJECT],
        conversation_id=asked.conversation_id,
    )
    rearranging.in_hands(book, agent, thread, place.queue_id, None)
    book.put_thread(thread, thread.kept, author=agent.profile.id)
    book.put_customer(customer)
