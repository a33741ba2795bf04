"""The menus of the composer: the reply's channel, and what sends.

Promises menus that delete themselves. Refuses to change anything but through the functions handed in.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from agent_desktop.model.timeline import ReplyWay
from agent_desktop.ui.conversation.timeline.words import channel_words
from agent_desktop.ui.kit.widgets.menus import menu
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


def way_words(way: ReplyWay) -> str:
    """A way in a few words: the channel, or to which address by which of our entry points."""
    if not way.route.address:
        return channel_words(way.channel)
    if way.route.public:
        return tr(
            "{address} by {name}, for everybody to read", address=way.route.address, name=way.name
        )
    return tr("{address} by {name}", address=way.route.address, name=way.name)


def way_menu(
    theme: Theme,
    parent: QWidget,
    ways: Sequence[ReplyWay],
    current: ReplyWay | None,
    choose: Callable[[ReplyWay], None],
) -> QMenu:
    """By which way to reply."""
    made = menu(theme, tr("Reply by"), parent)
    made.aboutToHide.connect(made.deleteLater)
    for way in ways:
        action = made.addAction(way_words(way).replace("&", "&&"))
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
