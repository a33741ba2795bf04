"""The page of alerts: which figures are watched, of what, and whether who is to be told was told.

Promises to say how the last news by mail and to the web address went. The form stands in `alert_form`.
"""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.alerts import (
    AlertFigure,
    AlertOver,
    AlertRule,
    AlertRules,
    KeepAlertRule,
    RemoveAlertRule,
)
from agent_desktop.model.base import Millis
from agent_desktop.ui.kit.marks import channel_word
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.settings.alert_form import AlertForm
from agent_desktop.ui.settings.alert_lines import value_words
from agent_desktop.ui.settings.book import Book, Words
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.form import Form
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.supervisor.alert_words import figure_words, state_words
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


def line_words(rule: AlertRule) -> str:
    """The line that raises, in words."""
    figure, value = figure_words(rule.figure), value_words(rule.figure, rule.raise_at)
    if rule.figure is AlertFigure.IN_STATE:
        states = ", ".join(map(state_words, rule.states))
        return tr("{states}: longer than {time}", states=states, time=value)
    if rule.figure is AlertFigure.SURVEY:
        return figure
    if rule.falls:
        return tr("{figure}: {value} or less", figure=figure, value=value)
    return tr("{figure}: {value} or more", figure=figure, value=value)


class AlertsBook(Book[AlertRule]):
    """See the module."""

    topic = Topic.ALERTS
    kind = AlertRule
    told = ("told", "has_hook_secret")
    removes = True
    every_s = 10

    def __init__(self, now: Callable[[], Millis]) -> None:
        self._now = now

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Alerts"),
            icon="triangle-alert",
            about=tr(
                "When leads are told that somebody needs them. They see it on the live board."
            ),
            add=tr("Add an alert"),
            new=tr("New alert"),
            empty=tr("Nothing is watched yet."),
        )

    def form(self, theme: Theme) -> Form[AlertRule]:
        """See `Book`."""
        return AlertForm(theme, self._now)

    def offer(self, form: Form[AlertRule], known: Administration) -> None:
        """See `Book`."""
        assert isinstance(form, AlertForm)
        kept = known.topic(Topic.ALERTS).kept
        if isinstance(kept, AlertRules):
            form.offer(kept)

    def records(self, kept: Kept) -> Mapping[str, AlertRule]:
        """See `Book`."""
        assert isinstance(kept, AlertRules)
        return {one.id: one for one in kept.rules}

    def entry(self, record: AlertRule, known: Administration) -> Entry:
        """See `Book`."""
        failed = any(one.problem for one in record.told)
        state = tr("Off") if not record.on else tr("Not told") if failed else ""
        where = [_where(record, known), *map(channel_word, record.channels)]
        return Entry(
            key=record.id,
            title=record.name,
            detail=f"{line_words(record)} · {', '.join(where)}",
            icon="triangle-alert",
            state=state,
            level="danger" if failed and record.on else "warn" if state else None,
        )

    def blank(self) -> AlertRule:
        """See `Book`."""
        return AlertRule(id="")

    def named(self, record: AlertRule, chance: str) -> AlertRule:
        """See `Book`."""
        return replace(record, id=id_of(record.name, chance))

    def key(self, record: AlertRule) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: AlertRule) -> str:
        """See `Book`."""
        return record.name

    def keep(self, record: AlertRule, before: AlertRule | None, form: Form[AlertRule]) -> Order:
        """See `Book`."""
        assert isinstance(form, AlertForm)
        secret = form.secret("hook_secret")
        return KeepAlertRule(rule=form.chosen(record), before=before, secret=secret)

    def remove(self, record: AlertRule) -> Order:
        """See `Book`."""
        return RemoveAlertRule(rule_id=record.id)


def _where(rule: AlertRule, known: Administration) -> str:
    """What a rule is of, by name."""
    if rule.over is AlertOver.HOUSE:
        return tr("the whole house")
    kept = known.topic(Topic.ALERTS).kept
    names: dict[str, str] = {}
    if isinstance(kept, AlertRules):
        names = {one.id: one.name for one in (*kept.queues, *kept.teams)}
    teams = rule.over is AlertOver.TEAMS
    chosen = rule.teams if teams else rule.queues
    found = ", ".join(single_line(names.get(one, one), 40) for one in chosen)
    return found or (tr("every team") if teams else tr("every queue"))
