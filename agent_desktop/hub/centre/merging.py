"""Edits and merges of customers, told to everyone who has them on the screen."""

from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.crm import customers
from agent_desktop.hub.journal.published import EVERYONE, for_agent
from agent_desktop.hub.storage import unions
from agent_desktop.hub.storage.unions import KeptUnion
from agent_desktop.model.commands import EditCustomer, MergeCustomers
from agent_desktop.model.errors import Refused
from agent_desktop.model.events import CustomerChanged, CustomersMerged
from agent_desktop.model.timeline import LineKind


def edit(book: Book, agent: LiveAgent, asked: EditCustomer) -> None:
    """Change what is known of a customer; the agent who did it hears of it in any case. Raises Refused, Conflict."""
    before = book.customer(asked.customer_id)
    changed = customers.edited(book.storage, before, replace_id(asked, before.id), book.now)
    hear = book.put_customer(changed)
    if agent.profile.id not in hear:
        book.tell(for_agent(agent.profile.id), CustomerChanged(customer=changed))


def replace_id(asked: EditCustomer, customer_id: str) -> EditCustomer:
    """The edit, of the customer that a merged one became."""
    return asked if asked.customer_id == customer_id else replace(asked, customer_id=customer_id)


def merge(book: Book, agent: LiveAgent, asked: MergeCustomers) -> None:
    """Two records are one person: everything of `merged_id` is `kept_id`'s from now on. Raises Refused."""
    kept, other = book.customer(asked.kept_id), book.customer(asked.merged_id)
    if kept.id == other.id:
        if asked.kept_id != asked.merged_id:
            return  # merged before
        raise Refused(
            "A customer cannot be merged with itself.",
            remedy="Choose another one.",
            field="merged_id",
            value=asked.merged_id,
        )
    if other.id != asked.merged_id:
        raise unknown("merged_id", asked.merged_id)  # merged into a third one before
    moved, browsers = unions.belongings(book.storage, other.id)
    result = customers.merged(book.storage, kept, other, book.now)
    unions.keep_union(
        book.storage,
        KeptUnion(
            kept=kept,
            merged=other,
            result=result,
            at=book.now,
            conversations=moved,
            visitors=browsers,
        ),
    )
    live = book.live
    live.customers.pop(other.id, None)
    live.customers[result.id] = result
    live.visitors = {
        key: replace(one, customer_id=result.id) if one.customer_id == other.id else one
        for key, one in live.visitors.items()
    }
    book.tell(EVERYONE, CustomersMerged(kept=result, merged_id=other.id))
    for thread in list(live.threads_of(other.id)):
        shown = replace(thread.shown, customer_id=result.id)
        thread.kept = replace(thread.kept, shown=shown)
        if thread.work:
            book.add_line(thread, LineKind.MERGED, agent.author, detail=other.name)
        book.put_thread(thread, thread.kept)
        for interaction_id in thread.work:
            one = live.interactions[interaction_id]
            book.show_interaction(one, customer_id=result.id)
            book.tell_interaction(one)
    book.put_customer(result)
