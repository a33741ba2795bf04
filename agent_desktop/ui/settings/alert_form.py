"""The form of a rule of alerts: what is watched, where the lines are, who is told beyond the board.

Promises that only those fields are seen that mean something for what was chosen; that nobody is offered what they do
not lead. Refuses to show a secret.
"""

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from agent_desktop.model.alerts import (
    AgentState,
    AlertFigure,
    AlertOver,
    AlertRule,
    AlertRules,
    AlertWay,
)
from agent_desktop.model.base import Millis
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit.format import moment
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.settings.alert_lines import lines
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.number_rows import CHANNEL_NAMES
from agent_desktop.ui.settings.picking import KeptSecretRow
from agent_desktop.ui.settings.rows import FactRow, LinesRow, SwitchRow, TextRow
from agent_desktop.ui.settings.tables import PickRow, SomeRow
from agent_desktop.ui.supervisor.alert_words import figure_words, state_words
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import said, tr

_LONGEST: Final = 60
_OTHERS: Final = tuple(
    one for one in AlertFigure if one not in (AlertFigure.LOCK, AlertFigure.WAITING)
)
_CHANNELS: Final = (Channel.VOICE, Channel.CHAT, Channel.EMAIL, Channel.SMS, Channel.SOCIAL)


def over_words(over: AlertOver) -> str:
    """What a figure can be of."""
    return {
        AlertOver.QUEUES: tr("Each queue"),
        AlertOver.TEAMS: tr("Each team"),
        AlertOver.HOUSE: tr("The whole house"),
    }[over]


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


def _answers() -> str:
    return tr(
        "Each survey says what is low, and leads see it on the board; here stands who is told besides."
    )


def _between() -> str:
    return tr("Between the two lines nothing changes, so that alerts do not come and go.")


class AlertForm(Form[AlertRule]):
    """See the module. `now` is the backend's time."""

    def __init__(self, theme: Theme, now: Callable[[], Millis]) -> None:
        self._now = now
        self._whole = False
        name = TextRow(theme, "name", tr("Name"), required=True)
        name.field.setMaxLength(80)
        on = SwitchRow(theme, "on", tr("In use"))
        self.figure = PickRow(
            theme, "figure", tr("Figure"), _answers(), none=figure_words(AlertFigure.WAITING)
        )
        self.figure.set_options([(one.value, figure_words(one)) for one in _OTHERS])
        self.states = SomeRow(
            theme,
            "states",
            tr("States"),
            tr("Told of each agent for itself, once the time is over."),
            options=[(one.value, state_words(one)) for one in AgentState],
        )
        self.over = PickRow(theme, "over", tr("Of"), none=over_words(AlertOver.QUEUES))
        self.queues = SomeRow(
            theme,
            "queues",
            tr("Queues"),
            tr("Each for itself. None chosen: every queue, which administrators alone may watch."),
            none=tr("No queues."),
        )
        self.teams = SomeRow(
            theme,
            "teams",
            tr("Teams"),
            tr("Their members, and who waits in queues that these serve."),
            none=tr("There are no teams to choose from."),
        )
        self.channels = SomeRow(
            theme,
            "channels",
            tr("Channels"),
            tr("All, if none is chosen."),
            options=[(one.value, tr(CHANNEL_NAMES[one])) for one in _CHANNELS],
        )
        watched = (
            *(name, on, self.figure, self.states),
            *(self.over, self.queues, self.teams, self.channels),
        )
        self._lines = lines(theme)
        self._drawn = Group(theme, tr("Lines"), self._lines, _between())
        ways = self._ways(theme)
        groups = (
            Group(theme, tr("What is watched"), watched),
            self._drawn,
            Group(theme, tr("Who is told beyond the board"), ways),
        )
        super().__init__(theme, groups, (*watched, *self._lines, *ways), removes=True)

    def _ways(
        self, theme: Theme
    ) -> tuple[PickRow | LinesRow | TextRow | KeptSecretRow | FactRow, ...]:
        self.mail_by = PickRow(theme, "mail_by", tr("Mail from"), none=tr("No mail"))
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
        return (self.mail_by, mail_to, hook, secret, told)

    def offer(self, kept: AlertRules) -> None:
        """What can be chosen."""
        self._whole = kept.whole
        for row, found in ((self.queues, kept.queues), (self.teams, kept.teams)):
            row.set_options([(one.id, single_line(one.name, _LONGEST)) for one in found])
        mailboxes = [(one.id, single_line(one.name, _LONGEST)) for one in kept.mailboxes]
        self.mail_by.set_options(mailboxes)
        others = (AlertOver.TEAMS, AlertOver.HOUSE) if kept.whole else (AlertOver.TEAMS,)
        self.over.set_options([(one.value, over_words(one)) for one in others])
        self._follow()

    def show_record(self, record: AlertRule) -> None:
        """Show a rule's values, in the unit of its figure. See `Form`."""
        for value in (self._lines[0], self._lines[2]):
            value.measure(record.figure)
        super().show_record(record)
        self._follow()

    def kept(self, record: AlertRule, name: str) -> object:
        """What stands first in a list has no key there. See `Form`."""
        value = super().kept(record, name)
        return "" if value in (AlertFigure.WAITING, AlertOver.QUEUES) else value

    def chosen(self, record: AlertRule) -> AlertRule:
        """The rule with what the rows know by a word alone; of states there is one line and no second one."""
        figure = AlertFigure(record.figure or AlertFigure.WAITING)
        over = AlertOver(record.over or AlertOver.QUEUES)
        made = replace(
            record,
            figure=figure,
            over=over,
            queues=record.queues if over is AlertOver.QUEUES else (),
            teams=record.teams if over is AlertOver.TEAMS else (),
        )
        if figure is AlertFigure.IN_STATE:
            return replace(made, clear_at=0, raise_ms=0, clear_ms=0, channels=())
        if figure is AlertFigure.SURVEY:
            return replace(made, states=(), channels=())
        return replace(made, states=())

    def _edited(self) -> None:
        self._follow()
        super()._edited()

    def _follow(self) -> None:
        """Show what means something with what is chosen."""
        in_state = self.figure.value() == AlertFigure.IN_STATE
        answers = self.figure.value() == AlertFigure.SURVEY
        self.figure.about.setVisible(answers)
        if (in_state or answers) and not self.over.value():
            self.over.show_value(AlertOver.TEAMS)
        over = self.over.value()
        self.states.setVisible(in_state)
        self.channels.setVisible(not (in_state or answers))
        self._drawn.setVisible(not answers)
        self.queues.setVisible(not over)
        self.teams.setVisible(over == AlertOver.TEAMS)
        raise_at, *others = self._lines
        for row in others:
            row.setVisible(not in_state)
        figure = AlertFigure(self.figure.value() or AlertFigure.WAITING)
        for value in (self._lines[0], self._lines[2]):
            value.measure(figure)
        raise_at.label.setText(tr("Longer than") if in_state else tr("Alert from"))
        raise_at.about.setVisible(not in_state)
        self._drawn.title.setText(tr("How long") if in_state else tr("Lines"))
        ends = tr("The alert is over when the agent leaves the state.")
        self._drawn.about.setText(ends if in_state else _between())

    def _told_words(self, value: object) -> tuple[str, Level | None]:
        ways = value if isinstance(value, tuple) else ()
        found = [one for one in ways if isinstance(one, AlertWay)]
        words = " ".join(way_words(one, self._now()) for one in found)
        bad = any(one.problem for one in found)
        return words or tr("Nothing was sent yet."), "danger" if bad else None
