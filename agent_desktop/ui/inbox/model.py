"""The work list as one column of rows for a table view: headers and rows of every section in one order.

Promises to follow the desk's edits one by one, so that a change costs the same with ten rows or a hundred thousand.
Refuses to keep rows: it knows how many there are, and reads the desk when one is painted.
"""

from collections.abc import Iterator
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from agent_desktop.desk.api import DeskView, InboxRow
from agent_desktop.model.changes import (
    InboxChanged,
    RowChanged,
    RowEdit,
    RowInserted,
    RowMoved,
    RowRemoved,
    Section,
)
from agent_desktop.model.events import LinkState
from agent_desktop.ui.inbox.look import row_look

_Index = QModelIndex | QPersistentModelIndex

_HEADER = Qt.ItemFlag.ItemIsEnabled
_ROW = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Group(IntEnum):
    """What stands under one header: offers come first within the active ones."""

    ACTIVE = 0
    WAITING = 1
    OPEN = 2


_SECTIONS: dict[Group, tuple[Section, ...]] = {
    Group.ACTIVE: (Section.OFFERED, Section.ACTIVE),
    Group.WAITING: (Section.WAITING,),
    Group.OPEN: (Section.OPEN,),
}
_GROUP = {section: group for group, sections in _SECTIONS.items() for section in sections}


class Place(NamedTuple):
    """What stands at a line of the list: a header (`at` is None) or the row `at` of `section`."""

    group: Group
    section: Section
    at: int | None


class InboxModel(QAbstractTableModel):
    """Headers and rows, flat. A header is there as long as its group has rows."""

    def __init__(self, desk: DeskView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._counts: dict[Section, int] = {}
        self._starts: dict[Section, int] = {}
        self._spans: list[tuple[int, int, Group, Section]] = []
        self._lines = 0
        self._read()

    # -- what Qt asks

    def rowCount(self, parent: _Index | None = None) -> int:
        """Lines, headers included."""
        if parent is not None and parent.isValid():
            return 0
        return self._lines

    def columnCount(self, parent: _Index | None = None) -> int:
        """One."""
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words that a screen reader speaks; everything painted comes from `row`."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            row = self.row(index.row())
            if row is not None:
                return row_look(row, self._desk.now(), stale=self.stale).spoken
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headers cannot be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _HEADER if self.place(index.row()).at is None else _ROW

    # -- what the view asks

    @property
    def stale(self) -> bool:
        """True while the link is down and waiting rows may be old."""
        return self._desk.link.state is not LinkState.LIVE

    def count(self, group: Group) -> int:
        """Rows of a group."""
        return sum(self._counts[section] for section in _SECTIONS[group])

    def place(self, line: int) -> Place:
        """What stands at `line`. Raises IndexError."""
        if line >= 0:
            for first, end, group, section in self._spans:
                if line < first:
                    return Place(group, _SECTIONS[group][0], None)
                if line < end:
                    return Place(group, section, line - first)
        raise IndexError(line)

    def header_lines(self) -> Iterator[int]:
        """The lines of the headers that are there."""
        line = 0
        for group in Group:
            rows = self.count(group)
            if rows:
                yield line
                line += rows + 1

    def row(self, line: int) -> InboxRow | None:
        """The row at `line`, None for a header."""
        place = self.place(line)
        return None if place.at is None else self._desk.row(place.section, place.at)

    def line(self, section: Section, at: int) -> int:
        """The line at which the row `at` of `section` stands."""
        return self._starts[section] + at

    def line_of(self, conversation_id: str) -> int | None:
        """The line of a conversation, None when it is not in the list."""
        found = self._desk.find_row(conversation_id)
        return None if found is None else self.line(*found)

    # -- following the desk

    def apply(self, change: InboxChanged) -> None:
        """Follow one published change."""
        if change.reset:
            self.beginResetModel()
            self._read()
            self.endResetModel()
            return
        for edit in change.edits:
            self._edit(edit)

    def _edit(self, edit: RowEdit) -> None:
        root = QModelIndex()
        match edit:
            case RowInserted(section=section, at=at):
                line = self._starts[section] + at
                fresh_header = not self.count(_GROUP[section])
                first = line - 1 if fresh_header else line
                self.beginInsertRows(root, first, line)
                self._counts[section] += 1
                self._measure()
                self.endInsertRows()
            case RowRemoved(section=section, at=at):
                line = self._starts[section] + at
                last_one = self.count(_GROUP[section]) == 1
                self.beginRemoveRows(root, line - 1 if last_one else line, line)
                self._counts[section] -= 1
                self._measure()
                self.endRemoveRows()
            case RowMoved(section=section, origin=origin, target=target):
                start = self._starts[section]
                if origin != target:
                    # Qt counts the destination before the row is taken out.
                    below = start + target + (1 if target > origin else 0)
                    self.beginMoveRows(root, start + origin, start + origin, root, below)
                    self.endMoveRows()
                self._changed(start + target)
            case RowChanged(section=section, at=at):
                self._changed(self._starts[section] + at)

    def _changed(self, line: int) -> None:
        index = self.index(line, 0)
        self.dataChanged.emit(index, index)

    def _read(self) -> None:
        self._counts = {section: self._desk.row_count(section) for section in _GROUP}
        self._measure()

    def _measure(self) -> None:
        """Note where every section begins: painting asks for it all the time, counts change now and then.

        A section's first line counts its header even when it is not there yet; `_spans` are the sections with rows.
        """
        self._spans.clear()
        line = 0
        for group, sections in _SECTIONS.items():
            next_row = line + 1
            for section in sections:
                rows = self._counts[section]
                self._starts[section] = next_row
                if rows:
                    self._spans.append((next_row, next_row + rows, group, section))
                next_row += rows
            if next_row > line + 1:
                line = next_row
        self._lines = line
