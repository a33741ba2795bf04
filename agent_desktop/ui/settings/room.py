"""The settings workspace: the pages at the side, and the one in use.

Promises that who has only preferences sees them as a page of their own, without a side; that each page can be reached
in a low window too, and the one in use is in sight; that a page is made when it is first shown, because all together
would hold the window up. Refuses to know what a page does.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.listing import Entry, Pages
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

PREFERENCES = "preferences"
SIDE = 224
PAGE = 36
"""px of a page's line at the side; the next one is in sight too."""


class SettingsRoom(QWidget):
    """`preferences` is the first page; `make` makes another one. `shown` carries the key of one that is seen now."""

    shown = Signal(str)
    entered = Signal(str)

    def __init__(self, theme: Theme, preferences: QWidget, make: Callable[[str], QWidget]) -> None:
        super().__init__()
        self.theme = theme
        self._make = make
        self.pages = Pages(theme, tr("Settings"))
        self.pages.chosen.connect(self.show_page)
        self.pages.entered.connect(lambda: self.entered.emit(self.current))
        self._widgets: dict[str, QWidget] = {PREFERENCES: preferences}
        self._stack = QStackedWidget()
        self._stack.addWidget(preferences)
        self.side = QWidget()
        self.side.setFixedWidth(SIDE)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(0)
        title = Label(theme, tr("Settings"), "title")
        title.setContentsMargins(14, 0, 0, 0)
        title.setFixedHeight(theme.tokens.size.thread_header)
        column.addWidget(title)
        self.slider = QScrollArea()
        self.slider.setWidgetResizable(True)
        self.slider.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.slider.setWidget(self.pages)
        self.slider.viewport().setAutoFillBackground(False)
        self.slider.verticalScrollBar().rangeChanged.connect(self._show_mark)
        column.addWidget(self.slider, 1)
        self.pages.setProperty("scrolled", True)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.side)
        whole.addWidget(self._stack, 1)
        self.set_pages([])

    def set_pages(self, pages: Iterable[Entry]) -> None:
        """What comes after the preferences. A page that goes gives way to the preferences."""
        entries = [Entry(PREFERENCES, tr("Preferences"), icon="user-round"), *pages]
        keys = {one.key for one in entries}
        for key in [key for key in self._widgets if key not in keys]:
            self._stack.removeWidget(self._widgets.pop(key))
        self.pages.show_entries(entries)
        self.side.setVisible(len(entries) > 1)
        self.show_page(self.current)

    @property
    def current(self) -> str:
        """The key of the page in use."""
        here = self._stack.currentWidget()
        return next((key for key, one in self._widgets.items() if one is here), PREFERENCES)

    def show_page(self, key: str) -> None:
        """Show a page. Raises KeyError."""
        widget = self._widgets.get(key) or self._made(key)
        self.pages.mark(key)
        self._show_mark()
        if self._stack.currentWidget() is not widget:
            self._stack.setCurrentWidget(widget)
            self.shown.emit(key)

    def _made(self, key: str) -> QWidget:
        if key not in {one.key for one in self.pages.entries}:
            raise KeyError(key)
        widget = self._widgets[key] = self._make(key)
        self._stack.addWidget(widget)
        return widget

    def _show_mark(self) -> None:
        """The page in use is in sight at the side."""
        self.slider.ensureVisible(0, self.pages.middle, 0, PAGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface and the edge of the side."""
        p = paint.on(self)
        p.fillRect(self.rect(), self.theme.color("bg.window"))
        if not self.side.isHidden():
            area = self.side.geometry()
            p.fillRect(area, self.theme.color("bg.surface"))
            edge = QRectF(
                self.width() - area.left() - 1 if area.left() else SIDE - 1, 0, 1, self.height()
            )
            p.fillRect(edge, self.theme.color("border.subtle"))
        p.end()
