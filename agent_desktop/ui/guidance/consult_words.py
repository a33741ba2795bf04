"""Consults about written work in words: what stands in the plate and the banner, and what became of one.

Pure: nothing here knows a widget.
"""

from agent_desktop.model.base import Millis
from agent_desktop.model.consulting import Consult, ConsultEnd, ConsultState
from agent_desktop.ui.kit.format import timer
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr


def customer(one: Consult) -> str:
    """Whom it is about."""
    return single_line(one.customer_name, 40) or tr("Unknown customer")


def plate(one: Consult, me: str) -> tuple[str, str]:
    """What stands above the composer: a strong line, and one below."""
    other = single_line(one.agent_name if one.by_id == me else one.by_name, 60)
    if one.by_id != me:
        title = tr("You help {name}. The customer sees nothing of you.", name=other)
        return title, tr("Write notes: {name} answers the customer.", name=other)
    if one.state is ConsultState.ASKED:
        looked = single_line(one.whom, 40)
        words = tr("You keep {customer} meanwhile.", customer=customer(one))
        if looked:
            return tr("Asking {name}, of {whom}…", name=other, whom=looked), words
        return tr("Asking {name}…", name=other), words
    words = tr("What you write to each other as notes stays in the team. {customer} is still yours.",
               customer=customer(one))  # fmt: skip
    return tr("{name} reads along and helps you.", name=other), words


def asked(one: Consult) -> tuple[str, str]:
    """What stands in the banner of who is asked."""
    title = tr("{name} asks you about {customer}.", name=single_line(one.by_name, 40),
               customer=customer(one))  # fmt: skip
    return title, single_line(one.question, 160) or single_line(one.queue_name, 40)


def left(one: Consult, now: Millis) -> str:
    """How long there is to answer."""
    return timer(max(0, (one.until or now) - now))


def ended(name: str, why: ConsultEnd) -> str:
    """What became of a consult for which we asked; `name` is the colleague."""
    return {
        ConsultEnd.LEFT: tr("{name} ended the consult; the customer is still yours.", name=name),
        ConsultEnd.DECLINED: tr("{name} declined to help now.", name=name),
        ConsultEnd.NO_ANSWER: tr("{name} did not answer.", name=name),
        ConsultEnd.GONE: tr("{name} is gone; the consult is over.", name=name),
        ConsultEnd.CUSTOMER_LEFT: tr("The customer left; the consult with {name} is over.", name=name),
    }.get(why, tr("The consult with {name} is over.", name=name))  # fmt: skip


def help_ended(name: str, why: ConsultEnd) -> str:
    """The same for who was asked; `name` is who had asked."""
    return {
        ConsultEnd.HANDED_OVER: tr("{name} handed the customer over to you.", name=name),
        ConsultEnd.CANCELLED: tr("{name} needs no more help.", name=name),
        ConsultEnd.NO_ANSWER: tr("{name} asked you, and you did not answer in time.", name=name),
        ConsultEnd.CUSTOMER_LEFT: tr("The customer of {name} left; your help is over.", name=name),
        ConsultEnd.MOVED: tr("{name} does not have the customer any more; your help is over.", name=name),
    }.get(why, tr("Your help for {name} is over.", name=name))  # fmt: skip
