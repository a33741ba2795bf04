"""Rules of alerts over HTTP. Promises that a secret is taken and never shown."""

from typing import Annotated

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from agent_desktop.hub.centre import alerting
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.protocol import Request
from agent_desktop.hub.server import alert_courier
from agent_desktop.hub.server.operations import ADMIN, Call, Operation
from agent_desktop.hub.server.records import Identifier, Label
from agent_desktop.hub.storage import alerts, configuration
from agent_desktop.model.alerts import AlertFigure, AlertRule
from agent_desktop.model.base import Millis, Tagged
from agent_desktop.model.errors import Refused

_RULE = "/v1/admin/alerts/{id}"
_Address = Annotated[str, Meta(max_length=320)]


class DefineAlert(Request, frozen=True, tag="define_alert"):
    """Make a rule of alerts or change it: a figure of queues, the line that raises and the one that clears (inclusive),
    and how long each must be kept. `hook` is told of both by a signed POST; a `secret` of None leaves the old one."""

    name: Label
    on: bool = True
    figure: AlertFigure = AlertFigure.WAITING
    queues: Annotated[tuple[Identifier, ...], Meta(max_length=500)] = ()
    raise_at: int = 10
    clear_at: int = 5
    raise_ms: Millis = 30_000
    clear_ms: Millis = 30_000
    mail_by: str = ""
    mail_to: Annotated[tuple[_Address, ...], Meta(max_length=20)] = ()
    hook: Annotated[str, Meta(max_length=2_000)] = ""
    secret: Annotated[str, Meta(max_length=200)] | None = None


class AlertList(Tagged, frozen=True, tag="alert_rules"):
    """Every rule, with how telling by each way stands."""

    rules: tuple[AlertRule, ...]


async def list_alerts(call: Call[None]) -> AlertList:
    """Every rule of alerts."""

    def read(centre: Centre) -> tuple[AlertRule, ...]:
        with centre.request() as book:
            return tuple(
                replace(
                    one,
                    told=alerts.last_ways(book.storage, one.id),
                    has_hook_secret=bool(
                        configuration.setting(book.storage, alert_courier.secret_name(one.id))
                    ),
                )
                for one in book.live.alert_rules
            )

    return AlertList(rules=await call.house.ask(read))


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
            alerting.define(book, rule)
        return centre.watches()

    call.house.boards.watch_alerts(await call.house.ask(define))
    if secret is not None:
        await alert_courier.keep_hook_secret(call.house, rule.id, secret)


async def remove_alert(call: Call[None]) -> None:
    """Watch no more; what the rule had raised is over."""
    rule_id = call.path("id")

    def remove(centre: Centre) -> bool:
        with centre.request() as book:
            alerting.remove(book, rule_id)
        return centre.watches()

    call.house.boards.watch_alerts(await call.house.ask(remove))
    await alert_courier.keep_hook_secret(call.house, rule_id, "")


OPERATIONS = (
    Operation(
        *("GET", "/v1/admin/alerts", "List the rules of alerts", list_alerts),
        scopes=ADMIN,
        answers=AlertList,
    ),
    Operation(
        *("PUT", _RULE, "Make or change a rule of alerts", define_alert),
        scopes=ADMIN,
        body=DefineAlert,
        answers=None,
        codes=("refused",),
    ),
    Operation(
        *("DELETE", _RULE, "Remove a rule of alerts", remove_alert),
        scopes=ADMIN,
        answers=None,
        codes=("refused",),
    ),
)
