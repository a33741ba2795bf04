"""What an administrator defines: queues, entry points, agents, outcome codes, saved replies. Live at once."""

from collections.abc import Collection, Sequence

from agent_desktop.hub.centre import attendance, handing_back, work
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import numbering
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveAgent, offline
from agent_desktop.hub.centre.routing import costs_of, profile_of, queue_defined
from agent_desktop.hub.centre.views import audiences, queue_shown, team_skills
from agent_desktop.hub.crm.customers import short
from agent_desktop.hub.journal.published import EVERYONE, AudiencesChanged, for_agent, for_queue
from agent_desktop.hub.routing.records import AgentSignedIn, AgentUpdated, CostsDefined
from agent_desktop.hub.storage import configuration, people
from agent_desktop.hub.storage.accounts import normal_email
from agent_desktop.hub.storage.settings import (
    AgentProfile,
    Capacity,
    EntryPointSettings,
    QueueSettings,
)
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.events import ColleagueChanged, PresenceChanged, QueueChanged
from agent_desktop.model.work import Channel, Disposition, SavedReply

MAX_ID = 64
MAX_CAPACITY = 50
MAX_UNITS = 10_000
MAX_COST = 1_000


def check_id(value: str, field: str = "id") -> None:
    if not 0 < len(value) <= MAX_ID or not value.isprintable() or " " in value:
        raise Refused(
            f"An id has 1 to {MAX_ID} visible characters without spaces.",
            remedy="Choose another one.",
            field=field,
            value=value,
        )


def check_name(value: str, field: str = "name") -> None:
    if not short(value, field):
        raise Refused("A name is needed.", remedy="Give one.", field=field, value=value)


def define_queue(book: Book, queue: QueueSettings) -> None:
    """Make a queue or change its rules. Raises Refused."""
    check_id(queue.id)
    check_name(queue.name)
    for field in ("wrap_up_ms", "max_waiting", "away_ms"):
        number = getattr(queue, field)
        if number is not None and number < 0:
            raise Refused("This cannot be negative.", field=field, value=str(number))
    work.ask(book, queue_defined(queue))
    configuration.keep_queue(book.storage, queue)
    before = book.live.queues.get(queue.id)
    book.live.queues[queue.id] = queue
    if before is not None and before.signature != queue.signature and before.name == queue.name:
        book.tell(for_queue(queue.id), QueueChanged(queue=queue_shown(book, queue.id)))
    if before is None or before.name != queue.name:
        book.tell(for_queue(queue.id), QueueChanged(queue=queue_shown(book, queue.id)))
        for one in list(book.live.interactions.values()):
            if one.shown.queue_id == queue.id:
                book.show_interaction(one, queue_name=queue.name)
                book.tell_interaction(one)
        tell_choices(book)  # customers can be sent to a queue by who does not serve it
    if before is not None and before.away_ms != queue.away_ms:
        for agent in book.live.agents.values():
            handing_back.watch(book, agent)


def define_entry_point(book: Book, entry_point: EntryPointSettings) -> None:
    """Make an entry point or change it; a retired one is back then. Raises Refused."""
    check_id(entry_point.id)
    check_name(entry_point.name)
    if entry_point.queue_id not in book.live.queues:
        raise unknown("queue_id", entry_point.queue_id)
    configuration.keep_entry_point(book.storage, entry_point)
    book.live.entry_points[entry_point.id] = entry_point
    book.live.retired_entry_points.pop(entry_point.id, None)


def define_costs(book: Book, costs: Capacity) -> None:
    """What one interaction of a channel takes of an agent's units; the usual for channels that are not named.

    Raises Refused.
    """
    for channel, cost in costs.items():
        if not 0 <= cost <= MAX_COST:
            raise Refused(
                f"One interaction costs 0 to {MAX_COST} units.",
                field="units",
                value=f"{channel} {cost}",
            )
    configuration.keep_costs(book.storage, costs)
    work.ask(book, CostsDefined(costs_of(costs)))


def costs(book: Book) -> Capacity:
    """What one interaction of each channel takes of an agent's units."""
    known = costs_of(configuration.kept_costs(book.storage))
    return {Channel(channel): cost for channel, cost in known.items()}


def define_agent(book: Book, profile: AgentProfile) -> None:
    """Make an agent or change the profile; who hears others from now on is told to start from a snapshot."""
    check_id(profile.id)
    check_name(profile.name)
    _check_email(book, profile)
    for queue_id in profile.queues:
        if queue_id not in book.live.queues:
            raise unknown("queue_id", queue_id)
    for channel, count in profile.capacity.items():
        if not 0 <= count <= MAX_CAPACITY:
            raise Refused(
                f"The capacity of a channel is 0 to {MAX_CAPACITY}.",
                field="capacity",
                value=f"{channel} {count}",
            )
    if not 0 < profile.units <= MAX_UNITS:
        raise Refused(
            f"An agent has 1 to {MAX_UNITS} units.", field="units", value=str(profile.units)
        )
    profile = numbering.with_extension(book, profile)
    known = book.live.agents.get(profile.id)
    if set(profile.skills) == set(known.profile.skills if known is not None else ()):
        _take_in(book, profile)
        return
    skills = team_skills(book)  # asks every agent: not for each of a large team that is taken over
    _take_in(book, profile)
    if team_skills(book) != skills:
        tell_choices(book)


def _take_in(book: Book, profile: AgentProfile) -> None:
    known = book.live.agents.get(profile.id)
    if known is None:
        known = LiveAgent(profile, book.journal.position, offline(profile.id, book.now))
        book.live.agents[profile.id] = known
        people.keep_agent(book.storage, profile, known.heard_from, book.now)
        people.keep_presence(book.storage, known.attendance)
        work.ask(book, AgentSignedIn(profile.id, profile_of(profile)))
        book.tell(EVERYONE, ColleagueChanged(agent=known.record))
        return
    before, shown = audiences(book, known), known.record
    known.profile = profile
    if known.record != shown:
        book.tell(EVERYONE, ColleagueChanged(agent=known.record))
    now = audiences(book, known)
    if now != before:
        hear_anew(book, (known,))
    people.keep_agent(book.storage, profile, known.heard_from, book.now)
    work.ask(book, AgentUpdated(profile.id, profile_of(profile)))
    attendance.tell_routing(book, known)


def _check_email(book: Book, profile: AgentProfile) -> None:
    email = normal_email(profile.email)
    for one in book.live.agents.values():
        if email and one.profile.id != profile.id and normal_email(one.profile.email) == email:
            raise Conflict(
                "Another agent has this e-mail address.",
                remedy="Choose another one.",
                field="email",
                value=profile.email,
            )


def define_disposition(book: Book, one: Disposition, position: int | None) -> None:
    """Make an outcome code or change its words; without a position it keeps its own, or stands last. Raises Refused."""
    check_id(one.code, "code")
    check_name(one.label, "label")
    if one.queue_id and one.queue_id not in book.live.queues:
        raise unknown("queue_id", one.queue_id)
    configuration.keep_disposition(book.storage, one, position)
    book.live.dispositions = {
        each.code: each for each in configuration.kept_dispositions(book.storage)
    }
    tell_choices(book)


def order_dispositions(book: Book, codes: Sequence[str]) -> None:
    """Let agents see the outcome codes in this order. Raises Refused unless each one is named once."""
    _check_order(codes, book.live.dispositions, "codes")
    for position, code in enumerate(codes):
        configuration.keep_disposition(book.storage, book.live.dispositions[code], position)
    book.live.dispositions = {code: book.live.dispositions[code] for code in codes}
    tell_choices(book)


def order_saved_replies(book: Book, shortcuts: Sequence[str]) -> None:
    """Let agents see the prepared texts in this order. Raises Refused unless each one is named once."""
    _check_order(shortcuts, book.live.saved_replies, "shortcuts")
    for position, shortcut in enumerate(shortcuts):
        configuration.keep_saved_reply(book.storage, book.live.saved_replies[shortcut], position)
    book.live.saved_replies = {one: book.live.saved_replies[one] for one in shortcuts}
    tell_choices(book)


def _check_order(wanted: Sequence[str], known: Collection[str], field: str) -> None:
    wrong = [one for one in wanted if one not in known or wanted.count(one) > 1]
    wrong += [one for one in known if one not in wanted]
    if wrong:
        raise Refused(
            "An order names each of them once.",
            remedy="Look at them again, then move them.",
            field=field,
            value=wrong[0],
        )


def define_saved_reply(book: Book, one: SavedReply, position: int | None) -> None:
    """Make a prepared text or change it; without a position it keeps its own, or stands last. Raises Refused."""
    check_id(one.shortcut, "shortcut")
    configuration.keep_saved_reply(book.storage, one, position)
    book.live.saved_replies = {
        each.shortcut: each for each in configuration.kept_saved_replies(book.storage)
    }
    tell_choices(book)


def tell_choices(book: Book) -> None:
    """What desks learn from snapshots alone changed, such as outcome codes, or where customers can be sent: each desk
    begins from one, now or when it comes."""
    hear_anew(book, book.live.agents.values())
    people.hear_from(book.storage, book.journal.position)


def hear_anew(book: Book, agents: Collection[LiveAgent]) -> None:
    """These agents' desks begin from a snapshot. The caller keeps `heard_from`."""
    for agent in agents:
        # an entry moves the position, so that desks which left at the newest one are behind it
        book.tell(for_agent(agent.profile.id), PresenceChanged(presence=agent.presence))
    for agent in agents:
        agent.heard_from = book.journal.position
        changed = AudiencesChanged(audiences=tuple(sorted(audiences(book, agent))))
        book.journal.pass_on(book.now, for_agent(agent.profile.id), changed)
