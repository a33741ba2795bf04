"""What an alert says on the screen. Pure."""

from agent_desktop.model.alerts import Alert, AlertFigure
from agent_desktop.ui.kit.format import timer
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import plural, tr


def figure_words(figure: AlertFigure) -> str:
    """What a figure is called."""
    return {
        AlertFigure.WAITING: tr("Waiting"),
        AlertFigure.LONGEST_WAIT: tr("Longest wait"),
        AlertFigure.SERVICE: tr("Answered in time"),
        AlertFigure.ABANDONED: tr("Gave up"),
        AlertFigure.READY: tr("Ready agents"),
        AlertFigure.SURVEY: tr("Survey"),
    }[figure]


def alert_words(alert: Alert) -> str:
    """What happened, in one sentence with the queue."""
    queue = single_line(alert.queue_name, 40)
    value = round(alert.value)
    match alert.figure:
        case AlertFigure.WAITING:
            said = plural(value, "{n} waits", "{n} wait")
        case AlertFigure.LONGEST_WAIT:
            said = tr("the first in line waits for {time}", time=timer(value * 1000))
        case AlertFigure.SERVICE:
            said = tr("{n} % were answered in time", n=value)
        case AlertFigure.ABANDONED:
            said = tr("{n} % gave up", n=value)
        case AlertFigure.READY:
            said = plural(value, "{n} agent is ready", "{n} agents are ready")
        case _:
            comment = single_line(alert.comment, 120)
            said = tr("a customer answered {n}", n=value)
            said = tr("{said}: “{comment}”", said=said, comment=comment) if comment else said
    return tr("{queue}: {said}", queue=queue, said=said) if queue else said


def seen_words(alert: Alert) -> str:
    """Who looks after it; empty for nobody."""
    name = single_line(alert.seen_by, 40)
    return tr("{name} sees to it", name=name) if alert.seen_at is not None else ""
