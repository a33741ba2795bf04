"""Where a call can be sent besides numbers: colleagues with their lamps, queues with who waits in them.

Promises that both are found by their names in one field, first who can take the call, and that every row is reached by
keys. Refuses to say how many wait in a queue that this agent does not serve: nobody tells that as it changes.
"""

from collections.abc import Sequence
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desktop.desk.api import Colleague, ColleagueLamp
from agent_desktop.model.backend_calls import CallTarget, TargetKind
from agent_desktop.model.base import Record
from agent_desktop.model.work import Queue
from agent_desktop.ui.call.lamps import ColleagueRow, PlaceRow, WatchedRow, fitting, watched
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

COLLEAGUES, QUEUES, SKILLS = 5, 3, 3
"""So many are shown, the rest is found by typing."""


class Places(Record, frozen=True):
    """Who and what a call can be sent to. `reached`: the backend knows where colleagues are, also without a number;
    else they are called from `account_id`, empty for any, and `lamps` are the telephones that the account watches."""

    colleagues: Sequence[Colleague] = ()
    served: Sequence[Queue] = ()
    other_queues: Sequence[Queue] = ()
    skills: Sequence[str] = ()
    reached: bool = False
    lamps: Sequence[ColleagueLamp] = ()
    account_id: str = ""

    @property
    def any(self) -> bool:
        """True where there is a choice besides numbers."""
        return bool(self.colleagues or self.served or self.other_queues or self.lamps)


class QueueRow(PlaceRow):
    """One queue; `waiting` is how many wait in it, None where that is not known."""

    def __init__(self, theme: Theme, queue: Queue, waiting: int | None) -> None:
        words = ""
        if waiting is not None:
            words = tr("{n} in line", n=waiting) if waiting else tr("Nobody in line")
        super().__init__(theme, queue.name, "", words, "text.secondary")
        self.queue = queue
        self.say(tr("Queue"))

    def paint_mark(self, p: QPainter, room: QRectF) -> None:
        """Paint the sign of a queue."""
        icon = self.theme.pixmap("users", "text.secondary", 14, self.devicePixelRatioF())
        p.drawPixmap(room.toRect(), icon)


class SkillRow(PlaceRow):
    """Whoever of the call's queue has a skill."""

    def __init__(self, theme: Theme, skill: str) -> None:
        super().__init__(theme, skill, "", tr("Skill"), "text.secondary")
        self.skill = skill
        self.say()

    def paint_mark(self, p: QPainter, room: QRectF) -> None:
        """Paint the sign of a skill."""
        icon = self.theme.pixmap("graduation-cap", "text.secondary", 14, self.devicePixelRatioF())
        p.drawPixmap(room.toRect(), icon)


Row: TypeAlias = ColleagueRow | QueueRow | SkillRow | WatchedRow


class PlaceList(QWidget):
    """The rows. `picked` carries the target, or None where only the number counts, the words for the field, and the
    account that must be called from, empty for any."""

    picked = Signal(object, str, str)
    changed = Signal()
    """There are other rows now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.rows: list[Row] = []
        self._places = Places()
        self._words = ""
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def places(self) -> Places:
        """What is searched."""
        return self._places

    def offer(self, places: Places) -> None:
        """Search these from now on."""
        self._places = places
        self.search(self._words)

    def search(self, words: str) -> None:
        """Show what fits."""
        self._words = words
        places = self._places
        # Where a customer is called, colleagues are not in the way: they are found by typing.
        wanted = bool(words.strip()) or not places.account_id
        people = fitting(places.colleagues, words, COLLEAGUES) if wanted else []
        queues = _fitting_queues(places, words)
        lamps = watched(places.lamps, words, COLLEAGUES)
        skills = _fitting_skills(places, words)
        shown = (places.reached, *lamps, *people, *queues, *skills)
        if shown == self._shown:
            return
        self._shown = shown
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [WatchedRow(self.theme, one) for one in lamps]
        self.rows += [ColleagueRow(self.theme, one, reached=places.reached) for one in people]
        self.rows += [QueueRow(self.theme, queue, waiting) for queue, waiting in queues]
        self.rows += [SkillRow(self.theme, one) for one in skills]
        for row in self.rows:
            row.clicked.connect(partial(self._pick, row))
            self._column.addWidget(row)
            row.show()
        self.setVisible(bool(self.rows))
        self.changed.emit()

    def _pick(self, row: Row) -> None:
        if isinstance(row, QueueRow):
            target = CallTarget(kind=TargetKind.QUEUE, value=row.queue.id)
            self.picked.emit(target, row.name, "")
        elif isinstance(row, SkillRow):
            target = CallTarget(kind=TargetKind.SKILL, value=row.skill)
            self.picked.emit(target, row.name, "")
        elif isinstance(row, WatchedRow):
            self.picked.emit(None, single_line(row.lamp.number), row.lamp.account_id)
        elif self._places.reached:
            target = CallTarget(kind=TargetKind.AGENT, value=row.colleague.agent.id)
            self.picked.emit(target, row.name, "")
        else:
            number = single_line(row.colleague.agent.extension)
            self.picked.emit(None, number, self._places.account_id)


def _fitting_queues(places: Places, words: str) -> list[tuple[Queue, int | None]]:
    """The queues whose name fits, with who waits where that is known: those that the agent serves first."""
    if not places.reached:
        return []
    wanted = words.strip().casefold()
    known: list[tuple[Queue, int | None]] = [(one, one.waiting) for one in places.served]
    known += [(one, None) for one in places.other_queues]
    return [one for one in known if wanted in one[0].name.casefold()][:QUEUES]


def _fitting_skills(places: Places, words: str) -> list[str]:
    """The skills that fit; only what was typed is looked for."""
    wanted = words.strip().casefold()
    if not places.reached or not wanted:
        return []
    return [one for one in places.skills if wanted in one.casefold()][:SKILLS]
