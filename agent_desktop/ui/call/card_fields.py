"""Fields of our own windows into which card details are typed: those that are marked for it, and any other text field
as soon as a card number stands in it.

Promises to look only at the field that has the keyboard, and only while somebody wants it. Refuses to change, keep or
tell what is typed.
"""

from typing import Final, TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from agent_desktop.desk.card_numbers import has_card_number
from agent_desktop.model.payments import Confidence

MARK: Final = "payment"
"""The property of a widget: True marks it, and what it holds, for card details; False says that it holds none ever."""

_Field: TypeAlias = QLineEdit | QPlainTextEdit | QTextEdit


def mark(widget: QWidget, *, payment: bool) -> None:
    """Say of a field, or of a form, that card details are typed there; or that numbers there are never of cards."""
    widget.setProperty(MARK, payment)


class CardFields(QObject):
    """`confidential` tells what begins or ends, `typed` that a card number has just come into a field."""

    confidential = Signal(str, bool)
    typed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listens = False
        self._field: _Field | None = None
        self._on: set[Confidence] = set()

    def listen(self, *, on: bool) -> None:
        """Look at fields from now on, or no more."""
        app = QApplication.instance()
        if on is self._listens or not isinstance(app, QApplication):
            return
        self._listens = on
        if on:
            app.focusChanged.connect(self._moved)
            self._moved(None, app.focusWidget())
        else:
            app.focusChanged.disconnect(self._moved)
            self._moved(None, None)

    def _moved(self, _: QWidget | None, now: QWidget | None) -> None:
        """The keyboard goes elsewhere."""
        if self._field is not None:
            self._field.textChanged.disconnect(self._changed)
            self._field.destroyed.disconnect(self._gone)
            self._field = None
        marked = _marked(now)
        self._tell(Confidence.FIELD, on=marked is True)
        if isinstance(now, _Field) and marked is None:
            self._field = now
            now.textChanged.connect(self._changed)
            now.destroyed.connect(self._gone)
        self._tell(Confidence.TYPED, on=self._holds_number())

    def _gone(self) -> None:
        self._field = None
        self._tell(Confidence.TYPED, on=False)

    def _changed(self) -> None:
        fresh = self._holds_number() and Confidence.TYPED not in self._on
        self._tell(Confidence.TYPED, on=self._holds_number())
        if fresh:
            self.typed.emit()

    def _holds_number(self) -> bool:
        field = self._field
        if field is None:
            return False
        return has_card_number(
            field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        )

    def _tell(self, what: Confidence, *, on: bool) -> None:
        if on is not (what in self._on):
            (self._on.add if on else self._on.discard)(what)
            self.confidential.emit(what.value, on)


def _marked(widget: QWidget | None) -> bool | None:
    """The nearest mark of a widget and what it lies in; None without one."""
    while widget is not None:
        said = widget.property(MARK)
        if isinstance(said, bool):
            return said
        widget = widget.parentWidget()
    return None
