"""A line of a mail in which people stand: each one a chip with name and address, and room to type the next.

Promises that what is typed becomes a chip by Enter, comma, Tab, or when the line is left; that several can be pasted at
once; that what is no address stays there, marked; that Backspace takes the last one into the line again. Refuses to
know people: `suggest` does.
"""

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QCompleter, QSizePolicy, QWidget

from agent_desktop.ui.conversation.composer.people import Person, people_in, without
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.avatars import avatar
from agent_desktop.ui.kit.direction import placed
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import IconButton
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

ROW = 24
_CHIP = 20
_GAP = 4
_TYPING = 120
_CARET = 16
_FOUND = 8

Suggest = Callable[[str, int], Sequence[str]]


class AddressField(QWidget):
    """See the module. `changed` tells that somebody came or went. `fixed` ones cannot be taken out."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, hint: str, suggest: Suggest) -> None:
        super().__init__()
        self._theme = theme
        self._suggest = suggest
        self.fixed: tuple[Person, ...] = ()
        self._people: tuple[Person, ...] = ()
        self._chips: list[_Chip] = []
        self._hint = hint
        self.line = _Line(theme, name, self)
        self.line.setProperty("bare", True)
        self.line.ended.connect(self._take)
        self.line.erased.connect(self._take_back)
        self.line.textEdited.connect(self._typed)
        self._model = QStringListModel(self)
        self.list = QCompleter(self._model, self)
        self.list.setFilterMode(Qt.MatchFlag.MatchContains)
        self.list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = self.list.popup()
        assert popup is not None
        popup.setObjectName("found")
        popup.setAccessibleName(name)
        popup.setFont(theme.font("body"))
        self.list.setWidget(self.line)
        self.list.activated.connect(self._chosen)
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._arrange()

    # -- who stands there

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody, those included whose address is still being typed."""
        return without((*self.fixed, *self._people, *people_in(self.line.text())))

    def put(self, people: Sequence[Person], fixed: Sequence[Person] = ()) -> None:
        """Let these stand there."""
        self.fixed = tuple(fixed)
        self._people = without(people, *(one.address for one in fixed))
        self.line.clear()
        self._arrange()

    def text(self) -> str:
        """Everybody in a line."""
        return ", ".join(str(one) for one in self.people)

    def setText(self, text: str) -> None:
        """Let these stand there, as if they had been pasted."""
        self._people = without(people_in(text), *(one.address for one in self.fixed))
        self.line.clear()
        self._arrange()
        self.changed.emit()

    def wrong(self) -> Person | None:
        """The first whose address is none; while it is typed nobody is wrong."""
        typing = self.line.hasFocus()
        these = (*self.fixed, *self._people) if typing else self.people
        return next((one for one in these if not one.good), None)

    # -- typing

    def _typed(self, text: str) -> None:
        if any(sign in text for sign in ",;\n") and _complete(text):
            self._take()
            return
        found = self._suggest(text.strip(), _FOUND) if len(text.strip()) > 1 else ()
        known = {one.address.casefold() for one in (*self.fixed, *self._people)}
        shown = [one for one in found if people_in(one)[0].address.casefold() not in known]
        self._place()
        self._model.setStringList(shown)
        popup = self.list.popup()
        if shown:
            self.list.complete()
            if popup is not None:
                popup.setCurrentIndex(self.list.completionModel().index(0, 0))
        elif popup is not None:
            popup.hide()
        self.changed.emit()

    def _chosen(self, words: str) -> None:
        self.line.setText(words)
        self._take()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        """What is typed becomes chips."""
        these = people_in(self.line.text())
        if not these:
            return
        fixed = (one.address for one in self.fixed)
        self._people = without((*self._people, *these), *fixed)
        self.line.clear()
        self._arrange()
        self.changed.emit()

    def _take_back(self) -> None:
        if self._people:
            last = self._people[-1]
            self._people = self._people[:-1]
            self._arrange()
            self.line.setText(str(last))
            self.changed.emit()

    def _remove(self, person: Person) -> None:
        self._people = tuple(one for one in self._people if one != person)
        self._arrange()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    # -- looks

    def _arrange(self) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for person in (*self.fixed, *self._people):
            chip = _Chip(self._theme, person, person not in self.fixed, self)
            chip.remove.clicked.connect(_Call(self._remove, person))
            chip.show()
            self._chips.append(chip)
        self.line.setPlaceholderText("" if self._chips else self._hint)
        self._place()

    def _place(self) -> None:
        x = y = 0
        for chip in self._chips:
            width = min(chip.sizeHint().width(), max(60, self.width()))
            if x and x + width > self.width():
                x, y = 0, y + ROW
            rect = QRect(x, y + (ROW - _CHIP) // 2, width, _CHIP)
            chip.setGeometry(placed(rect, self.width()))
            x += width + _GAP
        least = _TYPING if self.line.text() else _CARET
        if x and x + least > self.width():
            x, y = 0, y + ROW
        rect = QRect(x, y, max(least, self.width() - x), ROW)
        self.line.setGeometry(placed(rect, self.width()))
        if self.height() != y + ROW or self.minimumHeight() != y + ROW:
            self.setFixedHeight(y + ROW)
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the rows anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the chips begins to type."""
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)


def _complete(text: str) -> bool:
    """Whether a comma in it ends somebody, and stands not within a name in quotes."""
    return text.count('"') % 2 == 0 and len(people_in(f"{text}x")) > 1


class _Call:
    def __init__(self, act: Callable[[Person], None], person: Person) -> None:
        self._act, self._person = act, person

    def __call__(self) -> None:
        self._act(self._person)


class _Line(TextField):
    """The room to type. `ended` by Enter, Tab or when it is left; `erased`: Backspace where nothing stands."""

    ended = Signal()
    erased = Signal()
    focused = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(theme, name, parent=parent)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward and self.text().strip():
            self.ended.emit()
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ending = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
        if ending and QApplication.activePopupWidget() is not None:
            event.ignore()  # the list, which asks the line first, takes what is marked in it
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ended.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit()
        if QApplication.activePopupWidget() is None:  # the list below belongs to the line
            self.ended.emit()


class _Chip(QWidget):
    """One person."""

    def __init__(self, theme: Theme, person: Person, removable: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.person = person
        self._name = single_line(person.name, 60)
        self._address = single_line(person.address, 80)
        words = (
            str(person)
            if person.good
            else tr("“{address}” is no e-mail address.", address=self._address)
        )
        self.setAccessibleName(words)
        self.setToolTip(words)
        name = tr("Remove {name}", name=self._name or self._address)
        self.remove = IconButton(theme, "x", name, side=18, icon_size=12, parent=self)
        self.remove.setVisible(removable)
        self._end = 20 if removable else 6

    def sizeHint(self) -> QSize:
        width = 3 + 16 + 5 + self.theme.width(self._address, "caption", False, 400) + self._end
        if self._name:
            width += self.theme.width(self._name, "caption", False, 600) + 5
        # Words are shortened to whole pixels below what they get.
        return QSize(math.ceil(width) + 1, _CHIP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.remove.setGeometry(placed(QRect(self.width() - 19, 1, 18, 18), self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        p = paint.on(self)
        rect, theme, good = QRectF(self.rect()), self.theme, self.person.good
        radius = theme.tokens.radius.md
        paint.fill(p, rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.color("bg.sunken"), radius)
        paint.outline(
            p, rect, theme.color("border.subtle" if good else "status.dangerText"), radius
        )
        mark = QRectF(3, 2, 16, 16)
        if good:
            avatar(p, theme, mark, self._name or self._address, self._address)
        else:
            paint.icon_centered(p, theme, "triangle-alert", mark, 13, "status.dangerText")
        area = rect.adjusted(24, 0, -self._end, 0)
        if self._name:
            used = paint.text(p, theme, area, self._name, "caption", weight=600)
            area = area.adjusted(used + 5, 0, 0, 0)
        color = "text.secondary" if good else "status.dangerText"
        if area.width() > 12:
            paint.text(p, theme, area, self._address, "caption", color)
        p.end()
