"""What an alert says on the screen. Pure."""

from agent_desktop.model.alerts import AgentState, Alert, AlertFigure
from agent_desktop.model.surveys import SCALES, SurveyKind
from agent_desktop.ui.kit.format import timer
from agent_desktop.ui.kit.marks import channel_word
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
        AlertFigure.IN_STATE: tr("Time in a state"),
        AlertFigure.SURVEY: tr("Low answers to surveys"),
        AlertFigure.LOCK: tr("The hub’s database"),
    }[figure]


def state_words(state: AgentState) -> str:
    """What a state of an agent is called."""
    return {
        AgentState.NOT_RESPONDING: tr("Not responding"),
        AgentState.AWAY: tr("Not ready (break, meal, meeting, busy)"),
        AgentState.TALKING: tr("In a call"),
        AgentState.HOLD: tr("Customer on hold"),
        AgentState.WRAP_UP: tr("Wrap-up"),
        AgentState.IDLE: tr("Ready without work"),
        AgentState.LINK_LOST: tr("Link lost"),
    }[state]


def _stands(state: AgentState | None, time: str) -> str:
    """Since when an agent is in a state, after the name."""
    match state:
        case AgentState.NOT_RESPONDING:
            return tr("not responding for {time}", time=time)
        case AgentState.TALKING:
            return tr("in a call for {time}", time=time)
        case AgentState.HOLD:
            return tr("a customer has been on hold for {time}", time=time)
        case AgentState.WRAP_UP:
            return tr("in wrap-up for {time}", time=time)
        case AgentState.IDLE:
            return tr("ready without work for {time}", time=time)
        case AgentState.LINK_LOST:
            return tr("the link has been lost for {time}", time=time)
        case _:
            return tr("not ready for {time}", time=time)


def place_words(alert: Alert) -> str:
    """What it is of: an agent, a team, a queue, the house; empty for an answer without a queue, and for the hub."""
    named = alert.agent_name or alert.team_name or alert.queue_name
    if not named and alert.figure not in (AlertFigure.SURVEY, AlertFigure.LOCK):
        named = tr("The whole house")
    place = single_line(named, 40)
    if not alert.channels:
        return place
    return f"{place} ({', '.join(channel_word(one) for one in alert.channels)})"


def score_words(kind: SurveyKind | None, score: int) -> str:
    """An answer with its scale, and which end of that is the good one; without a scale where nobody knows it."""
    if kind is None:
        return str(score)
    values = {"score": score, "of": SCALES[kind][1]}
    return {
        SurveyKind.CSAT: tr("{score} of {of} (CSAT, {of} is best)", **values),
        SurveyKind.NPS: tr("{score} of {of} (NPS, {of} is best)", **values),
        SurveyKind.CES: tr("{score} of {of} (CES, {of} is easiest)", **values),
    }[kind]


def remedy_words(alert: Alert) -> str:
    """What to do about it, where the alert itself knows."""
    if alert.figure is not AlertFigure.LOCK:
        return ""
    return tr(
        "It was {who}. Let nobody but the hub connect: REVOKE CONNECT ON DATABASE … FROM PUBLIC. The log says more.",
        who=single_line(alert.stranger, 120),
    )


def alert_words(alert: Alert) -> str:
    """What happened, in one sentence with what it is of."""
    place = place_words(alert)
    value = round(alert.value)
    match alert.figure:
        case AlertFigure.WAITING:
            said = plural(value, "{n} waits", "{n} wait")
        case AlertFigure.LONGEST_WAIT:
            said = tr("the first in line waits for {time}", time=timer(value * 1000))
        case AlertFigure.SERVICE:
            said = tr("{n}% were answered in time", n=value)
        case AlertFigure.ABANDONED:
            said = tr("{n}% gave up", n=value)
        case AlertFigure.READY:
            said = plural(value, "{n} agent is ready", "{n} agents are ready")
        case AlertFigure.IN_STATE:
            said = _stands(alert.state, timer(value * 1000))
        case AlertFigure.LOCK:
            said = tr(
                "Nobody was served for {time}: a stranger held the lock of the hub’s database",
                time=timer(value * 1000),
            )
        case _:
            comment = single_line(alert.comment, 120)
            said = tr("a customer answered {score}", score=score_words(alert.survey, value))
            said = tr("{said}: “{comment}”", said=said, comment=comment) if comment else said
    return tr("{place}: {said}", place=place, said=said) if place else said


def seen_words(alert: Alert) -> str:
    """Who looks after it; empty for nobody."""
    name = single_line(alert.seen_by, 40)
    return tr("{name} sees to it", name=name) if alert.seen_at is not None else ""
