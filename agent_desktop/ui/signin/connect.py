"""The card "Connect to…": the connectors that are installed, and the sign-in form of the chosen one.

Promises that the form has exactly the fields of the connector's manifest. Refuses vendors: icons come from what a
backend can do.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.model.errors import Problem
from agent_desktop.model.manifest import Capability, Field, FieldKind, Manifest
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.marks import CHANNEL_ICONS, channel_glyph, channel_word
from agent_desktop.ui.kit.widgets.buttons import Button, IconButton, PaintedButton
from agent_desktop.ui.kit.widgets.fields import SearchField, TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.signin.card import Card
from agent_desktop.ui.signin.notice import FormNotice
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words, tr


def looks_like_address(words: str) -> bool:
    """True for what an agent pastes to name a server: a URL, a host with a dot, or a host with a port."""
    words = words.strip()
    return "://" in words or (" " not in words and ("." in words.strip(".") or ":" in words))


def matches(manifest: Manifest, words: str) -> bool:
    """True when the connector is what the agent looks for; an address fits every connector that asks for one."""
    if looks_like_address(words):
        return any(field.kind is FieldKind.ADDRESS for field in manifest.fields)
    said = f"{manifest.title} {manifest.subtitle} {tr(manifest.subtitle)}"
    hay = f"{said} {' '.join(manifest.channels)}".casefold()
    return all(part in hay for part in words.casefold().split())


class ConnectorRow(PaintedButton):
    """One connector: icon, title, subtitle and the channels that it carries."""

    moved = Signal(int)

    def __init__(self, theme: Theme, manifest: Manifest) -> None:
        super().__init__(theme)
        self.manifest = manifest
        channels = ", ".join(channel_word(one) for one in manifest.channels)
        self.setAccessibleName(f"{manifest.title}, {tr(manifest.subtitle)}, {channels}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A row of two lines."""
        return QSize(320, self.theme.tokens.size.row.list_two_line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        p = paint.on(self)
        rect, theme = QRectF(self.rect()), self.theme
        if self.hovered or self.hasFocus():
            paint.fill(p, rect, theme.color("bg.hover"), theme.tokens.radius.md)
        middle = rect.center().y()
        tile = QRectF(0, middle - 14, 28, 28)
        paint.card(p, theme, tile)
        paint.icon_centered(p, theme, self._icon(), tile, 16, "text.secondary")
        x = rect.right() - 16
        paint.icon(p, theme, "chevron-right", QPointF(x, middle - 8), 16, "text.secondary")
        x -= 8
        for channel in reversed(self.manifest.channels):
            x -= 16
            channel_glyph(p, theme, QPointF(x, middle - 8), channel, 16)
            x -= 5
        area = QRectF(38, rect.top() + 4, x - 44, 20)
        paint.text(p, theme, area, self.manifest.title, "body", weight=600)
        below = area.translated(0, 17)
        paint.text(p, theme, below, tr(self.manifest.subtitle), "caption", "text.secondary")
        p.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down belong to the list."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def _icon(self) -> str:
        if self.manifest.can(Capability.ROUTING) or not self.manifest.channels:
            return "server"
        return CHANNEL_ICONS[self.manifest.channels[0]]


class ConnectorForm(QWidget):
    """The fields of one connector. `submitted` tells the values by field name; `left` that the agent went back."""

    submitted = Signal(dict)
    left = Signal()

    def __init__(self, theme: Theme, manifest: Manifest, address: str = "") -> None:
        super().__init__()
        self.theme = theme
        self.manifest = manifest
        self.fields: dict[str, TextField] = {}
        self._declared: dict[str, Field] = {field.name: field for field in manifest.fields}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(6)
        self.back = IconButton(theme, "chevron-left", tr("Back to the connectors"), side=28)
        self.back.clicked.connect(self.left)
        head.addWidget(self.back)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(Label(theme, manifest.title, "bodyStrong", elide=True))
        under = tr(manifest.subtitle)
        titles.addWidget(Label(theme, under, "caption", "text.secondary", elide=True))
        head.addLayout(titles, 1)
        column.addLayout(head)
        column.addSpacing(12)
        for field in manifest.fields:
            line = TextField(
                theme, tr(field.label), hint=field.hint, secret=field.kind is FieldKind.SECRET
            )
            if field.kind is FieldKind.ADDRESS and address:
                line.setText(address)
                address = ""
            line.returnPressed.connect(self.submit)
            line.textEdited.connect(self._edited)
            self.fields[field.name] = line
            column.addWidget(line.label())
            column.addWidget(line)
            column.addSpacing(8)
        column.addStretch(1)
        self.notice = FormNotice(theme)
        column.addWidget(self.notice)
        column.addSpacing(12)
        self.button = Button(theme, tr("Connect"), "primary", size="xl")
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.submit)
        column.addWidget(self.button)

    def focus_first(self) -> None:
        """Put the caret into the first empty field."""
        for line in self.fields.values():
            if not line.text():
                line.setFocus()
                return
        self.button.setFocus()

    def fill(self, values: Mapping[str, str]) -> None:
        """Write these values into their fields; the caret goes to what is still empty."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].setText(value)
        self.focus_first()

    def submit(self) -> None:
        """Check that what is required is there, then tell the values."""
        for name, line in self.fields.items():
            if self._declared[name].required and not line.text().strip():
                line.set_invalid(True)
                self.notice.show_problem(
                    tr("“{field}” is still empty.", field=tr(self._declared[name].label))
                )
                line.setFocus()
                return
        values = {
            name: line.text()
            if self._declared[name].kind is FieldKind.SECRET
            else line.text().strip()
            for name, line in self.fields.items()
        }
        self.submitted.emit(values)

    def show_problem(self, problem: Problem) -> None:
        """Say what went wrong and mark the field at fault."""
        line = self.fields.get(problem.field)
        if line is not None:
            line.set_invalid(True)
            line.setFocus()
            line.selectAll()
        self.notice.show_problem(problem_words(problem))

    def set_busy(self, sentence: str) -> None:
        """Show that work is under way; an empty sentence ends it."""
        for widget in (*self.fields.values(), self.button, self.back):
            widget.setEnabled(not sentence)
        self.button.setText(sentence or tr("Connect"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape and self.back.isEnabled():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _edited(self) -> None:
        for line in self.fields.values():
            line.set_invalid(False)
        self.notice.clear()


class ConnectCard(Card):
    """The list with its search, or the form. `submitted` tells the connector's name and the values."""

    submitted = Signal(str, dict)
    form_shown = Signal(bool)

    def __init__(self, theme: Theme, connectors: Sequence[Manifest]) -> None:
        super().__init__(theme, tr("Connect to…"), "plug")
        self.form: ConnectorForm | None = None
        self.rows: list[ConnectorRow] = []
        self.search = SearchField(
            theme, tr("Find a connector"), tr("Find a connector or paste an address")
        )
        self.search.textChanged.connect(self._filter)
        self.search.moved.connect(self._move)
        self.search.returnPressed.connect(self._open_first)
        self._none = Label(theme, "", "body", "text.secondary", wrap=True)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 6, 0, 0)
        self._list.setSpacing(0)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._listing())
        self.body.addWidget(self._pages)
        self.set_connectors(connectors)

    def _listing(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("scrolled", True)
        inner.setLayout(self._list)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setWidget(inner)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.search)
        column.addWidget(scroll, 1)
        return page

    def set_connectors(self, connectors: Sequence[Manifest]) -> None:
        """Fill the list anew."""
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._none:
                widget.deleteLater()
        self.rows = []
        for manifest in connectors:
            row = ConnectorRow(self.theme, manifest)
            row.clicked.connect(lambda _=False, manifest=manifest: self.open_form(manifest))
            row.moved.connect(lambda step, row=row: self._walk(row, step))
            self.rows.append(row)
            self._list.addWidget(row)
        self._list.addWidget(self._none)
        self._list.addStretch(1)
        self._filter(self.search.text())

    def open_form(self, manifest: Manifest) -> None:
        """Show the form of a connector, filled with a pasted address."""
        self.choose()
        self._drop_form()
        words = self.search.text()
        form = ConnectorForm(self.theme, manifest, words if looks_like_address(words) else "")
        form.submitted.connect(lambda values: self.submitted.emit(manifest.name, values))
        form.left.connect(self.close_form)
        self.form = form
        self._pages.addWidget(form)
        self._pages.setCurrentWidget(form)
        form.focus_first()
        self.form_shown.emit(True)

    def open_form_of(self, name: str, values: Mapping[str, str]) -> None:
        """Show the form of the connector called `name`, if there is one, with what is known filled in."""
        for row in self.rows:
            if row.manifest.name == name:
                self.open_form(row.manifest)
                assert self.form is not None
                self.form.fill(values)

    def close_form(self) -> None:
        """Back to the list."""
        if self.form is not None:
            self._drop_form()
            self.search.setFocus()
            self.form_shown.emit(False)

    def _drop_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            self._pages.removeWidget(form)
            form.hide()
            form.deleteLater()

    def set_busy(self, sentence: str) -> None:
        """Show that work is under way; an empty sentence ends it."""
        if self.form is not None:
            self.form.set_busy(sentence)
        for widget in (self.search, self.mark, *self.rows):
            widget.setEnabled(not sentence)

    def _shown(self) -> list[ConnectorRow]:
        return [row for row in self.rows if not row.isHidden()]

    def _filter(self, words: str) -> None:
        if words:
            self.choose()
        for row in self.rows:
            row.setVisible(matches(row.manifest, words))
        self._none.setVisible(not self._shown())
        self._none.setText(
            tr("No connector here fits “{words}”.", words=paint.single_line(words, 60))
            if self.rows
            else tr("No connector is installed.")
        )

    def _move(self, step: int) -> None:
        shown = self._shown()
        if shown:
            shown[0 if step > 0 else -1].setFocus(Qt.FocusReason.TabFocusReason)

    def _open_first(self) -> None:
        shown = self._shown()
        if shown and self.search.text():
            self.open_form(shown[0].manifest)

    def _walk(self, row: ConnectorRow, step: int) -> None:
        shown = self._shown()
        to = shown.index(row) + step
        if to < 0:
            self.search.setFocus()
        elif to < len(shown):
            shown[to].setFocus(Qt.FocusReason.TabFocusReason)
