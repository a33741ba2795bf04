"""Which page a topic has."""

from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Topic
from agent_desktop.ui.settings.alerts import AlertsBook
from agent_desktop.ui.settings.audit import AuditBook
from agent_desktop.ui.settings.calendars import CalendarsBook
from agent_desktop.ui.settings.calls import MenusBook, WaitingBook
from agent_desktop.ui.settings.consenting import OpenLink
from agent_desktop.ui.settings.consents import ConsentsBook
from agent_desktop.ui.settings.firewalls import FirewallsBook
from agent_desktop.ui.settings.house import HouseBook
from agent_desktop.ui.settings.joining import JoiningBook
from agent_desktop.ui.settings.networks import NetworksBook
from agent_desktop.ui.settings.numbers import NumbersBook
from agent_desktop.ui.settings.outcomes import OutcomesBook
from agent_desktop.ui.settings.page import AnyPage, BookPage
from agent_desktop.ui.settings.people import PeopleBook
from agent_desktop.ui.settings.prompts import PromptsBook
from agent_desktop.ui.settings.quarantine import QuarantineBook
from agent_desktop.ui.settings.queues import QueuesBook
from agent_desktop.ui.settings.replies import RepliesBook
from agent_desktop.ui.settings.routing import RulesBook
from agent_desktop.ui.settings.scanner import ScannerBook
from agent_desktop.ui.settings.surveys import SurveysBook
from agent_desktop.ui.settings.teams import TeamsBook
from agent_desktop.ui.settings.trunks import TrunksBook
from agent_desktop.ui.settings.versions import VersionsBook
from agent_desktop.ui.settings.wallboards import WallboardsBook
from agent_desktop.ui.settings.websites import WebsitesBook
from agent_desktop.ui.theme.theme import Theme


def page_of(topic: Topic, desk: DeskView, theme: Theme, open_link: OpenLink) -> AnyPage:
    """A fresh page. `open_link` gets web addresses for the browser."""
    match topic:
        case Topic.PEOPLE:
            return BookPage(desk, theme, PeopleBook())
        case Topic.AUDIT:
            return BookPage(desk, theme, AuditBook(desk.now))
        case Topic.TEAMS:
            return BookPage(desk, theme, TeamsBook())
        case Topic.QUEUES:
            return BookPage(desk, theme, QueuesBook())
        case Topic.ALERTS:
            return BookPage(desk, theme, AlertsBook(desk.now))
        case Topic.WALLBOARDS:
            return BookPage(desk, theme, WallboardsBook(desk.now))
        case Topic.ROUTING:
            return BookPage(desk, theme, RulesBook())
        case Topic.VERSIONS:
            return BookPage(desk, theme, VersionsBook(desk.now))
        case Topic.CALENDARS:
            return BookPage(desk, theme, CalendarsBook())
        case Topic.OUTCOMES:
            return BookPage(desk, theme, OutcomesBook())
        case Topic.REPLIES:
            return BookPage(desk, theme, RepliesBook())
        case Topic.WEBSITES:
            return BookPage(desk, theme, WebsitesBook())
        case Topic.NETWORKS:
            return BookPage(desk, theme, NetworksBook(desk, open_link))
        case Topic.JOINING:
            return BookPage(desk, theme, JoiningBook())
        case Topic.SURVEYS:
            return BookPage(desk, theme, SurveysBook())
        case Topic.CONSENTS:
            return BookPage(desk, theme, ConsentsBook(desk.now))
        case Topic.TRUNKS:
            return BookPage(desk, theme, TrunksBook())
        case Topic.NUMBERS:
            return BookPage(desk, theme, NumbersBook())
        case Topic.MENUS:
            return BookPage(desk, theme, MenusBook())
        case Topic.WAITING:
            return BookPage(desk, theme, WaitingBook())
        case Topic.HOUSE:
            return BookPage(desk, theme, HouseBook())
        case Topic.PROMPTS:
            return BookPage(desk, theme, PromptsBook(desk))
        case Topic.FIREWALLS:
            return BookPage(desk, theme, FirewallsBook())
        case Topic.SCANNER:
            return BookPage(desk, theme, ScannerBook())
        case Topic.QUARANTINE:
            return BookPage(desk, theme, QuarantineBook(desk.now))
