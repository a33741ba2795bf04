"""What an administrator takes away: queues, websites' chats, outcome codes, saved replies, skills.

Promises that nothing goes while it is in use, and that the refusal names what uses it; that past work stays readable,
because queues, chats and outcome codes are retired: gone from every choice, kept under their names, and back when they
are defined again; that every desk hears of it, those that are away when they come. Saved replies are forgotten: their
texts are in the messages. Chats of a retired website that are open go to their end. Each function raises Refused.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from agent_desktop.hub.centre import definitions, work
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.routing.records import QueueRemoved
from agent_desktop.hub.rules.running import leads_to
from agent_desktop.hub.storage import configuration
from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

NAMED = 5
"""So many of those who use a thing are named in a refusal."""


def remove_queue(book: Book, queue_id: str) -> None:
    """Retire a queue in which nothing lives, that nobody serves and nothing leads to."""
    live = book.live
    queue = live.queues.get(queue_id)
    if queue is None:
        raise unknown("queue_id", queue_id)
    inside = sum(one.shown.queue_id == queue_id for one in live.interactions.values())
    guests = book.engine.guests(queue_id)
    entries = [one.name for one in live.entry_points.values() if one.queue_id == queue_id]
    codes = [one.label for one in live.dispositions.values() if one.queue_id == queue_id]
    agents = [one.profile.name for one in live.agents.values() if queue_id in one.profile.queues]
    rules = [one.name or one.id for one in live.running.rules if queue_id in leads_to(one)]
    _refuse_if_used(
        later(f"The queue “{queue.name}” is in use."),
        queue_id,
        later(f"Interactions that wait in it or are worked on: {inside}.") if inside else "",
        later(f"Interactions of other queues that wait or waited in it: {guests}.")
        if guests
        else "",
        later(f"Entry points that lead to it: {_names(entries)}.") if entries else "",
        later(f"Agents who serve it: {_names(agents)}.") if agents else "",
        later(f"Outcomes that it alone has: {_names(codes)}.") if codes else "",
        later(f"Routing rules that lead to it: {_names(rules)}.") if rules else "",
    )
    work.ask(book, QueueRemoved(queue_id))
    configuration.retire_queue(book.storage, queue_id)
    del live.queues[queue_id]
    definitions.tell_choices(book)


def remove_entry_point(book: Book, entry_point_id: str) -> None:
    """Retire a website's chat: nobody new comes by it, and it is gone from every choice."""
    live = book.live
    place = live.entry_points.get(entry_point_id)
    if place is None:
        raise unknown("id", entry_point_id)
    if entry_point_id in live.networks:
        raise Refused(
            f"“{place.name}” reaches a network.",
            remedy="Remove it among the entry points of networks.",
            field="id",
            value=entry_point_id,
        )
    retired = replace(place, retired=True, paused=False)
    configuration.keep_entry_point(book.storage, retired)
    del live.entry_points[entry_point_id]
    live.retired_entry_points[entry_point_id] = retired


def remove_disposition(book: Book, code: str) -> None:
    """Retire an outcome code, unless it is the last of a queue that asks for one."""
    live = book.live
    gone = live.dispositions.get(code)
    if gone is None:
        raise unknown("code", code)
    others = [one for one in live.dispositions.values() if one is not gone]
    stranded = [
        queue.name
        for queue in live.queues.values()
        if queue.wrap_up_required
        and gone.queue_id in ("", queue.id)
        and not any(one.queue_id in ("", queue.id) for one in others)
    ]
    _refuse_if_used(
        later(f"The outcome “{gone.label}” is in use."),
        code,
        later(f"It is the last one of queues that ask for one: {_names(stranded)}.")
        if stranded
        else "",
    )
    configuration.retire_disposition(book.storage, code)
    del live.dispositions[code]
    definitions.tell_choices(book)


def remove_saved_reply(book: Book, shortcut: str) -> None:
    """Forget a prepared text."""
    if shortcut not in book.live.saved_replies:
        raise unknown("shortcut", shortcut)
    configuration.forget_saved_reply(book.storage, shortcut)
    del book.live.saved_replies[shortcut]
    definitions.tell_choices(book)


def remove_skill(book: Book, skill: str) -> None:
    """Take a skill from every agent, unless a queue or somebody who waits or is served asks for it."""
    live = book.live
    having = [one.profile for one in live.agents.values() if skill in one.profile.skills]
    asking = [one.name for one in live.queues.values() if skill in one.skills]
    waiting = sum(skill in one.shown.skills for one in live.interactions.values())
    rules = [one.name or one.id for one in live.running.rules if skill in one.skills]
    if not having and not asking and not waiting:
        raise unknown("skill", skill)
    _refuse_if_used(
        later(f"The skill “{skill}” is in use."),
        skill,
        later(f"Interactions that wait or are worked on with it: {waiting}.") if waiting else "",
        later(f"Queues that ask for it: {_names(asking)}.") if asking else "",
        later(f"Routing rules that ask for it: {_names(rules)}.") if rules else "",
    )
    for profile in having:
        left = {name: level for name, level in profile.skills.items() if name != skill}
        definitions.define_agent(book, replace(profile, skills=left))


def _names(names: Sequence[str]) -> str:
    """The first of them, and how many there are besides: "Ann, Ben, +4"."""
    more = [f"+{len(names) - NAMED}"] if len(names) > NAMED else []
    return ", ".join([*names[:NAMED], *more])


def _refuse_if_used(told: str, value: str, *uses: str) -> None:
    """`uses` are sentences; those that are empty say nothing."""
    words = " ".join(use for use in uses if use)
    if words:
        message = f"{told} {words}"  # each sentence is translated for itself
        raise Refused(message, remedy="Change or finish these first.", field="id", value=value)
