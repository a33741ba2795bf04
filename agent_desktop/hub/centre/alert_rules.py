"""The rules of alerts: kept, judged, and whose they are.

Promises that a lead sees and changes the rules that are of nothing but what they lead, and no other; that a rule which
makes no sense is refused by the name of its field. What a rule had raised is over when the rule is changed or removed:
`alerting` judges anew.
"""

from typing import Final

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.reach import Reach, check_supervises, not_led, reach_of
from agent_desktop.hub.storage import configuration
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.alerts import AlertFigure, AlertOver, AlertRule
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.errors import Refused

SETTING: Final = "alerts"
MAX_RULES: Final = 100
MAX_MS: Final[Millis] = 24 * 3_600_000
MAX_LINE: Final = 1_000_000
MAX_MAILS: Final = 20
MAIL: Final = frozenset({"email", "email_in"})


class _Kept(Record, frozen=True):
    rules: tuple[AlertRule, ...] = ()


def rules_of(storage: Storage) -> tuple[AlertRule, ...]:
    """What is kept; what cannot be read watches nothing."""
    text = configuration.setting(storage, SETTING) or "{}"
    try:
        return msgspec.json.decode(text, type=_Kept).rules
    except msgspec.MsgspecError:
        return ()


def keep(book: Book, rules: tuple[AlertRule, ...]) -> None:
    """These hold from now on."""
    text = msgspec.json.encode(_Kept(rules=rules)).decode()
    configuration.keep_setting(book.storage, SETTING, text)
    book.live.alert_rules = rules


def governs(book: Book, reach: Reach, rule: AlertRule) -> bool:
    """Whether somebody may see and change a rule: it is of what they lead, and of nothing else."""
    if not reach.supervises or reach.acts.everything:
        return reach.supervises
    live = book.live
    if rule.over is AlertOver.QUEUES:
        queues = [one for one in rule.queues if one in live.queues]
        return bool(queues) and all(map(reach.acts.queue, queues))
    teams = [one for one in rule.teams if one in live.teams]
    return rule.over is AlertOver.TEAMS and bool(teams) and all(map(reach.team, teams))


def check(rule: AlertRule) -> None:
    """Raises Refused for lines in the wrong order, for times that are none, and for ways without an address."""
    if not rule.name.strip():
        raise Refused("A name is needed.", remedy="Give one.", field="name")
    in_state = rule.figure is AlertFigure.IN_STATE
    answers = rule.figure is AlertFigure.SURVEY
    wrong = "figure" if rule.figure is AlertFigure.LOCK else ""
    for field in ("raise_at", "clear_at"):
        if not 0 <= getattr(rule, field) <= MAX_LINE:
            wrong = field
    for field in ("raise_ms", "clear_ms"):
        if not 0 <= getattr(rule, field) <= MAX_MS:
            wrong = field
    if wrong:
        raise Refused(
            "This number cannot be used here.",
            remedy="Choose another one.",
            field=wrong,
            value=str(getattr(rule, wrong)),
        )
    if in_state and not rule.states:
        raise Refused("No state is chosen.", remedy="Choose at least one.", field="states")
    if (in_state or answers) and rule.over is AlertOver.QUEUES:
        raise Refused(
            "Agents are watched by their teams.",
            remedy="Choose teams, or the whole house.",
            field="over",
            value=rule.over,
        )
    same = rule.clear_at <= rule.raise_at if rule.falls else rule.clear_at >= rule.raise_at
    if same and not answers:
        raise Refused(
            "The alert would be raised and cleared by the same figure.",
            remedy="Let it clear where things are calmer than where it is raised.",
            field="raise_at" if in_state else "clear_at",
            value=str(rule.clear_at),
        )
    if bool(rule.mail_by) != bool(rule.mail_to) or len(rule.mail_to) > MAX_MAILS:
        raise Refused(
            f"Mail needs a mailbox and 1 to {MAX_MAILS} addresses.",
            remedy="Give both, or neither.",
            field="mail_to" if rule.mail_by else "mail_by",
        )
    if answers and not (rule.mail_by or rule.hook):
        raise Refused(
            "Leads see low answers on the board anyway; this rule tells nobody else.",
            remedy="Give a mailbox with addresses, or a web address.",
            field="mail_by",
        )


def check_own(book: Book, who: str, rule: AlertRule, before: AlertRule | None) -> None:
    """Raises Refused for what is unknown, OutOfReach for what `who` does not lead. What was chosen before may be gone
    by now: nothing is watched of it, and it may stay."""
    mine = reach_of(book, who)
    check_supervises(mine)
    live = book.live
    old = before if before is not None else AlertRule(id="")
    if not mine.acts.everything:
        if rule.over is AlertOver.HOUSE:
            raise not_led("over", rule.over)
        field = rule.over.value
        chosen: tuple[str, ...] = getattr(rule, field)
        leads = mine.acts.queue if rule.over is AlertOver.QUEUES else mine.team
        if not chosen:
            raise Refused(
                "Only administrators watch everything.",
                remedy="Choose what you lead.",
                field=field,
            )
        for one in set(chosen).difference(getattr(old, field)):
            if not leads(one):
                raise not_led(field, one)
    for queue_id in set(rule.queues).difference(old.queues):
        if queue_id not in live.queues:
            raise unknown("queues", queue_id)
    for team_id in set(rule.teams).difference(old.teams):
        if team_id not in live.teams:
            raise unknown("teams", team_id)
    network = live.networks.get(rule.mail_by)
    if (
        rule.mail_by
        and rule.mail_by != old.mail_by
        and (network is None or network.network not in MAIL)
    ):
        raise unknown("mail_by", rule.mail_by)
    if not governs(book, mine, rule):
        raise not_led(rule.over.value, "")


def put(book: Book, rule: AlertRule) -> None:
    """Keep a rule that was checked; a new one comes last. Raises Refused."""
    known = {one.id: one for one in book.live.alert_rules}
    if rule.id not in known and len(known) >= MAX_RULES:
        raise Refused(f"There are at most {MAX_RULES} rules.", remedy="Remove one first.")
    keep(book, (*(known | {rule.id: replace(rule, told=())}).values(),))
