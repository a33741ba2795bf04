"""The page of alerts: which figures of which queues are watched, where the lines are, and who is told beyond the board.

Promises to say how the last news by mail and to the web address went. Refuses to show a secret.
"""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_networks import Networks
from agent_desktop.model.alerts import (
    AlertFigure,
    AlertRule,
    AlertRules,
    AlertWay,
    KeepAlertRule,
    RemoveAlertRule,
)
from agent_desktop.model.base import Millis
from agent_desktop.ui.kit.format import moment
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.settings.book import Book, Words, queue_names
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.picking import KeptSecretRow
from agent_desktop.ui.settings.rows import FactRow, LinesRow, NumberRow, SwitchRow, TextRow
from agent_desktop.ui.settings.tables import PickRow, SomeRow
from agent_desktop.ui.supervisor.alert_words import figure_words
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import said, tr

_SECOND = 1_000
_WATCHED = tuple(one for one in AlertFigure if one is not AlertFigure.SURVEY)


def unit_words(figure: AlertFigure) -> str:
    """In what a line is drawn."""
    if figure is AlertFigure.LONGEST_WAIT:
        return tr("seconds")
    return tr("percent") if figure in (AlertFigure.SERVICE, AlertFigure.ABANDONED) else ""


def line_words(rule: AlertRule) -> str:
    """The line that raises, in words."""
    unit = unit_words(rule.figure)
    values = {"figure": figure_words(rule.figure), "n": rule.raise_at, "unit": unit}
    words = tr("{figure}: {n} {unit} or less", **values)
    return (words if rule.falls else tr("{figure}: {n} {unit} or more", **values)).replace(
        "  ", " "
    )


class AlertsBook(Book[AlertRule]):
    """See the module."""

    topic = Topic.ALERTS
    needs = (Topic.QUEUES, Topic.NETWORKS)
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
            about=tr("When leads are told that a queue needs them. They see it on the live board."),
            add=tr("Add an alert"),
            new=tr("New alert"),
            empty=tr("Nothing is watched yet."),
        )

    def form(self, theme: Theme) -> Form[AlertRule]:
        """See `Book`."""
        name = TextRow(theme, "name", tr("Name"), required=True)
        name.field.setMaxLength(80)
        on = SwitchRow(theme, "on", tr("In use"))
        figure = PickRow(theme, "figure", tr("Figure"), none=figure_words(AlertFigure.WAITING))
        options = [(one.value, _option(one)) for one in _WATCHED if one is not AlertFigure.WAITING]
        figure.set_options(options)
        queues = SomeRow(
            theme,
            "queues",
            tr("Queues"),
            tr("Each for itself; every queue, if none is chosen."),
            none=tr("No queues."),
        )
        lines = _lines(theme)
        mail_by = PickRow(theme, "mail_by", tr("Mail from"), none=tr("No mail"))
        mail_to = LinesRow(theme, "mail_to", tr("Mail to"), tr("One address a line."))
        hook = TextRow(
            theme,
            "hook",
            tr("Web address"),
            tr("It gets each alert and its end as JSON. It must begin with https://."),
            hint="https://",
        )
        secret = KeptSecretRow(
            theme,
            "hook_secret",
            tr("Secret"),
            tr("With it the header X-Agent-Desktop-Signature proves that the news are yours."),
            required=False,
        )
        told = FactRow(theme, "told", tr("Last news"), words=self._told_words)
        rows = (name, on, figure, queues, *lines, mail_by, mail_to, hook, secret, told)
        groups = (
            Group(theme, tr("What is watched"), (name, on, figure, queues)),
            Group(
                theme,
                tr("Lines"),
                lines,
                tr("Between the two lines nothing changes, so that alerts do not come and go."),
            ),
            Group(
                theme, tr("Who is told beyond the board"), (mail_by, mail_to, hook, secret, told)
            ),
        )
        return Form(theme, groups, rows, removes=True)

    def _told_words(self, value: object) -> tuple[str, Level | None]:
        ways = value if isinstance(value, tuple) else ()
        found = [one for one in ways if isinstance(one, AlertWay)]
        words = " ".join(way_words(one, self._now()) for one in found)
        bad = any(one.problem for one in found)
        return words or tr("Nothing was sent yet."), "danger" if bad else None

    def offer(self, form: Form[AlertRule], known: Administration) -> None:
        """See `Book`."""
        queues, mail = form.rows["queues"], form.rows["mail_by"]
        assert isinstance(queues, SomeRow)
        assert isinstance(mail, PickRow)
        queues.set_options(tuple(queue_names(known).items()))
        kept = known.topic(Topic.NETWORKS).kept
        entries = kept.entries if isinstance(kept, Networks) else ()
        mail.set_options([(one.id, one.name) for one in entries if one.network == "email"])

    def records(self, kept: Kept) -> Mapping[str, AlertRule]:
        """See `Book`."""
        assert isinstance(kept, AlertRules)
        return {one.id: one for one in kept.rules}

    def entry(self, record: AlertRule, known: Administration) -> Entry:
        """See `Book`."""
        names = queue_names(known)
        where = ", ".join(names.get(one, one) for one in record.queues) or tr("every queue")
        failed = any(one.problem for one in record.told)
        state = tr("Off") if not record.on else tr("Not told") if failed else ""
        return Entry(
            key=record.id,
            title=record.name,
            detail=f"{line_words(record)} · {where}",
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
        figure = AlertFigure(record.figure or AlertFigure.WAITING)  # the row knows its word alone
        secret = form.secret("hook_secret")
        return KeepAlertRule(rule=replace(record, figure=figure), before=before, secret=secret)

    def remove(self, record: AlertRule) -> Order:
        """See `Book`."""
        return RemoveAlertRule(rule_id=record.id)


def _option(figure: AlertFigure) -> str:
    unit = unit_words(figure)
    return f"{figure_words(figure)} ({unit})" if unit else figure_words(figure)


def way_words(way: AlertWay, now: Millis) -> str:
    """How telling by one way went last."""
    name = tr("Mail") if way.way == "mail" else tr("Web address")
    at = moment(way.at, now)
    if way.problem:
        again = tr("it is tried again") if way.state == "waiting" else tr("it was given up")
        return tr(
            "{way}, {at}: {why} ({again})", way=name, at=at, why=said(way.problem), again=again
        )
    sent = tr("on its way") if way.state == "waiting" else tr("sent")
    return tr("{way}, {at}: {sent}.", way=name, at=at, sent=sent)


def _lines(theme: Theme) -> tuple[NumberRow, ...]:
    """The rows of the two lines and their times."""
    return (
        NumberRow(theme, "raise_at", tr("Alert from"), tr("At this figure or beyond it.")),
        NumberRow(theme, "raise_ms", tr("For"), unit=tr("seconds"), scale=_SECOND),
        NumberRow(theme, "clear_at", tr("Over from"), tr("At this calmer figure or beyond it.")),
        NumberRow(theme, "clear_ms", tr("For"), unit=tr("seconds"), scale=_SECOND),
    )
