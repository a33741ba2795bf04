"""When saved replies are offered: after `::`, over the composer, as long as the caret stands there.

Promises that the list lies over everything of the window and follows the composer. Refuses to offer while not
`allowed`.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from agent_desktop.model.work import SavedReply
from agent_desktop.ui.conversation.composer.editor import Editor
from agent_desktop.ui.conversation.composer.saved import ReplyList, typed_query
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import placed


class Offering(QObject):
    """Between the editor and the list; `over` is the composer."""

    def __init__(
        self, over: QWidget, editor: Editor, replies: Callable[[], Sequence[SavedReply]]
    ) -> None:
        super().__init__(over)
        self.allowed = False
        self._over = over
        self._editor = editor
        self._replies = replies
        self.list = ReplyList(editor.theme, over)
        self.list.chosen.connect(self.insert)
        editor.first = self.list.take_key
        editor.keeps_tab = lambda: self.list.isVisible()
        editor.cursorPositionChanged.connect(self._look)

    def ask(self) -> None:
        """Open the list as if `::` had been typed."""
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        before = self._editor.before_caret()
        if typed_query(before) is not None:
            self._look()
            return
        gap = "" if not before or before[-1].isspace() else " "
        self._editor.textCursor().insertText(f"{gap}::")

    def _look(self) -> None:
        query = typed_query(self._editor.before_caret())
        if query is None or not self.allowed:
            self.list.hide()
        elif self._editor.hasFocus():
            self._show(query)

    def _show(self, query: str) -> None:
        window = self._over.window()
        if self.list.parentWidget() is not window:
            self.list.setParent(window)
        self.list.offer(self._replies(), query)
        over = QRect(self._over.mapTo(window, QPoint(0, 0)), self._over.size())
        start = placed(over, window.width()).x() - paint.SHADOW
        top = max(0, over.y() - self.list.height() + paint.SHADOW - 4)
        place = QRect(QPoint(start, top), self.list.size())
        self.list.move(placed(place, window.width()).topLeft())

    def insert(self, reply: SavedReply) -> None:
        """Put a saved reply where the caret is, in place of what was typed to find it."""
        query = typed_query(self._editor.before_caret())
        self.list.hide()
        self._editor.replace_before_caret(0 if query is None else len(query) + 2, reply.text)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
