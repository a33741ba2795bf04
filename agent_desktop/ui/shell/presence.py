"""Presence and activity in words, and the menu that changes presence.

Promises shape, colour and word together. What the hub alone may set (not responding) is shown but never offered.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from agent_desktop.model.people import Activity, Presence, PresenceState
from agent_desktop.ui.kit.marks import PRESENCE_TONES, Tone, presence_mark
from agent_desktop.ui.kit.widgets.menus import menu
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

CHOOSABLE = (
    PresenceState.READY,
    PresenceState.BUSY,
    PresenceState.BREAK,
    PresenceState.MEAL,
    PresenceState.MEETING,
    PresenceState.TRAINING,
    PresenceState.OFFLINE,
)
PRESENCE_ICONS = {
    PresenceState.READY: "circle-check",
    PresenceState.BUSY: "circle-minus",
    PresenceState.BREAK: "coffee",
    PresenceState.MEAL: "utensils",
    PresenceState.MEETING: "users",
    PresenceState.TRAINING: "graduation-cap",
    PresenceState.OFFLINE: "power",
}
_ACTIVITY_TONES: dict[Activity, Tone] = {
    Activity.OFFERED: "ready",
    Activity.TALKING: "ready",
    Activity.MESSAGING: "ready",
    Activity.HOLD: "idle",
    Activity.WRAP_UP: "idle",
}


def presence_word(state: PresenceState) -> str:
    """The word of a presence."""
    return {
        PresenceState.READY: tr("Ready"),
        PresenceState.BUSY: tr("Busy"),
        PresenceState.BREAK: tr("Break"),
        PresenceState.MEAL: tr("Meal"),
        PresenceState.MEETING: tr("Meeting"),
        PresenceState.TRAINING: tr("Training"),
        PresenceState.NOT_RESPONDING: tr("Not responding"),
        PresenceState.OFFLINE: tr("Offline"),
    }[state]


def reason_words(reason: str) -> str:
    """Why somebody is not ready: the hub's own reasons in words, what a person wrote as it stands."""
    own = {"missed_offer": tr("Missed offer"), "link_lost": tr("Link lost")}
    return own.get(reason, reason)


def activity_word(activity: Activity) -> str:
    """The word of an activity; nothing while idle, when the presence says more."""
    return {
        Activity.IDLE: "",
        Activity.OFFERED: tr("Offered"),
        Activity.TALKING: tr("Talking"),
        Activity.MESSAGING: tr("Active"),
        Activity.HOLD: tr("Hold"),
        Activity.WRAP_UP: tr("Wrap-up"),
    }[activity]


def standing(state: PresenceState, activity: Activity) -> tuple[str, Tone]:
    """The word under the avatar and its tone: what the agent is doing, or else what they chose."""
    if activity is Activity.IDLE:
        return presence_word(state), PRESENCE_TONES[state]
    return activity_word(activity), _ACTIVITY_TONES[activity]


def mark_icon(theme: Theme, tone: Tone, dpr: float = 1.0) -> QIcon:
    """A presence mark for a menu."""
    pixmap = QPixmap(round(16 * dpr), round(16 * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    p = QPainter(pixmap)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    presence_mark(p, theme, QRectF(3, 3, 10, 10), tone)
    p.end()
    return QIcon(pixmap)


def presence_menu(
    theme: Theme,
    presence: Presence,
    working: bool,
    choose: Callable[[PresenceState, bool], None],
    parent: QWidget,
) -> QMenu:
    """The menu. `choose` gets the state and whether it shall begin only when the current work is finished."""
    made = menu(theme, tr("Presence"), parent)
    dpr = parent.devicePixelRatioF()
    if presence.reason:
        made.addAction(reason_words(presence.reason)).setEnabled(False)
        made.addSeparator()
    for state in CHOOSABLE:
        action = made.addAction(mark_icon(theme, PRESENCE_TONES[state], dpr), presence_word(state))
        if state is presence.state:
            font = theme.font("bodyStrong")
            action.setFont(font)
        action.triggered.connect(lambda _=False, state=state: choose(state, False))
    made.addSeparator()
    later = made.addMenu(tr("After the current work"))
    later.setEnabled(working)
    for state in CHOOSABLE:
        action = later.addAction(mark_icon(theme, PRESENCE_TONES[state], dpr), presence_word(state))
        if state is presence.next:
            action.setFont(theme.font("bodyStrong"))
        action.triggered.connect(lambda _=False, state=state: choose(state, True))
    return made
