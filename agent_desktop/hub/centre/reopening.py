"""Work that is held until an opening, when the calendar of that opening changes.

Promises that each finds its moment anew in the transaction that changes the calendar, earlier or later, and is offered
at once where the house is open by now or never opens again, as it would be if it came at this moment; which calendar
it waits for is what the version of the rules says that decided it. That who was told in writing when the house opens is
told once more when that changes by more than a few minutes, in that transaction, too. Refuses to hold back again what
waited for no opening any more, and to touch times that are none of a calendar's: the next try of a callback, a page
that is gone.
"""

from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre import automatic, work
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import keeping
from agent_desktop.hub.centre.openings import Versions, holding
from agent_desktop.hub.routing.records import Requeued
from agent_desktop.hub.rules.evaluating import calendar_of, held_anew
from agent_desktop.hub.rules.places_told import OPENS, sentences_with
from agent_desktop.hub.storage import rules
from agent_desktop.model.base import Millis
from agent_desktop.model.rules import Plan

AS_TOLD_MS: Final[Millis] = 5 * 60_000
"""An opening that is so little earlier or later is still what the customer was told."""


def calendar_changed(book: Book, calendar_id: str) -> None:
    """Hold what waits for an opening by this calendar until the moment that it says now."""
    waits = book.engine.deferred()
    versions: Versions = {}
    for key, plan in rules.plans_of(book.storage, waits).items():
        if plan.held_until is None or plan.held_until <= book.now:
            continue
        held = holding(book, plan, versions)
        if any(calendar_id == calendar_of(one) for one in held):
            until = held_anew(held, book.live.running.calendars, book.now)
            if until != plan.held_until:
                _hold(book, key, plan, until)


def _hold(book: Book, interaction_id: str, plan: Plan, until: Millis) -> None:
    before = plan.held_until or book.now
    plan = replace(plan, held_until=until)
    rules.change_plan(book.storage, interaction_id, plan)
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
    _tell(book, interaction_id, plan, until)


def _tell(book: Book, interaction_id: str, plan: Plan, until: Millis) -> None:
    """Who was told another opening is told this one, by the same sentences; who is asked at once is told none."""
    if plan.told_opening is None or until <= book.now:
        return
    if abs(until - plan.told_opening) <= AS_TOLD_MS:
        return
    thread = book.thread(book.live.interactions[interaction_id].shown.conversation_id)
    for words in plan.messages:
        # Filled here: it is by the moment that they name whether mails said these words before.
        told = automatic.told_now(book, sentences_with(words, OPENS), interaction_id)
        if told and automatic.say(book, thread, told, interaction_id) is not None:
            plan = replace(plan, told_opening=until)
    rules.change_plan(book.storage, interaction_id, plan)
