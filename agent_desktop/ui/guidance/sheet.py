"""The sheet in which an act is asked about: a form's fields, what the backend refused, and the button that does it.

Promises that nothing is done before the button is pressed, that what was typed stays when it was refused, and that
the refusal stands beside the button. Refuses to post: `decided` carries the command.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.ui.guidance.forms import Choice, Form, Tick, Words
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.choices import CheckBox
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.fields import TextArea, TextField
from agent_desktop.ui.kit.widgets.finding import FindField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.shell.sheet import Sheet
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

_WIDTH: Final = 480
_TALL: Final = 110


class ActSheet(Sheet):
    """Filled by `begin`. `decided` carries the command; then `wait`, and `refuse` or `close_sheet`."""

    decided = Signal(object)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, tr("Question"), _WIDTH)
        self.form: Form | None = None
        self.inputs: dict[str, QWidget] = {}
        self._waits = False
        self.title = Label(theme, "", "title", wrap=True)
        self.words = Label(theme, "", "body", "text.secondary", wrap=True)
        self.problem = Label(theme, "", "caption", "status.dangerText", wrap=True, weight=500)
        self.cancel = Button(theme, tr("Cancel"))
        self.go = Button(theme, "", "primary")
        self._fields = QVBoxLayout()
        self._fields.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.problem, 1)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.go, 0, Qt.AlignmentFlag.AlignBottom)
        body = QVBoxLayout()
        body.setContentsMargins(*sides(20, 16, 20, 16))
        body.setSpacing(10)
        body.addWidget(self.title)
        body.addWidget(self.words)
        body.addLayout(self._fields)
        body.addSpacing(4)
        body.addLayout(row)
        self.card_layout.addLayout(body)
        self.cancel.clicked.connect(self.close_sheet)
        self.go.clicked.connect(self._decide)

    def begin(self, form: Form) -> None:
        """Ask this."""
        self.form, self._waits = form, False
        for old in self.inputs.values():
            label = old.property("label")
            for each in (old, label if isinstance(label, QWidget) else None):
                if each is not None:
                    self._fields.removeWidget(each)
                    each.hide()
                    each.deleteLater()
        self.inputs = {}
        for field in form.fields:
            self._add(field)
        before: QWidget | None = None
        for widget in (*self.inputs.values(), self.cancel, self.go):
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
        self.title.setText(form.title)
        self.card.setAccessibleName(form.title)
        self.words.setText(form.words)
        self.go.setText(form.go)
        self.problem.setText("")
        self._look()

    def _add(self, field: Choice | Words | Tick) -> None:
        made: QWidget
        label: Label | None = None
        match field:
            case Tick(title=title):
                made = CheckBox(self.theme, title)
            case Words(title=title, tall=True, hint=hint):
                made = TextArea(self.theme, title, hint)
                made.setFixedHeight(_TALL)
                made.textChanged.connect(self._look)
                label = Label(self.theme, title, "caption", "text.secondary")
            case Words(title=title, hint=hint):
                made = TextField(self.theme, title, hint=hint)
                made.textChanged.connect(self._look)
                label = made.label()
            case Choice(title=title, options=options, found=True):
                made = FindField(self.theme, title, tr("Type to find"))
                made.set_options(options)
                made.changed.connect(self._look)
                label = made.label()
            case Choice(title=title, options=options, current=current):
                made = DropDown(self.theme, title, width=_WIDTH - 40)
                made.show_options(options, current)
                label = Label(self.theme, title, "caption", "text.secondary")
        if label is not None:
            label.setBuddy(made)
            made.setProperty("label", label)
            self._fields.addWidget(label)
            label.show()
        self._fields.addWidget(made)
        made.show()
        self.inputs[field.key] = made

    @property
    def values(self) -> dict[str, str]:
        """What stands in the fields; nothing for what is not found."""
        return {key: _value(one) for key, one in self.inputs.items()}

    def _look(self) -> None:
        if self.form is None:
            return
        values, good, over = self.values, True, 0
        for field in self.form.fields:
            if isinstance(field, Words):
                good = good and bool(values[field.key] or not field.needed)
                over = max(over, len(values[field.key]) - field.longest)
            elif isinstance(field, Choice) and field.found:
                good = good and bool(values[field.key])
        long = plural(over, "{n} character too long.", "{n} characters too long.")
        self.problem.setText(long if over > 0 else "")
        self.go.setEnabled(good and over <= 0 and not self._waits)

    def _decide(self) -> None:
        if self.form is not None and self.go.isEnabled() and not self.isHidden():
            self._waits = True
            self._look()
            self.decided.emit(self.form.command(self.values))

    def refuse(self, words: str) -> None:
        """It was not done: say why; what was typed can be sent again."""
        self._waits = False
        self._look()
        self.problem.setText(words)
        self.place_card()

    def first(self) -> QWidget:
        """The first words to type, else the first field; of a bare question, what changes nothing."""
        typed = [one for one in self.inputs.values() if isinstance(one, TextArea | TextField)]
        return next(iter((*typed, *self.inputs.values())), self.cancel)

    def card_height(self) -> int:
        """As high as what stands in it at the card's width."""
        self.card_layout.invalidate()
        self.card_layout.activate()
        return self.card_layout.totalHeightForWidth(min(_WIDTH, self.width() - 48))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter decides; so does Enter in a line."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        line = isinstance(self.focusWidget(), TextField)
        if enter and (control or line):
            self._decide()
        else:
            super().keyPressEvent(event)


def _value(made: QWidget) -> str:
    match made:
        case CheckBox():
            return "1" if made.isChecked() else ""
        case TextArea():
            return made.toPlainText().strip()
        case FindField():
            return made.key or ""
        case TextField():
            return made.text().strip()
        case DropDown():
            return made.current
    return ""
