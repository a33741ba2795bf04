"""Work that is held until an opening, when the calendar of that opening changes.

Promises that each finds its moment anew in the transaction that changes the calendar, earlier or later, and is offered
at once where the house is open by now or never opens again, as it would be if it came at this moment; which calendar
it waits for is what the version of the rules says that decided it. Refuses to hold back again what waited for no
opening any more, and to touch times that are none of a calendar's: the next try of a callback, a page that is gone.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre import work
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import keeping
from agent_desktop.hub.routing.records import Requeued
from agent_desktop.hub.rules.evaluating import calendar_of, held_anew
from agent_desktop.hub.rules.reading import read
from agent_desktop.hub.storage import rules
from agent_desktop.model.base import Millis
from agent_desktop.model.rules import AfterHours, Plan, Rule


def calendar_changed(book: Book, calendar_id: str) -> None:
    """Hold what waits for an opening by this calendar until the moment that it says now."""
    waits = book.engine.deferred()
    versions: dict[int, dict[str, Rule]] = {}
    for key, plan in rules.plans_of(book.storage, waits).items():
        if plan.held_until is None or plan.held_until <= book.now:
            continue
        if plan.version not in versions:
            text = rules.version_text(book.storage, plan.version) or ""
            versions[plan.version] = {rule.id: rule for rule in read(text).rules}
        known = versions[plan.version]
        held = [
            known[one.rule]
            for one in plan.because
            if one.rule in known and known[one.rule].after_hours is AfterHours.HOLD
        ]
        if any(calendar_id == calendar_of(one) for one in held):
            until = held_anew(held, book.live.running.calendars, book.now)
            if until != plan.held_until:
                _hold(book, key, plan, until)


def _hold(book: Book, interaction_id: str, plan: Plan, until: Millis) -> None:
    before = plan.held_until or book.now
    rules.change_plan(book.storage, interaction_id, replace(plan, held_until=until))
    call = book.live.calls.get(interaction_id)
    if call is not None and call.not_before == before:
        keeping.put(book, replace(call, not_before=until))
    routed = book.engine.interaction(interaction_id)
    if routed is None or routed.not_before != before:
        return  # by hand it came out of waiting for the opening, or it waits for something else as well
    reserved = routed.sticky_until  # so long after the opening it is held for its agents
    if reserved is not None:
        reserved += until - before
        book.change_interaction(book.live.interactions[interaction_id], sticky_until=reserved)
    told = Requeued(
        interaction=interaction_id,
        preferred_agents=routed.preferred_agents,
        sticky_until=reserved,
        not_before=until,
    )
    work.ask(book, told)
