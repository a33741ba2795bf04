"""The menus of the composer: the reply's channel, and what sends.

Promises menus that delete themselves. Refuses to change anything but through the functions handed in.
"""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.timeline.words import channel_words
from agent_desktop.ui.kit.widgets.menus import menu
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


def channel_menu(
    theme: Theme,
    parent: QWidget,
    channels: Sequence[Channel],
    current: Channel | None,
    choose: Callable[[Channel], None],
) -> QMenu:
    """Which channel to reply by."""
    made = menu(theme, tr("Reply by"), parent)
    made.aboutToHide.connect(made.deleteLater)
    for channel in channels:
        action = made.addAction(channel_words(channel))
        action.setCheckable(True)
        action.setChecked(channel is current)
        action.setData(channel.value)
    made.triggered.connect(lambda action: choose(Channel(action.data())))
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
