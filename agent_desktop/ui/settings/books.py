"""Which page a topic has."""

from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Topic
from agent_desktop.ui.settings.calls import MenusBook, WaitingBook
from agent_desktop.ui.settings.firewalls import FirewallsBook
from agent_desktop.ui.settings.house import HouseBook
from agent_desktop.ui.settings.networks import NetworksBook
from agent_desktop.ui.settings.numbers import NumbersBook
from agent_desktop.ui.settings.page import AnyPage, BookPage
from agent_desktop.ui.settings.people import PeopleBook
from agent_desktop.ui.settings.prompts import PromptsBook
from agent_desktop.ui.settings.queues import QueuesBook
from agent_desktop.ui.settings.trunks import TrunksBook
from agent_desktop.ui.theme.theme import Theme


def page_of(topic: Topic, desk: DeskView, theme: Theme) -> AnyPage:
    """A fresh page."""
    match topic:
        case Topic.PEOPLE:
            return BookPage(desk, theme, PeopleBook())
        case Topic.QUEUES:
            return BookPage(desk, theme, QueuesBook())
        case Topic.NETWORKS:
            return BookPage(desk, theme, NetworksBook())
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
