"""What customers tell of themselves, kept with where and when; agents say what is wrong of it.

Promises that nothing which an agent typed is overwritten: only an empty name or language is filled in; that who works
for the customer hears at once that there is something new; that what was called wrong is not believed again, and
leaves the profile where it came from there.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.crm import revealing
from agent_desktop.hub.storage import people, unions
from agent_desktop.hub.storage import revealed as kept_facts
from agent_desktop.hub.storage.revealed import Standing
from agent_desktop.model.people import Customer, Fact, FactKind
from agent_desktop.model.timeline import Message
from agent_desktop.model.unions import RejectFact

SHOWN = 12


def keep(
    book: Book, customer: Customer, message: Message, known_there: Mapping[str, str] | None = None
) -> None:
    """Keep what a message tells that was not told before, and what is `known_there`, where it was written; the profile
    learns what it lacks."""
    language, news = "", False
    for kind, value in revealing.told(known_there or {}, message.text, book.live.joining.orders):
        fact = Fact(
            kind=kind,
            value=value,
            channel=message.channel,
            at=message.sent_at,
            conversation_id=message.conversation_id,
        )
        before = kept_facts.standing(book.storage, customer.id, fact)
        if before is Standing.UNKNOWN:
            kept_facts.keep(book.storage, customer.id, fact)
            news = True
        if before is not Standing.WRONG and kind is FactKind.LANGUAGE:
            language = language or value
    known = book.customer(customer.id)
    if language and not known.language:
        known = replace(known, language=language)
        news = True
    if news:
        changed = replace(known, updated_at=book.now)
        people.keep_customer(book.storage, changed)
        book.put_customer(changed)


def facts_shown(book: Book, customer_id: str) -> tuple[Fact, ...]:
    """What a customer told that nobody called wrong, the newest first; of merged records too."""
    ids = [customer_id, *(one.merged.id for one in unions.unions_of(book.storage, customer_id))]
    return kept_facts.facts_of(book.storage, ids, SHOWN)


def reject(book: Book, agent: LiveAgent, asked: RejectFact) -> None:
    """It is wrong. Raises Refused for an unknown customer."""
    customer = book.customer(asked.customer_id)
    ids = [customer.id, *(one.merged.id for one in unions.unions_of(book.storage, customer.id))]
    kept_facts.reject(book.storage, ids, asked.kind, asked.value)
    if asked.kind is FactKind.LANGUAGE and customer.language == asked.value:
        changed = replace(customer, language="", updated_at=book.now)
        people.keep_customer(book.storage, changed)
        book.put_customer(changed)
