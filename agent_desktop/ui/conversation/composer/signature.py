"""The signature as it will stand below the mail: shown under the text, not edited there.

Promises the words and looks that are sent, in a quieter colour. Refuses to open links.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from agent_desktop.desk.api import DeskView, Thread
from agent_desktop.model import signatures
from agent_desktop.model.rich_lines import lines_of, text_of
from agent_desktop.ui.conversation.composer import rich_document
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_MOST = 76
_ABOVE = 8


class SignatureView(QTextEdit):
    """See the module."""

    def __init__(self, desk: DeskView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._html = ""
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.setViewportMargins(0, _ABOVE, 0, 0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_thread(self, thread: Thread | None, *, shown: bool) -> None:
        """The signature of the queue that this conversation came by; hidden where there is none."""
        html = self._of(thread) if thread is not None and shown else ""
        if html != self._html:
            self._html = html
            self._write()
        self.setVisible(bool(html))

    def _of(self, thread: Thread) -> str:
        queue_id = thread.interaction.queue_id if thread.interaction is not None else ""
        for queue in (*self._desk.queues, *self._desk.other_queues):
            if queue.id == queue_id:
                return signatures.filled(queue.signature, {signatures.AGENT: self._desk.me.name})
        return ""

    def _write(self) -> None:
        lines = lines_of(self._html)
        self.clear()
        rich_document.put(QTextCursor(self.document()), lines, self._theme)
        self.setAccessibleName(tr("Signature: {words}", words=text_of(lines)))
        self._fit()

    def _dress(self) -> None:
        self.setFont(self._theme.font("body"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, self._theme.color("text.secondary"))
        self.setPalette(palette)
        self._write()

    def _fit(self) -> None:
        self.setFixedHeight(_ABOVE + min(_MOST, round(self.document().size().height())))

    def sizeHint(self) -> QSize:
        """As high as its lines, up to a bound."""
        return QSize(200, self.height())
