"""What an offer's card says, without a painter."""

from typing import NamedTuple

from agent_desktop.model.base import Millis
from agent_desktop.model.work import Channel, Offer, WhyYou
from agent_desktop.ui.kit import telephone_numbers
from agent_desktop.ui.kit.format import timer
from agent_desktop.ui.kit.networks import network_name
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr


class OfferWords(NamedTuple):
    """The card's lines. `facts` are (label, value) pairs, empty ones left out."""

    kind: str
    name: str
    about: str
    facts: tuple[tuple[str, str], ...]
    spoken: str


def offer_words(offer: Offer, now: Millis) -> OfferWords:
    """The words of `offer` at `now`."""
    queue = single_line(offer.queue_name)
    kind = _incoming(offer)
    kind = f"{kind} · {queue}" if queue else kind
    name, address = single_line(offer.customer_name), single_line(offer.address)
    if offer.channel is Channel.VOICE:
        address = telephone_numbers.shown(address)
        name = name or address
    name = name or tr("Visitor")
    waited = tr("waited {time}", time=timer(now - offer.arrived_at))
    about = " · ".join(
        part for part in (address, waited, single_line(offer.place)) if part and part != name
    )
    facts = (
        (tr("Reason"), single_line(offer.subject)),
        (tr("Why you"), why_you(offer)),
        (tr("Last time"), single_line(offer.last_time)),
    )
    shown = tuple(fact for fact in facts if fact[1])
    spoken = ", ".join((kind, name, about, *(f"{label}: {value}" for label, value in shown)))
    return OfferWords(kind, name, about, shown, spoken)


def ringing_words(offer: Offer, now: Millis, answers_at: Millis | None, ringer: str) -> str:
    """How a call is answered: by itself and when, else where it rings until the agent accepts; empty for no call."""
    if offer.channel is not Channel.VOICE:
        return ""
    if answers_at is not None:
        seconds = max(0, -(-(answers_at - now) // 1000))
        return tr("Answered by itself in {n} s, after a tone.", n=seconds)
    device = single_line(ringer, 60)
    return tr("Rings on {device} until you accept.", device=device) if device else ""


def why_you(offer: Offer) -> str:
    """The facts that routing used, in words: "Skill: Billing 4 · longest ready"."""
    return " · ".join(reason_words(reason.why, reason.detail) for reason in offer.reasons)


def _incoming(offer: Offer) -> str:
    network = network_name(single_line(offer.network, 40))
    if offer.channel is Channel.SOCIAL and network:
        if offer.public:
            return tr("Public post on {network}", network=network)
        return tr("New message on {network}", network=network)
    match offer.channel:
        case Channel.VOICE:
            return tr("Incoming call")
        case Channel.CHAT:
            return tr("Incoming chat")
        case Channel.EMAIL:
            return tr("New e-mail")
        case Channel.SMS:
            return tr("New SMS")
        case Channel.SOCIAL:
            return tr("New social message")
        case Channel.VIDEO:
            return tr("Incoming video call")


def reason_words(why: WhyYou, detail: str = "") -> str:
    """Why routing chose this agent; `detail` is the skill with its level, or the colleague's name."""
    match why:
        case WhyYou.SAME_AGENT:
            return tr("you spoke last time")
        case WhyYou.SKILL:
            return tr("Skill: {skill}", skill=single_line(detail)) if detail else tr("your skill")
        case WhyYou.LONGEST_IDLE:
            return tr("longest ready")
        case WhyYou.LEAST_LOADED:
            return tr("least busy")
        case WhyYou.ONLY_CANDIDATE:
            return tr("only you are free")
        case WhyYou.ASKED:
            return tr("{name} asks you", name=single_line(detail) or tr("A colleague"))
