"""Alerts: the lines that leads draw through live figures, and what is told when one is crossed.

Promises two lines for each rule, one that raises and a calmer one that clears, so that a figure between them changes
nothing; leads have rules of what they lead. Refuses figures without data: nothing is raised by what nobody knows.
"""

from enum import StrEnum

from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.figure_questions import Named
from agent_desktop.model.surveys import SurveyKind
from agent_desktop.model.work import Channel


class AlertFigure(StrEnum):
    """A figure as the live board shows it. Shares are in percent, times in seconds."""

    WAITING = "waiting"
    """How many wait."""
    LONGEST_WAIT = "longest_wait"
    """How long the first in line has waited."""
    SERVICE = "service"
    """The share answered in time today; it alerts when it falls."""
    ABANDONED = "abandoned"
    """The share that gave up today."""
    READY = "ready"
    """How many agents could take somebody; it alerts when it falls."""
    IN_STATE = "in_state"
    """How long an agent has been in one of the rule's states: of each agent for itself."""
    SURVEY = "survey"
    """An answer to a survey; it alerts when it is low. Surveys say for themselves where that begins, and leads see it
    on the board: rules of it say who is told besides."""
    LOCK = "lock"
    """How long a session that is no hub's held the lock of the hub's database, so that nobody was served."""


FALLING = frozenset({AlertFigure.SERVICE, AlertFigure.READY, AlertFigure.SURVEY})
"""Those that alert when they fall."""


class AlertOver(StrEnum):
    """What a rule's figure is of."""

    QUEUES = "queues"
    """Each queue for itself."""
    TEAMS = "teams"
    """Each team as a whole: its members, and who waits in the queues that they serve."""
    HOUSE = "house"
    """Everybody together."""


class AgentState(StrEnum):
    """What an agent can be in for too long."""

    NOT_RESPONDING = "not_responding"
    """An offer was missed, and nothing was heard since."""
    AWAY = "away"
    """At work, not ready, with nothing in hand: a break, a meal, a meeting."""
    TALKING = "talking"
    HOLD = "hold"
    """The customer of a call is on hold."""
    WRAP_UP = "wrap_up"
    IDLE = "idle"
    """Ready, with nothing in hand."""
    LINK_LOST = "link_lost"
    """The link is gone, with work in hand or a presence that says otherwise."""


class AlertRule(Record, frozen=True):
    """When leads are told. It holds for each of `queues` or `teams` (empty: for every one), or for the house at once;
    with `channels` the figure is of these alone. How long one is in one of `states` is watched of every member.

    The figure raises when it is at `raise_at` or beyond for `raise_ms`, and clears when it is back at `clear_at` for
    `clear_ms`. A rule of answers to surveys has no lines, and is of the agents of `teams` or of the house. Mail goes to
    `mail_to` by the mailbox `mail_by` (an entry point), and JSON to the address `hook`, signed with a secret of which
    `has_hook_secret` says that it is kept.
    """

    id: str
    name: str = ""
    on: bool = True
    figure: AlertFigure = AlertFigure.WAITING
    over: AlertOver = AlertOver.QUEUES
    queues: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    states: tuple[AgentState, ...] = ()
    raise_at: int = 10
    clear_at: int = 5
    raise_ms: Millis = 30_000
    clear_ms: Millis = 30_000
    mail_by: str = ""
    mail_to: tuple[str, ...] = ()
    hook: str = ""
    has_hook_secret: bool = False
    told: tuple["AlertWay", ...] = ()

    @property
    def falls(self) -> bool:
        """Whether it alerts when the figure falls."""
        return self.figure in FALLING


class AlertWay(Record, frozen=True):
    """How telling by one way stands: the state and words of the last try, and when that was."""

    way: str
    """"mail" or "hook"."""
    state: str
    """"waiting", "sent" or "failed"."""
    at: Millis
    problem: str = ""


class AlertRules(Tagged, frozen=True, tag="alert_rules"):
    """The rules that one may change, in their order, and what one may choose for them: queues, teams, mailboxes; with
    `whole` also everything, and the house."""

    rules: tuple[AlertRule, ...] = ()
    queues: tuple[Named, ...] = ()
    teams: tuple[Named, ...] = ()
    mailboxes: tuple[Named, ...] = ()
    whole: bool = False


class KeepAlertRule(Record, frozen=True):
    """Make a rule or change it. `before` is None for a new one. A `secret` of None leaves the old one."""

    rule: AlertRule
    before: AlertRule | None = None
    secret: str | None = None

    def __repr__(self) -> str:
        return f"KeepAlertRule({self.rule.id!r})"


class RemoveAlertRule(Record, frozen=True):
    """Watch no more; what it had raised is over."""

    rule_id: str


class Alert(Record, frozen=True):
    """Something that leads should look at: a line that was crossed, or an answer that is low.

    `value` is the figure when it was raised and `limit` the line. It is of an agent (who is in a `state`), else of a
    team, else of a queue, else of the house. Of a survey's answer there is a conversation, `agent_id` is who had
    helped, and `survey` says of which scale the value is (`SCALES`: the highest is the best one). A `stranger` is who
    had held the hub's lock. It is over when it is cleared; what has no rule is over when somebody has `seen` it.
    """

    id: str
    figure: AlertFigure
    at: Millis
    value: float
    limit: float
    rule_id: str = ""
    name: str = ""
    queue_id: str = ""
    queue_name: str = ""
    team_id: str = ""
    team_name: str = ""
    agent_id: str = ""
    agent_name: str = ""
    state: AgentState | None = None
    channels: tuple[Channel, ...] = ()
    conversation_id: str = ""
    comment: str = ""
    survey: SurveyKind | None = None
    stranger: str = ""
    seen_by: str = ""
    seen_at: Millis | None = None

    @property
    def subject(self) -> str:
        """The id of what it is of, empty for the house."""
        return self.agent_id or self.team_id or self.queue_id


class SeeAlert(Tagged, frozen=True):
    """A lead has seen it and looks after it."""

    alert_id: str


class LookAfterAlert(Record, frozen=True):
    """The lead at this desk has seen an alert and looks after it."""

    alert_id: str


class AlertRaised(Tagged, frozen=True):
    """There is an alert, or somebody has seen it."""

    alert: Alert


class AlertEnded(Tagged, frozen=True):
    """It is over."""

    alert_id: str
