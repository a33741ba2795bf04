"""The sheet in which a template is chosen: search, language, its places, and what the customer will read.

Promises that nothing is sent whose places are not all filled, and words while templates are on their way and where they
cannot be had. Refuses to fetch and to send: `sent` carries what was chosen.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.desk.api import Approved
from agent_desktop.model.templates import Filled, preview, template_of, text_of
from agent_desktop.ui.conversation.composer.template_rows import TemplateRows, matching
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.buttons import Button, IconButton
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.fields import SearchField, TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.shell.sheet import Sheet
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import said, tr

_WIDTH: Final = 620


class TemplateSheet(Sheet):
    """Filled by `begin` and `show_approved`. `sent` carries the `Filled` and its text."""

    sent = Signal(object, str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, tr("Choose a template"), _WIDTH)
        self._approved: Approved | None = None
        self._language = ""
        self._filled: Filled | None = None  # what was taken back, until its template came
        self.search = SearchField(theme, tr("Search templates"))
        self.languages = DropDown(theme, tr("Language"), width=160)
        self.rows = TemplateRows(theme)
        self.problem = Label(theme, "", "caption", "status.dangerText", wrap=True, weight=500)
        self.fields: dict[str, TextField] = {}
        self.preview = Label(theme, "", "body", wrap=True)
        self.send = Button(theme, tr("Send template"), "primary")
        self._places = QGridLayout()
        self._close = IconButton(theme, "x", tr("Close"), keys="Esc", side=28)
        self._lay_out()
        self._close.clicked.connect(self.close_sheet)
        self.search.textChanged.connect(self._look)
        self.search.moved.connect(self.rows.go)
        self.search.left.connect(self.close_sheet)
        self.search.returnPressed.connect(self._go_on)
        self.languages.chosen.connect(lambda _: self._look())
        self.rows.moved.connect(self._show_places)
        self.rows.chosen.connect(self._go_on)
        self.send.clicked.connect(self._send)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(*sides(20, 14, 12, 8))
        head.addWidget(Label(self.theme, tr("Choose a template"), "title"), 1)
        head.addWidget(self._close)
        finding = QHBoxLayout()
        finding.setSpacing(8)
        finding.addWidget(self.search, 1)
        finding.addWidget(self.languages)
        self._places.setHorizontalSpacing(10)
        self._places.setVerticalSpacing(6)
        self._places.setColumnStretch(1, 1)
        self._read = Label(
            self.theme, tr("The customer will read"), "caption", "text.secondary", weight=500
        )
        below = QHBoxLayout()
        below.addWidget(self.problem, 1)
        below.addWidget(self.send)
        body = QVBoxLayout()
        body.setContentsMargins(20, 0, 20, 16)
        body.setSpacing(10)
        body.addLayout(finding)
        body.addWidget(self.rows)
        body.addLayout(self._places)
        body.addWidget(self._read)
        body.addWidget(self.preview)
        body.addStretch(1)
        body.addLayout(below)
        self.card_layout.addLayout(head)
        self.card_layout.addLayout(body)

    # -- what is there ------------------------------------------------------------------

    def begin(self, language: str, filled: Filled | None = None) -> None:
        """Choose anew for a customer who speaks `language`, as far as one knows; or change what is `filled`."""
        self._approved, self._filled = None, filled
        self._language = language
        self.search.clear()
        self.languages.show_options((("", tr("All languages")),), "")
        self._look()

    def show_approved(self, approved: Approved) -> None:
        """They came, or cannot be had."""
        self._approved = approved
        known = sorted({one.language for one in approved.templates or ()})
        current = self.languages.current if self.languages.current in known else ""
        options = (("", tr("All languages")), *((one, one) for one in known))
        self.languages.show_options(options, current)
        self._look()
        self._fill()

    def _fill(self) -> None:
        """Put what was taken back into its template's places, once that is here."""
        before, known = self._filled, self._approved
        template = template_of(known.templates or (), before) if before and known else None
        if before is None or template is None:
            return
        self._filled = None
        self.rows.take(template)
        for place, field in self.fields.items():
            field.setText(before.values.get(place, ""))

    def _look(self) -> None:
        known = self._approved
        templates = known.templates if known is not None else None
        found = matching(
            templates or (), self.search.text(), self.languages.current, self._language
        )
        if templates is None:
            empty = tr("The templates are being fetched…")
        elif not templates:
            empty = tr("There is no approved template that can be sent from here.")
        else:
            empty = tr("No template fits what you search for.")
        problem = known.problem if known is not None else None
        if problem is not None and templates is None:
            empty = tr("The templates cannot be had now.")
        self.problem.setText(said(problem.message, problem.remedy) if problem is not None else "")
        self.rows.offer(found, empty)
        self._show_places()

    # -- the current one ------------------------------------------------------------------

    def _show_places(self) -> None:
        template = self.rows.current
        places = template.places if template is not None else ()
        if tuple(self.fields) != places:
            self._make_fields(places)
        self._show_preview()
        self.place_card()

    def _make_fields(self, places: tuple[str, ...]) -> None:
        while (item := self._places.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.fields = {}
        for row, place in enumerate(places):
            name = tr("Place {n}", n=place) if place.isdecimal() else place.replace("_", " ")
            field = TextField(self.theme, name)
            field.textChanged.connect(self._show_preview)
            field.returnPressed.connect(self._go_on)
            label = field.label()
            self._places.addWidget(label, row, 0)
            self._places.addWidget(field, row, 1)
            label.show()
            field.show()
            self.fields[place] = field
            if row:
                QWidget.setTabOrder(self.fields[places[row - 1]], field)
        if self.fields:
            QWidget.setTabOrder(list(self.fields.values())[-1], self.send)

    def _values(self) -> dict[str, str]:
        return {place: field.text().strip() for place, field in self.fields.items()}

    def _show_preview(self) -> None:
        template = self.rows.current
        self._read.setVisible(template is not None)
        self.preview.setText(preview(template, self._values()) if template is not None else "")
        self.send.setEnabled(template is not None and all(self._values().values()))
        self.place_card()

    def _go_on(self) -> None:
        """Enter: to the first place without a value, and from the last one out."""
        empty = next((one for one in self.fields.values() if not one.text().strip()), None)
        if empty is not None:
            empty.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.send.isEnabled() and self.search.hasFocus() and self.fields:
            self.send.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._send()

    def _send(self) -> None:
        template = self.rows.current
        if template is None or self.isHidden() or not self.send.isEnabled():
            return
        values = self._values()
        filled = Filled(name=template.name, language=template.language, values=values)
        self.close_sheet()
        self.sent.emit(filled, text_of(template, values))

    # -- the sheet ----------------------------------------------------------------------

    def first(self) -> QWidget:
        """The search line."""
        return self.search

    def card_height(self) -> int:
        """As high as what stands in it at the card's width."""
        self.card_layout.invalidate()
        self.card_layout.activate()
        return self.card_layout.totalHeightForWidth(min(_WIDTH, self.width() - 48))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter sends from everywhere."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._send()
        else:
            super().keyPressEvent(event)
