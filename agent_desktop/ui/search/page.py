"""The search page: a field, and what was found beneath it.

Promises results for what stands in the field now: an older answer is not shown. Refuses to search without words.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.intents import Search
from agent_desktop.ui.kit.widgets.fields import SearchField
from agent_desktop.ui.kit.widgets.labels import EmptyState, Label
from agent_desktop.ui.search.hits import HitList
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

_AFTER_KEYS_MS = 60
_LIMIT = 100
_WIDTH = 880


class SearchPage(QWidget):
    """Follows the desk's results. `chosen` carries a conversation to open, `left` wants to go back."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, desk: DeskView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self.field = SearchField(theme, tr("Search everything on this computer"))
        self.field.textChanged.connect(self._typed)
        self.field.left.connect(self.left)
        self.hits = HitList(theme)
        self.hits.chosen.connect(self.chosen)
        self.field.moved.connect(self.hits.step)
        self.field.returnPressed.connect(self._choose)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.hits)
        column.addStretch(1)
        self._scroll.setWidget(holder)
        self.hits.moved.connect(lambda top: self._scroll.ensureVisible(0, top + 28, 0, 40))
        self._count = Label(theme, "", "caption", "text.secondary", tnum=True)
        self._empty = EmptyState(theme, "")
        self._after_keys = QTimer(self)
        self._after_keys.setSingleShot(True)
        self._after_keys.setInterval(_AFTER_KEYS_MS)
        self._after_keys.timeout.connect(self._ask)
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()
        self.refresh()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 24, 16, 0)
        column.setSpacing(10)
        column.addWidget(Label(self._theme, tr("Search"), "heading"))
        column.addWidget(self.field)
        column.addWidget(self._count)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self._empty)
        column.addWidget(pages, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(inner, 1000)
        outer.addStretch(1)

    def _dress(self) -> None:
        for widget in (self, self._scroll.widget(), self._scroll.viewport()):
            if widget is not None:
                palette = widget.palette()
                palette.setColor(QPalette.ColorRole.Window, self._theme.color("bg.surface"))
                widget.setPalette(palette)
                widget.setAutoFillBackground(True)

    def begin(self, words: str = "") -> None:
        """The caret into the field, its words selected; `words` replace what stood there."""
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def refresh(self) -> None:
        """Results are there, or the field was emptied."""
        query, results = self.field.text().strip(), self._desk.results
        if not query:
            self._say(tr("Every message, note and file name kept on this computer is searched."))
            return
        if results is None or results.query != query:
            return
        if not results.hits:
            self._say(tr("Nothing on this computer has these words."))
            return
        self.hits.show_hits(results.hits, self._desk.now())
        if results.more:
            self._count.setText(tr("The newest {n}; type more to narrow down", n=len(results.hits)))
        else:
            self._count.setText(plural(len(results.hits), "{n} message", "{n} messages"))
        self._pages.setCurrentIndex(0)

    def _say(self, sentence: str) -> None:
        self.hits.show_hits((), 0)
        self._count.setText("")
        self._empty.set_words(sentence)
        self._pages.setCurrentIndex(1)

    def _choose(self) -> None:
        """Open the marked hit, if it belongs to the words that stand in the field now."""
        results = self._desk.results
        if results is not None and results.query == self.field.text().strip():
            self.hits.choose()

    def _typed(self) -> None:
        self._after_keys.start()

    def _ask(self) -> None:
        query = self.field.text().strip()
        if query:
            self._desk.post(Search(query=query, limit=_LIMIT))
        self.refresh()
