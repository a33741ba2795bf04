"""The team in memory, with what the house says of where messages go, and of files that a scanner keeps back."""

from msgspec.structs import replace

from agent_desktop.hub.centre.alert_rules import check as check_alert
from agent_desktop.hub.centre.house_rules import check
from agent_desktop.hub.centre.surveying import check as check_survey
from agent_desktop.hub.centre.targets import check as check_targets
from agent_desktop.hub.doors.faults import NotFound
from agent_desktop.hub.metrics.reports.catalogue import listed
from agent_desktop.model.administration import Found, Kept, Order, Topic
from agent_desktop.model.administration_consents import (
    AddressConsent,
    Consents,
    RecordConsent,
    SaidOfConsent,
)
from agent_desktop.model.administration_figures import HouseFigures, KeepHouseFigures
from agent_desktop.model.administration_files import (
    DeleteFile,
    HeldFile,
    KeepScanner,
    Quarantine,
    ReleaseFile,
    TryScanner,
    VirusScanner,
)
from agent_desktop.model.alerts import AlertRule, AlertRules, KeepAlertRule, RemoveAlertRule
from agent_desktop.model.base import wall_clock
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.figure_questions import Named
from agent_desktop.model.figures import FigureRules
from agent_desktop.model.figures import check as check_figures
from agent_desktop.model.joining import Joining, KeepJoining
from agent_desktop.model.people import AddressKind
from agent_desktop.model.report_schedules import (
    KeepReportSchedule,
    PauseReportSchedule,
    RemoveReportSchedule,
    ReportSchedule,
    ReportSchedules,
    ScheduleOrder,
    SendReportSchedule,
)
from agent_desktop.model.shifts import ShiftOrder
from agent_desktop.model.surveys import KeepSurvey, RemoveSurvey, Survey, Surveys
from agent_desktop.model.targets import HouseTargets, OwnTargets
from agent_desktop.model.wallboards import (
    KeepWallboard,
    RemoveWallboard,
    Wallboard,
    Wallboards,
)
from tests.desk.fake_routing import FakeRouting
from tests.desk.fake_shifts import FakeShifts


class FakeHouse(FakeRouting):
    """A `FakeRouting` that keeps these rules, too."""

    def __init__(self) -> None:
        super().__init__()
        self.joining = Joining()
        self.scanner = VirusScanner()
        self.opt_outs = Consents()
        self.listed = 0  # so many consents are told at once; 0: all
        self.surveys: dict[str, Survey] = {}
        self.leads_all = True  # an administrator does
        self.figures = HouseFigures()
        self.alerts: dict[str, AlertRule] = {}
        self.wallboards: dict[str, Wallboard] = {}
        self.shifts = FakeShifts()
        self.held: dict[str, HeldFile] = {}
        self.schedules: dict[str, ReportSchedule] = {}

    async def read(self, topic: Topic, sought: str = "") -> Kept:
        """See `Administration`."""
        ours: dict[Topic, Kept] = {
            Topic.JOINING: self.joining,
            Topic.SCANNER: self.scanner,
            Topic.QUARANTINE: Quarantine(files=tuple(self.held.values())),
            Topic.CONSENTS: self._consents(sought),
            Topic.ALERTS: AlertRules(
                rules=tuple(self.alerts.values()),
                queues=(Named(id="support", name="Support"), Named(id="billing", name="Billing")),
                teams=(Named(id="east", name="East"),),
                mailboxes=self._mailboxes(),
                whole=self.leads_all,
            ),
            Topic.WALLBOARDS: Wallboards(
                wallboards=tuple(self.wallboards.values()),
                teams=(Named(id="east", name="East"),),
                queues=(Named(id="support", name="Support"),),
                hub="https://hub.example.org",
            ),
            Topic.REPORTS: self._scheduled(),
            Topic.SHIFTS: self.shifts.read(sought if topic is Topic.SHIFTS else ""),
            Topic.FIGURES: self.figures,
            Topic.SURVEYS: Surveys(surveys=tuple(self.surveys.values())),
        }
        if topic in ours and self.fault is None:
            return ours[topic]
        return await super().read(topic, sought)

    def _consents(self, sought: str) -> Consents:
        """The newest, or those that hold every word."""
        known = self.opt_outs.addresses
        words = sought.casefold().split()
        found = [one for one in known if all(word in _told(one) for word in words)]
        most = self.listed or len(found)
        return Consents(addresses=tuple(found[:most]), more=len(found[most:]) + self.opt_outs.more)

    async def carry_out(self, order: Order) -> Found:
        """See `Administration`."""
        if isinstance(order, KeepScanner | TryScanner | ReleaseFile | DeleteFile):
            return self._files(order)
        if isinstance(order, RecordConsent):
            return self._consent(order)
        if isinstance(order, KeepHouseFigures):
            return self._figures(order)
        if isinstance(order, KeepAlertRule | RemoveAlertRule):
            return self._alert(order)
        if isinstance(order, ShiftOrder):
            if self.fault is not None:
                raise self.fault
            self.orders.append(order)
            return self.shifts.carry_out(order)
        if isinstance(order, KeepWallboard | RemoveWallboard):
            return self._wallboard(order)
        if isinstance(order, ScheduleOrder):
            return self._schedule(order)
        if isinstance(order, KeepSurvey | RemoveSurvey):
            return self._survey(order)
        if not isinstance(order, KeepJoining):
            return await super().carry_out(order)
        if order.before != self.joining:
            raise Conflict("Somebody else changed this meanwhile.", remedy="Look at it again.")
        check(order.joining)
        self.joining = replace(order.joining)
        return ()

    def _figures(self, order: KeepHouseFigures) -> Found:
        if self.fault is not None:
            raise self.fault
        self.orders.append(order)
        if order.before != self.figures:
            raise Conflict("Somebody else changed this meanwhile.", remedy="Look at it again.")
        one = order.figures
        own = {
            key: OwnTargets(_share(aims.service), _share(aims.abandoned), aims.wait_ms)
            for key, aims in one.queues.items()
        }
        shares = (one.service / 100, one.abandoned / 100)
        times = (one.hold_ms, one.wrap_up_ms, one.away_ms)
        check_targets(HouseTargets(*shares, *times, wait_ms=one.wait_ms, queues=own))
        check_figures(FigureRules(zone=one.zone, short_ms=one.short_ms, again_ms=one.again_ms))
        for name, key in (
            ("calendar", one.calendar),
            *(("calendars", key) for key in one.calendars.values()),
        ):
            if key and key not in self.calendars:
                raise Refused("There is no such calendar.", field=name)
        self.figures = one
        return ()

    def _alert(self, order: KeepAlertRule | RemoveAlertRule) -> Found:
        if self.fault is not None:
            raise self.fault
        self.orders.append(order)
        if isinstance(order, RemoveAlertRule):
            if self.alerts.pop(order.rule_id, None) is None:
                raise Refused("The hub knows nothing with this id.", field="id")
            return ()
        if self.alerts.get(order.rule.id) != order.before:
            raise Conflict("Somebody else changed this meanwhile.")
        check_alert(order.rule)
        kept = bool(order.secret) or (order.secret is None and order.rule.has_hook_secret)
        self.alerts[order.rule.id] = replace(order.rule, has_hook_secret=kept)
        return ()

    def _mailboxes(self) -> tuple[Named, ...]:
        found = [one for one in self.entries.values() if one.network == "email"]
        return tuple(Named(id=one.id, name=one.name) for one in found)

    def _scheduled(self) -> ReportSchedules:
        return ReportSchedules(
            schedules=tuple(self.schedules.values()),
            mailboxes=self._mailboxes(),
            reports=listed(),
        )

    def _schedule(self, order: ScheduleOrder) -> Found:
        if self.fault is not None:
            raise self.fault
        self.orders.append(order)
        match order:
            case RemoveReportSchedule(schedule_id=key):
                if self.schedules.pop(key, None) is None:
                    raise NotFound("There is no such scheduled report of yours.", field="id")
            case PauseReportSchedule(schedule_id=key):
                if key not in self.schedules:
                    raise Conflict("Somebody else removed this meanwhile.")
                self.schedules[key] = replace(self.schedules[key], paused=order.paused)
            case SendReportSchedule(schedule_id=key):
                if key not in self.schedules:
                    raise NotFound("There is no such scheduled report of yours.", field="id")
                if self.schedules[key].paused:
                    raise Refused("This report is paused.", remedy="Resume it, then send it.")
                self.schedules[key] = replace(self.schedules[key], state="sent", due_at=1)
            case KeepReportSchedule(schedule=one, before=before):
                if self.schedules.get(one.id) != before:
                    raise Conflict("Somebody else changed this meanwhile.")
                if one.entry_point_id not in [each.id for each in self._scheduled().mailboxes]:
                    raise Refused("This entry point is no mailbox.", field="entry_point_id")
                self.schedules[one.id] = one
        return ()

    def _wallboard(self, order: KeepWallboard | RemoveWallboard) -> Found:
        if self.fault is not None:
            raise self.fault
        self.orders.append(order)
        if isinstance(order, RemoveWallboard):
            if self.wallboards.pop(order.wallboard_id, None) is None:
                raise NotFound("There is no such wallboard of yours.", field="id")
            return ()
        if self.wallboards.get(order.wallboard.id) != order.before:
            raise Conflict("Somebody else changed this meanwhile.")
        if not order.wallboard.name.strip():
            raise Refused("A name is needed.", field="name")
        if order.before is None and order.secret is None:
            raise Refused("A new wallboard needs a link.", field="secret")
        self.wallboards[order.wallboard.id] = order.wallboard
        return ()

    def _survey(self, order: KeepSurvey | RemoveSurvey) -> Found:
        if self.fault is not None:
            raise self.fault
        self.orders.append(order)
        if isinstance(order, RemoveSurvey):
            if self.surveys.pop(order.survey_id, None) is None:
                raise Refused("The hub knows nothing with this id.", field="id")
            return ()
        if self.surveys.get(order.survey.id) != order.before:
            raise Conflict("Somebody else changed this meanwhile.")
        check_survey(order.survey)
        self.surveys[order.survey.id] = order.survey
        return ()

    def _consent(self, order: RecordConsent) -> Found:
        if self.fault is not None:
            raise self.fault
        self.orders.append(order)
        wish = order.consent
        if not wish.reason.strip():
            raise Refused("There is no reason.", field="reason")
        if wish.kind is AddressKind.PHONE and not wish.address.startswith("+"):
            raise Refused("This number has no country.", field="address")
        rest = {(one.kind, one.network, one.address): one for one in self.opt_outs.addresses}
        known = rest.pop((wish.kind, wish.network, wish.address), None)
        seen = order.before.said if order.before is not None else ()
        if (known.said if known is not None else ()) != seen:
            raise Conflict("Something else was said of this address meanwhile.")
        word = SaidOfConsent(given=wish.given, words=wish.reason, at=wall_clock(), by="Ada")
        now = replace(wish, said=(word, *seen), reason="")
        self.opt_outs = Consents(addresses=(now, *rest.values()))
        return ()

    def _files(self, order: KeepScanner | TryScanner | ReleaseFile | DeleteFile) -> Found:
        if self.fault is not None:
            raise self.fault
        self.orders.append(order)
        match order:
            case KeepScanner(scanner=scanner):
                if scanner.address and ":" not in scanner.address:
                    raise Refused("This is no address of a virus scanner.", field="address")
                if order.before != self.scanner:
                    raise Conflict("Somebody else changed this meanwhile.")
                self.scanner = scanner
            case TryScanner(scanner=scanner):
                if not scanner.address:
                    raise Refused("This is no address of a virus scanner.", field="address")
                return self.steps
            case ReleaseFile(file_id=file_id) | DeleteFile(file_id=file_id):
                if self.held.pop(file_id, None) is None:
                    raise Conflict("This file is no longer kept back.")
        return ()


def _share(percent: int | None) -> float | None:
    return None if percent is None else percent / 100


def _told(one: AddressConsent) -> str:
    """All of a consent that can be looked for."""
    said = (part for word in one.said for part in (word.words, word.by, word.entry_point))
    return " ".join((one.address, one.customer, *said)).casefold()
