"""A page of the team's settings: the list of its things, and the form of the one that is being changed.

Promises that what is typed survives other pages, a lost link and a restart until it is saved or discarded; that a form
closes only when the backend has done what it asked; that a page which cannot be read says why and shows what was known.
Refuses sockets: it reads the desk and posts intents.
"""

import secrets
from collections.abc import Mapping
from typing import Any, Generic, TypeAlias, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Order
from agent_desktop.model.base import Record, new_id
from agent_desktop.model.errors import Conflict
from agent_desktop.model.events import LinkState
from agent_desktop.model.intents import Administer, LookInto
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import EmptyState, Label
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.settings.arranging import Arranging
from agent_desktop.ui.settings.book import Book
from agent_desktop.ui.settings.editing import Draft, keep_typed, recalled, remembered, typed_before
from agent_desktop.ui.settings.form import Form
from agent_desktop.ui.settings.ground import EDGE, WIDEST, Ground, head, pile, scrolled
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.rows import Fact
from agent_desktop.ui.settings.settings_page import SettingsPage
from agent_desktop.ui.settings.sifting import Seeking, Sieve
from agent_desktop.ui.signin.notice import FormNotice
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words, tr

R = TypeVar("R", bound=Record)

REMEMBER_MS = 400
"""Typing is kept on the disk when it pauses for so long."""


class BookPage(SettingsPage, Generic[R]):
    """One book's page."""

    def __init__(self, desk: DeskView, theme: Theme, book: Book[R]) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self.book = book
        self.words = book.words()
        self._draft: Draft[R] | None = None
        self._asked = ""
        self._doing = ""
        self._recalled = False
        self._opens_next = False
        self.form: Form[R] = book.form(theme)
        self.rows = book.rows(theme)
        self.rows.keeps_mark = book.arranges
        self.add = Button(theme, self.words.add, "primary", icon="plus")
        if not book.adds:
            self.add.hide()
        self.sieve = Sieve(theme, self.words.search)
        self._seeking = Seeking(desk, book, self.sieve)
        self.notice = FormNotice(theme)
        self.warning = Fact(theme)
        self.warning.hide()
        self.lead = Button(theme, "", icon="chevron-right", size="sm")
        self.lead.hide()
        self.arranging = Arranging(desk, theme, book, self.rows, lambda: tuple(self._records()))
        self._empty = EmptyState(theme, "")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REMEMBER_MS)
        self._later.timeout.connect(self.remember)
        self._lay_out()
        self.add.clicked.connect(self.begin_new)
        self.rows.chosen.connect(self.open)
        self.sieve.typed.connect(self.refresh)
        self.sieve.left.connect(self.focus_list)
        self.arranging.moved.connect(lambda: announce(self, tr("Moved")))
        self.lead.clicked.connect(self._lead)
        self.form.saved.connect(self._save)
        self.form.removed.connect(self._remove)
        self.form.tested.connect(self._try_out)
        self.form.paused.connect(self._pause)
        self.form.left.connect(self._leave)
        self.form.edited.connect(self._edited)

    def _lay_out(self) -> None:
        theme = self._theme
        buttons = (self.arranging.up, self.arranging.down, self.add)
        top = head(theme, Label(theme, self.words.title, "title"), *buttons)
        if not self.book.wide:
            top.setMaximumWidth(WIDEST + 2 * EDGE)
            self.rows.setMaximumWidth(WIDEST + 16)
        self.notice.setMaximumWidth(WIDEST)
        inner = QWidget()
        long = QVBoxLayout(inner)
        long.setContentsMargins(EDGE - 8, 0, EDGE - 8, EDGE)
        long.addWidget(self.rows)
        long.addStretch(1)
        area = scrolled(inner)
        self.rows.moved.connect(lambda y: area.ensureVisible(0, y, 0, 60))
        self._below = QStackedWidget()
        self._below.addWidget(area)
        self._below.addWidget(self._empty)
        about = Label(theme, self.words.about, "caption", "text.secondary", wrap=True)
        above = QVBoxLayout()
        above.setContentsMargins(EDGE, 0, EDGE, 10)
        above.setSpacing(8)
        above.addWidget(about)
        above.addWidget(self.sieve)
        if (more := self.book.above(theme, self)) is not None:
            above.addWidget(more)
        above.addWidget(self.notice)
        above.addWidget(self.warning)
        above.addWidget(self.lead, 0, Qt.AlignmentFlag.AlignLeading)
        self.stack = Ground(top, above, self._below, self.form)
        pile(self.stack, into=self)

    # -- following the desk

    @property
    def every_s(self) -> int:
        """See `SettingsPage`."""
        return self.book.every_s

    def look(self) -> None:
        """The page is seen, or the link is back: bring what is kept now."""
        self._seeking.look()
        for topic in self.book.needs:
            self._desk.post(LookInto(topic=topic))
        self.refresh()

    def refresh(self) -> None:
        """What the desk knows changed."""
        known = self._desk.administration
        records, kept = self._records(), known.topic(self.book.topic).kept
        self.book.offer(self.form, known)
        entries: list[Entry] = []
        if kept is not None and not self.book.stale(known):
            entries = self.book.entries(kept, known)
        self.rows.show_entries(self._seeking.sifted(entries))
        self.arranging.follow()
        self._show_state()
        self._follow_told(records)
        if self._opens_next:
            self.open_next()
        if self._asked:
            self._answered()
        elif not self._recalled and known.topic(self.book.topic).kept is not None:
            self._recalled = True
            self._recall()

    def _records(self) -> Mapping[str, R]:
        kept = self._desk.administration.topic(self.book.topic).kept
        return {} if kept is None else self.book.records(kept)

    def _follow_told(self, records: Mapping[str, R]) -> None:
        """What the backend alone changes is true in an open form too."""
        draft = self._draft
        if draft is None or draft.base is None or not self.book.told:
            return
        kept = records.get(self.book.key(draft.base))
        if kept is None:
            return
        told = {name: getattr(kept, name) for name in self.book.told}
        base, now = replace(draft.base, **told), replace(draft.now, **told)
        if base != draft.base:
            self._draft = Draft(base, now)
            for name in self.book.told:
                row = self.form.rows.get(name)
                if row is not None:
                    row.show_value(self.form.kept(now, name))
            self.form.hold(now)
            self.form.set_questions(self.book.questions(now))
            if self.book.pauses:
                self.form.show_paused(self.book.paused(now))

    def _show_state(self) -> None:
        state = self._desk.administration.topic(self.book.topic)
        words = "" if state.problem is None else problem_words(state.problem)
        if self._desk.link.state is not LinkState.LIVE:
            words = tr(
                "The link is down. What stands here may be old, and nothing can be saved until it is back."
            )
        if state.kept is None or self.book.stale(self._desk.administration):
            self._empty.set_words(tr("Reading…") if state.reading else "")
        else:
            self._empty.set_words(self.sieve.nothing or self.words.empty)
            warnings = self.book.warnings(state.kept)
            self.warning.say(warnings, "warn" if warnings else None)
            self.warning.setVisible(bool(warnings))
            lead = self.book.lead(state.kept)
            self.lead.setVisible(lead is not None)
            if lead is not None:
                self.lead.setText(lead[0])
        words = words or self.arranging.problem
        if words and words != self.notice.words:
            self.notice.show_problem(words)
        elif not words:
            self.notice.clear()
        self._below.setCurrentIndex(0 if self.rows.entries else 1)

    def _lead(self) -> None:
        kept = self._desk.administration.topic(self.book.topic).kept
        lead = None if kept is None else self.book.lead(kept)
        if lead is not None:
            self.led.emit(lead[1])

    def open_next(self) -> None:
        """Open the first thing, as soon as it is known."""
        key = next(iter(self._records()), None)
        self._opens_next = key is None
        if key is not None:
            self.open(key)

    # -- the form

    @property
    def unsaved(self) -> bool:
        """True while something was typed that is not kept."""
        return self._draft is not None and self.form.changed

    def begin_new(self) -> None:
        """An empty form, unless one with changes is open: that is shown."""
        if not self.unsaved:
            self._begin(Draft(None, self.book.blank()))
        self._show_form()

    def open(self, key: str) -> None:
        """The form of a thing, unless one with changes is open: that is shown. Nothing happens for unknown keys."""
        record = self._records().get(key)
        if record is not None and not self.unsaved:
            self._begin(Draft(record, record))
        if self._draft is not None:
            self._show_form()

    def _begin(self, draft: Draft[R], *, changed: bool = False) -> None:
        self._draft = draft
        new = draft.base is None
        title = self.words.new if new else self.book.title(draft.now)
        self.form.begin(title, draft.now, new=new, changed=changed)
        if self.book.pauses and not new:
            self.form.show_paused(self.book.paused(draft.now))
        self.form.set_questions(self.book.questions(draft.now))
        if self.book.removes and draft.base is not None:
            self.form.show_removal(self.book.removal(draft.base))
        self.book.offer(self.form, self._desk.administration)

    def _show_form(self) -> None:
        self.stack.show_opened()
        self.form.focus_first()

    def _edited(self) -> None:
        assert self._draft is not None
        now, _ = self.form.record()
        self._draft = Draft(self._draft.base, now)
        self._later.start()
        self.touched.emit()

    def heard(self, sound_id: str) -> None:
        """A sound plays, or plays no more."""
        self.book.heard(self.form, sound_id)

    def _leave(self) -> None:
        self.book.left(self.form)
        self._draft, self._asked = None, ""
        self._forget()
        for row in self.form.rows.values():
            row.set_problem("")
        self.stack.show_list()
        self.focus_list()
        self.touched.emit()

    def focus_list(self) -> None:
        """The caret goes to the list, or where one adds to it."""
        if self.stack.is_open:
            self.form.focus_first()
        else:
            widget = self.rows if self.rows.entries else self.add
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- saving

    def _save(self) -> None:
        draft = self._written()
        order = self.book.keep(draft.now, draft.base, self.form)
        self._order("keep", order, self.book.doing("keep"))

    def _remove(self) -> None:
        order = self.book.remove(self._written().now)
        self._order("remove", order, self.book.doing("remove"))

    def _try_out(self) -> None:
        order = self.book.trial(self._written().now, self.form)
        self._order("trial", order, self.book.trying())

    def _pause(self) -> None:
        now = self._written().now
        paused = not self.book.paused(now)
        order = self.book.pause(now, paused=paused)
        self._order("pause", order, tr("Saving…"))

    def _written(self) -> Draft[R]:
        """What the form says; something new has an id from now on."""
        assert self._draft is not None
        now, _ = self.form.record()
        if self._draft.base is None and not self.book.key(now):
            now = self.book.named(now, secrets.token_hex(3))
            self.form.hold(now)
        self._draft = Draft(self._draft.base, now)
        return self._draft

    def _order(self, doing: str, order: Order, words: str) -> None:
        self._asked, self._doing = new_id(), doing
        self.form.set_busy(words)
        self._desk.post(Administer(ask_id=self._asked, order=order))

    def _answered(self) -> None:
        order = self._desk.administration.orders.get(self._asked)
        draft = self._draft
        if order is None or draft is None or not (order.done or order.problem):
            return
        self._asked = ""
        if order.problem is None and self._doing in ("trial", "pause"):
            self.form.set_busy("")
            if self._doing == "trial" and order.found and isinstance(order.found, tuple):
                self.form.steps.show_steps(order.found)
            elif self._doing == "trial":
                self.book.found(self.form, order.found)
            return
        if order.problem is None:
            key = self.book.key(draft.now)
            announce(self, self.book.done(self._doing))
            self._leave()
            self.rows.mark(key)
            return
        if draft.base is None or order.problem.code == Conflict.code:
            self._move(draft)
        self.form.show_problem(order.problem)

    def _move(self, draft: Draft[R]) -> None:
        """The thing is kept otherwise than it was when the form was opened: the next save is about what it is now."""
        kept = self._records().get(self.book.key(draft.now))
        if kept is None:
            return
        moved = Draft(kept, draft.now) if draft.base is None else draft.moved(kept)
        self._draft = moved
        self.form.show_record(moved.now)

    # -- what survives a restart

    def remember(self) -> None:
        """Keep what is typed; secrets are not in it."""
        self._later.stop()
        if self.unsaved:
            assert self._draft is not None
            keep_typed(self._desk, self.book.topic, remembered(self._draft))

    def _forget(self) -> None:
        self._later.stop()
        keep_typed(self._desk, self.book.topic, "")

    def _recall(self) -> None:
        draft = recalled(typed_before(self._desk, self.book.topic), self.book.kind)
        if draft is None or self._draft is not None:
            return
        self._begin(draft, changed=True)
        self.form.notice.show_problem(
            tr("This was typed before and is not saved yet. Passwords must be typed again.")
        )
        self.stack.show_opened()
        self.touched.emit()


AnyPage: TypeAlias = BookPage[Any]
