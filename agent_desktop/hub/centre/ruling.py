"""The rules that run: read at the start, asked when an interaction begins, kept with what they decided.

Promises that a plan never names what the house does not have any more: such work goes where it would have gone without
rules. Refuses to route; what rules leave open is the queue's.
"""

from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.rules.evaluating import Arrival
from agent_desktop.hub.rules.reading import read
from agent_desktop.hub.rules.running import Bounds, Running, band_of
from agent_desktop.hub.storage import configuration, rules
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.voice.dialplan import region_of
from agent_desktop.model.base import Millis
from agent_desktop.model.calendars import Calendar, Calendars
from agent_desktop.model.people import AddressKind, Customer
from agent_desktop.model.rules import Plan, Step
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel

CALENDARS: Final = "calendars"
RUNNING: Final = "rules.running"
"""The settings in which the calendars, and the number of the running version, are kept."""
BOUNDS_MS: Final[Millis] = 3_600_000
DAY_MS: Final[Millis] = 86_400_000
_KINDS: Final = {
    Channel.VOICE: AddressKind.PHONE,
    Channel.SMS: AddressKind.PHONE,
    Channel.EMAIL: AddressKind.EMAIL,
    Channel.CHAT: AddressKind.EMAIL,
    Channel.SOCIAL: AddressKind.HANDLE,
}
_calendars = msgspec.json.Decoder(Calendars).decode


def calendars_of(storage: Storage) -> dict[str, Calendar]:
    """The calendars of the house by their ids, in their order."""
    try:
        kept = _calendars(configuration.setting(storage, CALENDARS) or "{}")
    except msgspec.MsgspecError:
        kept = Calendars()
    return {one.id: one for one in kept.calendars}


def running_number(storage: Storage) -> int:
    """The number of the version that runs, 0 for none."""
    return int(configuration.setting(storage, RUNNING) or 0)


def running_of(storage: Storage) -> Running:
    """What runs: a version that was published, or no rules."""
    number = running_number(storage)
    text = rules.version_text(storage, number) or ""
    return Running(rules=read(text).rules, version=number, calendars=calendars_of(storage))


def facts(
    customer: Customer,
    message: Message | None,
    *,
    at: Millis,
    channel: Channel,
    queue: str,
    entry_point: str,
    number: str,
    bounds: Bounds | None,
) -> Arrival:
    """What rules are told: of a call the `number`, of a message its address; else the customer's own of that kind."""
    address = number or (message.route.address if message is not None else "")
    if not address:
        kind = _KINDS.get(channel)
        address = next((one.value for one in customer.addresses if one.kind is kind), "")
    return Arrival(
        at=at,
        channel=channel,
        queue=queue,
        entry_point=entry_point,
        address=address,
        country=_country(address, customer),
        language=customer.language,
        band=band_of(customer.lifetime_value, bounds),
        vip=customer.vip,
        tags=customer.attributes,
        text=_words(message),
    )


def _country(address: str, customer: Customer) -> str:
    """The country of the number that is used, else of the customer's first one."""
    phones = (one.value for one in customer.addresses if one.kind is AddressKind.PHONE)
    return region_of((address, *phones))


def _words(message: Message | None) -> str:
    if message is None:
        return ""
    subject = "" if message.mail is None else message.mail.subject
    return f"{subject}\n{message.text}"


def planned(
    book: Book,
    customer: Customer,
    message: Message | None,
    *,
    interaction_id: str,
    channel: Channel,
    queue_id: str,
    entry_point_id: str,
) -> Plan:
    """What the running rules make of an interaction that begins; kept with it where any rule held."""
    call = book.live.calls.get(interaction_id)
    plan = foreseen(
        book,
        customer,
        message,
        channel=channel,
        queue_id=queue_id,
        entry_point_id=entry_point_id,
        number="" if call is None else call.number,
    )
    if plan.because:
        rules.keep_plan(book.storage, interaction_id, plan)
    return plan


def foreseen(
    book: Book,
    customer: Customer,
    message: Message | None,
    *,
    channel: Channel,
    queue_id: str,
    entry_point_id: str,
    number: str = "",
) -> Plan:
    """What the running rules would make of it, which is kept nowhere."""
    running = book.live.running
    if not running.rules:
        return Plan(queue=queue_id)
    known = bounds(book) if running.asks_value else None
    arrival = facts(
        customer,
        message,
        at=book.now,
        channel=channel,
        queue=queue_id,
        entry_point=entry_point_id,
        number=number,
        bounds=known,
    )
    return possible(book, running.plan(arrival, book.engine.waiting), arrival)


def bounds(book: Book) -> Bounds | None:
    """Where the bands of customers' values begin; looked up once in an hour."""
    known = book.live.value_bounds
    if known is None or book.now - known[0] >= BOUNDS_MS:
        known = book.live.value_bounds = (book.now, rules.value_bounds(book.storage))
    return known[1]


def possible(book: Book, plan: Plan, arrival: Arrival) -> Plan:
    """The plan without what is gone from the house, or is full."""
    queues, agents = book.live.queues, book.live.agents
    steps = (one for one in plan.overflow if one.step is not Step.ADD_QUEUE or one.target in queues)
    return replace(
        plan,
        queue=plan.queue if _has_room(book, plan.queue) else arrival.queue,
        agents=tuple(one for one in plan.agents if one in agents),
        overflow=tuple(steps),
    )


def _has_room(book: Book, queue_id: str) -> bool:
    queue = book.live.queues.get(queue_id)
    if queue is None:
        return False
    return queue.max_waiting is None or book.engine.waiting(queue_id) < queue.max_waiting


def points(book: Book, plan: Plan, priority: int) -> int:
    """The points of priority: those that the work brings, else its queue's, and the rules' on top."""
    if plan.points is None:
        return priority
    return (priority or book.live.queues[plan.queue].priority) + plan.points


def preferred(plan: Plan, last: str | None) -> str | None:
    """Who is asked first: the agent of last time, unless rules say otherwise, else the first that rules name."""
    if not follows(plan):
        last = None
    return last or next(iter(plan.agents), None)


def follows(plan: Plan) -> bool:
    """Whether a call goes to the agent to whom its customer's chat is just being offered: where rules name others, or
    do not want the same agent, it does not."""
    return not plan.agents if plan.same_agent is None else plan.same_agent


def not_before(book: Book, plan: Plan) -> Millis:
    """The moment before which nobody is offered it. What ends at once is offered to nobody."""
    if plan.closed:
        return book.now + DAY_MS
    return plan.held_until or 0


def held(plans: Mapping[str, Plan]) -> dict[str, Millis]:
    """Which of these are, or were, not offered before a moment; their waiting counts from then."""
    return {key: plan.held_until for key, plan in plans.items() if plan.held_until is not None}
