"""The ground of a page of the settings: its head, what stands above its list, the list, and whatever is opened out of
it in the list's place.

Promises that every page has the same edges, and heads as high as those of threads. Refuses to know what a page shows.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.ui.kit.widgets.buttons import IconButton
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme

EDGE = 20
WIDEST = 740
"""Cards and lists are no wider than can be read, in px."""


def head(theme: Theme, title: Label, *after: QWidget, back: IconButton | None = None) -> QWidget:
    """The line at the top: the way back where there is one, the title, and buttons at the end."""
    row = QHBoxLayout()
    row.setContentsMargins(EDGE if back is None else EDGE - 6, 0, EDGE, 0)
    row.setSpacing(8 if back is None else 6)
    if back is not None:
        row.addWidget(back)
    row.addWidget(title, 1)
    for one in after:
        row.addWidget(one)
    made = QWidget()
    made.setFixedHeight(theme.tokens.size.thread_header)
    made.setLayout(row)
    return made


def pile(*parts: QWidget | QLayout, into: QWidget | None = None) -> QVBoxLayout:
    """Parts below each other without room between them; a scrolled or stacked one takes what is left."""
    made = QVBoxLayout(into) if into is not None else QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(0)
    for one in parts:
        if isinstance(one, QLayout):
            made.addLayout(one)
        else:
            made.addWidget(one, 1 if isinstance(one, QScrollArea | QStackedWidget) else 0)
    return made


def scrolled(inner: QWidget) -> QScrollArea:
    """`inner` where it may be longer than the page."""
    inner.setProperty("scrolled", True)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    area.viewport().setAutoFillBackground(False)
    return area


class Ground(QStackedWidget):
    """A list with its head at the `top`, what stands `above` it, and the list or what is said in its place `below`; and
    in the place of all that the one thing that is `opened`."""

    def __init__(
        self, top: QWidget, above: QLayout, below: QStackedWidget, opened: QWidget
    ) -> None:
        super().__init__()
        self._listing = QWidget()
        pile(top, above, below, into=self._listing)
        self._opened = opened
        self.addWidget(self._listing)
        self.addWidget(opened)

    def show_list(self) -> None:
        """Show the list."""
        self.setCurrentWidget(self._listing)

    def show_opened(self) -> None:
        """Show what is opened."""
        self.setCurrentWidget(self._opened)

    @property
    def is_open(self) -> bool:
        """Whether something is opened."""
        return self.currentWidget() is self._opened
