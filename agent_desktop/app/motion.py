"""Whether the system asks for less motion: read after the first paint, and again whenever the window is turned to.

Promises one cheap question that never waits: a system that does not answer is one that wishes nothing. Refuses to
decide: the theme weighs the system's wish against the agent's choice.
"""

import ctypes
import sys

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
from PySide6.QtGui import QGuiApplication

from agent_desktop.ui.theme.theme import Theme

_PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
_SETTINGS = "org.freedesktop.portal.Settings"
_ANIMATIONS = ("org.gnome.desktop.interface", "enable-animations")
_GET_CLIENT_AREA_ANIMATION = 0x1042  # SPI_GETCLIENTAREAANIMATION


class SystemMotion(QObject):
    """Keeps `theme` told. `bus` is asked where desktops answer over one; None for the agent's own."""

    def __init__(self, theme: Theme, bus: QDBusConnection | None = None) -> None:
        super().__init__(theme)
        self._theme = theme
        self._bus = bus
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._turned_to)
        self.ask()

    def ask(self) -> None:
        """Ask once more. The answer may come a little later."""
        if sys.platform == "win32":
            self._theme.set_less_motion_wished(not _windows_animates())
        elif sys.platform == "darwin":
            self._theme.set_less_motion_wished(_mac_reduces())
        else:
            self._ask_portal()

    def _turned_to(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.ask()

    def _ask_portal(self) -> None:
        bus = self._bus or QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        question = QDBusMessage.createMethodCall(*_PORTAL, _SETTINGS, "Read")
        question.setArguments(list(_ANIMATIONS))
        question.setAutoStartService(False)
        watcher = QDBusPendingCallWatcher(bus.asyncCall(question), self)
        watcher.finished.connect(self._answered)

    @Slot(QDBusPendingCallWatcher)
    def _answered(self, watcher: QDBusPendingCallWatcher) -> None:
        watcher.deleteLater()
        answer: object = None
        if not watcher.isError() and watcher.reply().arguments():
            answer = watcher.reply().arguments()[0]
        while hasattr(answer, "variant"):
            answer = answer.variant()
        self._theme.set_less_motion_wished(answer is False)


if sys.platform == "win32":

    def _windows_animates() -> bool:
        wanted = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(
            _GET_CLIENT_AREA_ANIMATION, 0, ctypes.byref(wanted), 0
        )
        return bool(wanted.value)


def _mac_reduces() -> bool:
    """NSWorkspace.sharedWorkspace.accessibilityDisplayShouldReduceMotion, through the Objective-C runtime."""
    objc = ctypes.CDLL("/usr/lib/libobjc.dylib")
    objc.objc_getClass.restype = objc.sel_registerName.restype = ctypes.c_void_p
    send = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(
        ("objc_msgSend", objc)
    )
    ask = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    objc.objc_getClass.argtypes = objc.sel_registerName.argtypes = [ctypes.c_char_p]
    workspace = send(objc.objc_getClass(b"NSWorkspace"), objc.sel_registerName(b"sharedWorkspace"))
    return bool(ask(workspace, objc.sel_registerName(b"accessibilityDisplayShouldReduceMotion")))
