"""Which book a topic has."""

from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Topic
from agent_desktop.ui.settings.alerts import AlertsBook
from agent_desktop.ui.settings.audit import AuditBook
from agent_desktop.ui.settings.book import AnyBook
from agent_desktop.ui.settings.calendars import CalendarsBook
from agent_desktop.ui.settings.calls import MenusBook, WaitingBook
from agent_desktop.ui.settings.consenting import OpenLink
from agent_desktop.ui.settings.consents import ConsentsBook
from agent_desktop.ui.settings.figures import FiguresBook
from agent_desktop.ui.settings.firewalls import FirewallsBook
from agent_desktop.ui.settings.house import HouseBook
from agent_desktop.ui.settings.joining import JoiningBook
from agent_desktop.ui.settings.networks import NetworksBook
from agent_desktop.ui.settings.numbers import NumbersBook
from agent_desktop.ui.settings.outcomes import OutcomesBook
from agent_desktop.ui.settings.people import PeopleBook
from agent_desktop.ui.settings.prompts import PromptsBook
from agent_desktop.ui.settings.quarantine import QuarantineBook
from agent_desktop.ui.settings.queues import QueuesBook
from agent_desktop.ui.settings.replies import RepliesBook
from agent_desktop.ui.settings.reports import ReportsBook
from agent_desktop.ui.settings.routing import RulesBook
from agent_desktop.ui.settings.scanner import ScannerBook
from agent_desktop.ui.settings.shifts import ShiftsBook
from agent_desktop.ui.settings.surveys import SurveysBook
from agent_desktop.ui.settings.teams import TeamsBook
from agent_desktop.ui.settings.trunks import TrunksBook
from agent_desktop.ui.settings.versions import VersionsBook
from agent_desktop.ui.settings.wallboards import WallboardsBook
from agent_desktop.ui.settings.websites import WebsitesBook


def book_of(topic: Topic, desk: DeskView, open_link: OpenLink) -> AnyBook | AuditBook:
    """A fresh one. `open_link` gets web addresses for the browser."""
    match topic:
        case Topic.PEOPLE:
            return PeopleBook()
        case Topic.AUDIT:
            return AuditBook(whole=Topic.TEAMS in desk.manifest.administration)
        case Topic.TEAMS:
            return TeamsBook()
        case Topic.SHIFTS:
            return ShiftsBook(desk)
        case Topic.QUEUES:
            return QueuesBook()
        case Topic.FIGURES:
            return FiguresBook()
        case Topic.ALERTS:
            return AlertsBook(desk.now)
        case Topic.WALLBOARDS:
            return WallboardsBook(desk.now)
        case Topic.REPORTS:
            return ReportsBook(desk)
        case Topic.ROUTING:
            return RulesBook()
        case Topic.VERSIONS:
            return VersionsBook(desk.now)
        case Topic.CALENDARS:
            return CalendarsBook()
        case Topic.OUTCOMES:
            return OutcomesBook()
        case Topic.REPLIES:
            return RepliesBook()
        case Topic.WEBSITES:
            return WebsitesBook()
        case Topic.NETWORKS:
            return NetworksBook(desk, open_link)
        case Topic.JOINING:
            return JoiningBook()
        case Topic.SURVEYS:
            return SurveysBook(desk)
        case Topic.CONSENTS:
            return ConsentsBook(desk.now)
        case Topic.TRUNKS:
            return TrunksBook()
        case Topic.NUMBERS:
            return NumbersBook()
        case Topic.MENUS:
            return MenusBook()
        case Topic.WAITING:
            return WaitingBook()
        case Topic.HOUSE:
            return HouseBook()
        case Topic.PROMPTS:
            return PromptsBook(desk)
        case Topic.FIREWALLS:
            return FirewallsBook()
        case Topic.SCANNER:
            return ScannerBook()
        case Topic.QUARANTINE:
            return QuarantineBook(desk.now)
