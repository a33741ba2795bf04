"""The menus of the composer: the reply's channel, and what sends.

Promises menus that delete themselves. Refuses to change anything but through the functions handed in.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from agent_desktop.model.base import Millis
from agent_desktop.model.ways import ReplyWay
from agent_desktop.ui.conversation.composer.window import window_look
from agent_desktop.ui.conversation.timeline.words import channel_words
from agent_desktop.ui.kit import telephone_numbers
from agent_desktop.ui.kit.marks import CHANNEL_ICONS, channel_color
from agent_desktop.ui.kit.widgets.menus import menu
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


def way_words(way: ReplyWay) -> str:
    """A way in a few words: the channel, or to which address by which of our entry points."""
    if not way.route.address:
        return channel_words(way.channel)
    address = telephone_numbers.address_shown(way.route.network, way.route.address)
    if way.route.public:
        return tr("{address} by {name}, for everybody to read", address=address, name=way.name)
    return tr("{address} by {name}", address=address, name=way.name)


def way_menu(
    theme: Theme,
    parent: QWidget,
    ways: Sequence[ReplyWay],
    current: ReplyWay | None,
    choose: Callable[[ReplyWay], None],
    now: Millis,
) -> QMenu:
    """By which way to reply; each says how long its network takes free text, where that ends."""
    made = menu(theme, tr("Reply by"), parent)
    made.aboutToHide.connect(made.deleteLater)
    for way in ways:
        # A menu paints either a check or an icon.
        icon = theme.icon(CHANNEL_ICONS[way.channel], channel_color(way.channel), 16)
        if way == current:
            icon = theme.icon("check", "accent.text", 16)
        action = made.addAction(icon, way_words(way).replace("&", "&&"))
        window = window_look(way, now)
        action.setToolTip(window.words if window is not None else "")
        action.setCheckable(True)
        action.setChecked(way == current)
        action.triggered.connect(partial(choose, way))
    return made


def send_menu(
    theme: Theme, parent: QWidget, enter_sends: bool, change: Callable[[bool], None]
) -> QMenu:
    """Whether Enter sends."""
    made = menu(theme, tr("Sending"), parent)
    made.aboutToHide.connect(made.deleteLater)
    action = made.addAction(tr("Enter sends in chat, Shift+Enter begins a line"))
    action.setCheckable(True)
    action.setChecked(enter_sends)
    action.toggled.connect(change)
    return made
