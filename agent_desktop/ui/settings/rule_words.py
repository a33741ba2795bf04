"""Routing rules as one reads them: what must be so, and what then happens, each in one line.

Promises the names that people gave, not ids. Refuses markup: the result is plain text.
"""

from collections.abc import Iterator, Mapping

from agent_desktop.model.rules import (
    FAULT_REMEDIES,
    FAULT_WORDS,
    AfterHours,
    Band,
    Fault,
    Hour,
    Overflow,
    Relaxed,
    Rule,
    RuleFault,
    Step,
)
from agent_desktop.model.work import Channel
from agent_desktop.ui.settings.line_rows import minutes_words
from agent_desktop.ui.settings.rule_rows import STEP_WORDS
from agent_desktop.ui.words import later, tr

CHANNELS = {
    Channel.VOICE: later("Calls"),
    Channel.CHAT: later("Chats"),
    Channel.EMAIL: later("E-mails"),
    Channel.SMS: later("SMS"),
    Channel.SOCIAL: later("Social"),
    Channel.VIDEO: later("Video"),
}
BANDS = {
    Band.TOP: later("the highest 5%"),
    Band.HIGH: later("the next 15%"),
    Band.USUAL: later("all others"),
}
Names = Mapping[str, str]


def fault_words(fault: RuleFault, names: Names | None = None) -> str:
    """What is wrong; queues of a circle by their `names`."""
    value = fault.value
    if fault.fault is Fault.CYCLE and names is not None:
        value = " → ".join(names.get(one, one) for one in value.split(" → "))
    return tr(FAULT_WORDS[fault.fault], value=value)


def mending_words(fault: RuleFault, names: Names | None = None) -> str:
    """What is wrong, and what can be done about it."""
    return f"{fault_words(fault, names)} {tr(FAULT_REMEDIES[fault.fault])}"


def _or(values: Iterator[str]) -> str:
    return " / ".join(values)


def conditions(rule: Rule, names: Names) -> Iterator[str]:
    """What must be so."""
    if rule.channels:
        yield _or(tr(CHANNELS[one]) for one in rule.channels)
    if rule.entry_points:
        yield tr("at {places}", places=_or(names.get(one, one) for one in rule.entry_points))
    if rule.queues:
        yield tr("for {queues}", queues=_or(names.get(one, one) for one in rule.queues))
    if rule.addresses:
        yield tr("from {addresses}", addresses=_or(iter(rule.addresses)))
    if rule.countries:
        yield tr("from {addresses}", addresses=_or(iter(rule.countries)))
    if rule.languages:
        yield tr("in {languages}", languages=_or(iter(rule.languages)))
    if rule.bands:
        yield tr("value: {bands}", bands=_or(tr(BANDS[one]) for one in rule.bands))
    if rule.vip is not None:
        yield tr("VIP") if rule.vip else tr("not VIP")
    if rule.tags:
        yield _or(iter(rule.tags))
    if rule.words:
        yield _or(f"“{one}”" for one in rule.words)
    if rule.calendar:
        calendar = names.get(rule.calendar, rule.calendar)
        if rule.hour is Hour.OPEN:
            yield tr("{calendar} open", calendar=calendar)
        else:
            yield tr("{calendar} closed", calendar=calendar)
    if rule.waiting is not None:
        yield tr("{n} or more wait", n=rule.waiting)


def _ring(one: Relaxed) -> str:
    minutes = minutes_words(one.after_ms)
    if one.level is None:
        return tr("{skill} until {minutes} min", skill=one.skill, minutes=minutes)
    return tr(
        "{skill} {level} after {minutes} min", skill=one.skill, level=one.level, minutes=minutes
    )


def _step(one: Overflow, names: Names) -> str:
    what = tr(STEP_WORDS[one.step])
    if one.target:
        target = names.get(one.target, one.target) if one.step is Step.ADD_QUEUE else one.target
        what = f"{what} {target}"
    if one.after_ms is not None:
        return tr("after {minutes} min {what}", minutes=minutes_words(one.after_ms), what=what)
    minutes = minutes_words(one.expected_ms or 0)
    return tr("expected wait over {minutes} min: {what}", minutes=minutes, what=what)


def actions(rule: Rule, names: Names) -> Iterator[str]:
    """What then happens."""
    if rule.queue:
        yield names.get(rule.queue, rule.queue)
    yield from (f"{skill} {level}" for skill, level in rule.skills.items())
    yield from (_ring(one) for one in rule.relaxed)
    if rule.points:
        yield tr("{n} points", n=f"{rule.points:+}")
    if rule.strict:
        yield tr("class {n}", n=rule.strict)
    if rule.same_agent:
        yield tr("the agent of last time")
    if rule.agents:
        yield _or(names.get(one, one) for one in rule.agents)
    yield from (_step(one, names) for one in rule.overflow)
    if rule.after_hours is AfterHours.HOLD:
        yield tr("waits for the opening")
    elif rule.after_hours is AfterHours.CLOSE:
        yield tr("ends at once")
    if rule.message:
        yield tr("says “{words}”", words=" ".join(rule.message.split()))
    if rule.tag:
        yield f"#{rule.tag}"
    if rule.go_on:
        yield tr("and looks at the next rules")


def sentence(rule: Rule, names: Names) -> str:
    """The whole rule in one line."""
    when = ", ".join(conditions(rule, names)) or tr("Everything")
    then = ", ".join(actions(rule, names)) or tr("as the queue says")
    return f"{when} → {then}"
