"""The bar below a form: Save and Cancel always in sight, and the two answers to what is asked before.

Promises that a question takes the place of what it is about. Refuses to do anything: the form listens to its buttons.
"""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.ground import EDGE
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class FormBar(QWidget):
    """The buttons below. `saying` is a question or a fact beside them."""

    def __init__(self, theme: Theme, *, removes: bool, tests: bool, pauses: bool) -> None:
        super().__init__()
        self.theme = theme
        self.test = Button(theme, tr("Test the connection"), icon="plug")
        self.pause = Button(theme, tr("Pause"), icon="pause")
        self.save = Button(theme, tr("Save"), "primary")
        self.cancel = Button(theme, tr("Cancel"))
        self.discard = Button(theme, tr("Discard changes"), "danger")
        self.keep = Button(theme, tr("Keep editing"))
        self.remove = Button(theme, tr("Remove"), icon="trash-2")
        self.sure = Button(theme, tr("Really remove"), "danger")
        self.saying = Label(theme, "", "caption", "text.secondary", elide=True)
        self.removes, self.tests, self._pauses = removes, tests, pauses
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 10, EDGE, 12)
        row.setSpacing(8)
        for button in (self.save, self.discard, self.sure, self.keep, self.cancel):
            row.addWidget(button)
        row.addWidget(self.test)
        row.addWidget(self.saying, 1)
        row.addWidget(self.pause)
        row.addWidget(self.remove)
        self.ask("")

    def ask(self, question: str, *, new: bool = True) -> None:
        """Ask whether to `discard`, to `remove` or to `save`; nothing is asked with an empty question."""
        self.save.setVisible(not question)
        self.cancel.setVisible(not question)
        self.discard.setVisible(question == "discard")
        self.sure.setVisible(question in ("remove", "save"))
        self.keep.setVisible(bool(question))
        self.remove.setVisible(not question and self.removes and not new)
        self.pause.setVisible(not question and self._pauses and not new)
        self.test.setVisible(not question and self.tests)
        self.saying.setText(tr("What you changed is not saved.") if question == "discard" else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface and its edge."""
        p = paint.on(self)
        p.fillRect(self.rect(), self.theme.color("bg.surface"))
        paint.hairline(p, self.theme, 0, self.width(), 0)
        p.end()
