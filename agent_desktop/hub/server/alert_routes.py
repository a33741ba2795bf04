"""Rules of alerts over HTTP: leads make them of what they lead, administrators of everything.

Promises that a secret is taken and never shown, and that a rule which is of somebody else's team, too, is neither shown
nor changed.
"""

from typing import Annotated

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from agent_desktop.hub.centre import alert_rules, alerting, figure_teams
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.reach import reach_of
from agent_desktop.hub.protocol import Request
from agent_desktop.hub.server import alert_courier
from agent_desktop.hub.server.operations import Call, Operation
from agent_desktop.hub.server.records import Identifier, Label
from agent_desktop.hub.server.report_schedule_routes import mailboxes
from agent_desktop.hub.server.team_routes import LEADS
from agent_desktop.hub.storage import alerts, configuration
from agent_desktop.model.alerts import AgentState, AlertFigure, AlertOver, AlertRule, AlertRules
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Refused
from agent_desktop.model.work import Channel

_RULE = "/v1/alerts/{id}"
_Address = Annotated[str, Meta(max_length=254, pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$")]
_Some = Annotated[tuple[Identifier, ...], Meta(max_length=500)]


class DefineAlert(Request, frozen=True, tag="define_alert"):
    """Make a rule of alerts or change it: a figure, what it is `over`, the line that raises and the one that clears
    (inclusive), and how long each must be kept.

    Of queues or of teams each counts for itself; none named: all of them, which administrators alone may say, as of the
    house. `in_state` watches each agent of the teams, or of the house, and raises after `raise_at` seconds in one of
    the `states`. `hook` is told by a signed POST; a `secret` of None leaves the old one.
    """

    name: Label
    on: bool = True
    figure: AlertFigure = AlertFigure.WAITING
    over: AlertOver = AlertOver.QUEUES
    queues: _Some = ()
    teams: _Some = ()
    channels: Annotated[tuple[Channel, ...], Meta(max_length=20)] = ()
    states: Annotated[tuple[AgentState, ...], Meta(max_length=20)] = ()
    raise_at: int = 10
    clear_at: int = 5
    raise_ms: Millis = 30_000
    clear_ms: Millis = 30_000
    mail_by: str = ""
    mail_to: Annotated[tuple[_Address, ...], Meta(max_length=20)] = ()
    hook: Annotated[str, Meta(max_length=2_000)] = ""
    secret: Annotated[str, Meta(max_length=200)] | None = None

    def __repr__(self) -> str:
        return f"DefineAlert({self.name!r})"


async def list_alerts(call: Call[None]) -> AlertRules:
    """The rules that you may change, with how telling by each way stands; and what you may choose for them."""

    def read(centre: Centre) -> AlertRules:
        with centre.request() as book:
            mine = reach_of(book, call.token.subject)
            names = figure_teams.names(book, call.token.subject)
            found = [
                replace(
                    one,
                    told=alerts.last_ways(book.storage, one.id),
                    has_hook_secret=bool(
                        configuration.setting(book.storage, alert_courier.secret_name(one.id))
                    ),
                )
                for one in book.live.alert_rules
                if alert_rules.governs(book, mine, one)
            ]
            return AlertRules(
                rules=tuple(found),
                queues=names.queues,
                teams=names.teams,
                mailboxes=mailboxes(book.storage),
                whole=mine.acts.everything,
            )

    return await call.house.ask(read)


async def define_alert(call: Call[DefineAlert]) -> None:
    """Make a rule or change it; what it had raised is judged anew."""
    fields = msgspec.structs.asdict(call.body)
    secret = fields.pop("secret")
    rule = AlertRule(id=call.chosen_id(), **fields)
    problem = alert_courier.trouble(rule.hook) if rule.hook else ""
    if problem:
        raise Refused(problem, remedy="Correct it, or leave it out.", field="hook", value=rule.hook)

    def define(centre: Centre) -> bool:
        with centre.request() as book:
            alerting.define(book, call.token.subject, rule)
        return centre.watches()

    call.house.boards.watch_alerts(await call.house.ask(define))
    if secret is not None:
        await alert_courier.keep_hook_secret(call.house, rule.id, secret)


async def remove_alert(call: Call[None]) -> None:
    """Watch no more; what the rule had raised is over."""
    rule_id = call.path("id")

    def remove(centre: Centre) -> bool:
        with centre.request() as book:
            alerting.remove(book, call.token.subject, rule_id)
        return centre.watches()

    call.house.boards.watch_alerts(await call.house.ask(remove))
    await alert_courier.keep_hook_secret(call.house, rule_id, "")


OPERATIONS = (
    Operation(
        *("GET", "/v1/alerts", "List the rules of alerts", list_alerts),
        scopes=LEADS,
        answers=AlertRules,
    ),
    Operation(
        *("PUT", _RULE, "Make or change a rule of alerts", define_alert),
        scopes=LEADS,
        body=DefineAlert,
        answers=None,
        codes=("refused",),
    ),
    Operation(
        *("DELETE", _RULE, "Remove a rule of alerts", remove_alert),
        scopes=LEADS,
        answers=None,
        codes=("refused",),
    ),
)
