"""Card details in fields of our own windows: noticed in the field that has the keyboard, while somebody wants it."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from agent_desktop.ui.call.card_fields import CardFields, mark

CARD = "4111 1111 1111 1111"


class Form:
    """A window with fields of every kind. `heard` is what was told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        column = QVBoxLayout(self.window)
        self.line, self.plain, self.rich = QLineEdit(), QPlainTextEdit(), QTextEdit()
        self.card, self.phone = QLineEdit(), QLineEdit()
        self.part = QWidget()
        inside = QVBoxLayout(self.part)
        inside.addWidget(self.card)
        mark(self.part, payment=True)
        mark(self.phone, payment=False)
        for one in (self.line, self.plain, self.rich, self.part, self.phone):
            column.addWidget(one)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.heard: list[tuple[str, bool]] = []
        self.warned = 0
        self.fields = CardFields(self.window)
        self.fields.confidential.connect(lambda what, on: self.heard.append((what, on)))
        self.fields.typed.connect(self._warn)
        self.fields.listen(on=True)

    def _warn(self) -> None:
        self.warned += 1


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[Form]:
    made = Form(qtbot)
    yield made
    made.fields.listen(on=False)


TYPED, NO_MORE = ("card_typed", True), ("card_typed", False)


@pytest.mark.parametrize("kind", ["line", "plain", "rich"])
def test_a_number_that_is_typed_is_noticed_with_its_last_digit(
    form: Form, qtbot: QtBot, kind: str
) -> None:
    field = getattr(form, kind)
    field.setFocus()
    qtbot.keyClicks(field, CARD[:-1])
    assert form.heard == []
    qtbot.keyClicks(field, CARD[-1])
    assert (form.heard, form.warned) == ([TYPED], 1)
    qtbot.keyClicks(field, " until 12")
    assert (form.heard, form.warned) == ([TYPED], 1)
    field.clear()
    assert form.heard == [TYPED, NO_MORE]


def test_a_number_that_is_pasted_is_noticed(form: Form, qapp: QApplication) -> None:
    qapp.clipboard().setText(f"card: {CARD}", QClipboard.Mode.Clipboard)
    form.rich.setFocus()
    form.rich.paste()
    assert (form.heard, form.warned) == ([TYPED], 1)


def test_it_ends_when_the_keyboard_leaves_and_begins_again_without_a_warning(form: Form) -> None:
    form.line.setFocus()
    form.line.setText(CARD)
    form.plain.setFocus()
    assert form.heard == [TYPED, NO_MORE]
    form.line.setFocus()
    assert form.heard == [TYPED, NO_MORE, TYPED]
    assert form.warned == 1


def test_a_marked_form_is_confidential_by_its_focus(form: Form, qtbot: QtBot) -> None:
    form.card.setFocus()
    qtbot.keyClicks(form.card, CARD)
    form.line.setFocus()
    assert form.heard == [("payment_field", True), ("payment_field", False)]
    assert form.warned == 0


def test_numbers_to_call_are_no_cards(form: Form, qtbot: QtBot) -> None:
    form.phone.setFocus()
    qtbot.keyClicks(form.phone, "4222222222222")
    assert form.heard == []


def test_nobody_looks_when_it_is_not_wanted(form: Form) -> None:
    form.line.setFocus()
    form.line.setText(CARD)
    form.fields.listen(on=False)
    assert form.heard == [TYPED, NO_MORE]
    form.line.setText("")
    form.line.setText(CARD)
    form.card.setFocus()
    assert form.heard == [TYPED, NO_MORE]
    form.fields.listen(on=True)
    assert form.heard[2:] == [("payment_field", True)]


def test_a_field_that_vanishes_is_no_longer_confidential(form: Form, qtbot: QtBot) -> None:
    form.line.setFocus()
    form.line.setText(CARD)
    form.line.setParent(None)
    form.line.deleteLater()
    qtbot.waitUntil(lambda: form.heard == [TYPED, NO_MORE])
    form.rich.setFocus()
    form.rich.setPlainText(CARD)
    assert form.heard[2:] == [TYPED]
