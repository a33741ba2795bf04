"""What a page of the team's settings must say of its things; everything else the page does by itself.

Promises one place for each page's words, fields and orders. Refuses widgets beyond the form and the list, and I/O.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from PySide6.QtWidgets import QWidget

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Found, Kept, Order, Queues, Topic
from agent_desktop.model.administration_calls import CallRules
from agent_desktop.model.base import Record
from agent_desktop.model.calendars import Calendars
from agent_desktop.ui.settings.form import Form, Question
from agent_desktop.ui.settings.listing import Entry, Rows
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

R = TypeVar("R", bound=Record)


class Page(Protocol):
    """What a book may ask of its page."""

    def look(self) -> None:
        """Bring what is kept now."""

    def begin_new(self) -> None:
        """Show the form of something new."""


@dataclass(frozen=True)
class Words:
    """The sentences of a page, translated. `add` is the button, `new` the title of an empty form; with `search` a list
    that may be long can be searched."""

    title: str
    icon: str
    about: str
    add: str
    new: str
    empty: str
    search: str = ""


class Book(ABC, Generic[R]):
    """One kind of thing. `needs` are further topics that its form offers choices from."""

    topic: Topic
    needs: tuple[Topic, ...] = ()
    kind: type[R]
    told: tuple[str, ...] = ()
    """Fields that the backend alone changes: an open form follows them."""
    removes = tests = pauses = arranges = False
    adds = True
    wide = False
    """Whether the list is as wide as the page."""
    every_s = 0
    """While the page is seen, what is kept is read anew so often; 0: only when it is opened."""

    @abstractmethod
    def words(self) -> Words:
        """What the page says."""

    @abstractmethod
    def form(self, theme: Theme) -> Form[R]:
        """A fresh form."""

    def sought(self) -> str:
        """What the backend is asked for, where the page shows a part of what is kept."""
        return ""

    def stale(self, known: Administration) -> bool:
        """Whether what is kept is not the part that is asked for, and that one cannot be read."""
        return False

    def rows(self, theme: Theme) -> Rows:
        """A fresh list."""
        return Rows(theme, self.words().title, 56)

    def above(self, theme: Theme, page: Page) -> QWidget | None:
        """What stands above the list, besides words."""
        return None

    def entries(self, kept: Kept, known: Administration) -> list[Entry]:
        """How all things stand in the list."""
        return [self.entry(one, known) for one in self.records(kept).values()]

    def offer(self, form: Form[R], known: Administration) -> None:
        """Let the form offer what other topics have."""

    @abstractmethod
    def records(self, kept: Kept) -> Mapping[str, R]:
        """The things by their ids, in the order of the list."""

    @abstractmethod
    def entry(self, record: R, known: Administration) -> Entry:
        """How a thing stands in the list."""

    def heard(self, form: Form[R], sound_id: str) -> None:
        """A sound stands otherwise: it plays, or plays no more."""

    def left(self, form: Form[R]) -> None:
        """The form is left."""

    def warnings(self, kept: Kept) -> str:
        """What works and ought to be otherwise, above the list."""
        return ""

    def whole(self, kept: Kept) -> bool:
        """Whether nothing is kept beside what the backend told; else it looks itself for what is typed."""
        return True

    def lead(self, kept: Kept) -> tuple[str, Topic] | None:
        """Where what `warnings` say is mended: the words of a button, and the page that it shows."""
        return None

    def blank(self) -> R:
        """A new thing, without an id, where the page `adds`."""
        raise NotImplementedError

    def named(self, record: R, chance: str) -> R:
        """A new thing with an id, where the page `adds`; `chance` makes it unlike all others."""
        raise NotImplementedError

    @abstractmethod
    def key(self, record: R) -> str:
        """A thing's id."""

    @abstractmethod
    def title(self, record: R) -> str:
        """What a thing is called."""

    @abstractmethod
    def keep(self, record: R, before: R | None, form: Form[R]) -> Order:
        """The order that keeps a thing; secrets come from the form."""

    def removal(self, record: R) -> str:
        """What the button says that takes a thing away, where the page `removes`; empty: it cannot be."""
        return tr("Remove")

    def remove(self, record: R) -> Order:
        """The order that takes a thing away, where the page `removes`."""
        raise NotImplementedError

    def questions(self, record: R) -> Mapping[str, Question]:
        """What is asked before a thing is kept ("save") or taken away ("remove"), where it means more than that."""
        return {}

    def doing(self, what: str) -> str:
        """What is said while a thing is kept ("keep") or taken away ("remove")."""
        return tr("Removing…") if what == "remove" else tr("Saving…")

    def done(self, what: str) -> str:
        """What is said when that is done."""
        return tr("Removed") if what == "remove" else tr("Saved")

    def trial(self, record: R, form: Form[R]) -> Order:
        """The order that tries what the form says, where the page `tests`."""
        raise NotImplementedError

    def found(self, form: Form[R], found: Found) -> None:
        """What came of a trial that has no steps, where the page `tests`."""

    def trying(self) -> str:
        """What is said while it is tried."""
        return tr("Testing… this takes up to half a minute.")

    def paused(self, record: R) -> bool:
        """Whether a thing is paused, where the page `pauses`."""
        raise NotImplementedError

    def pause(self, record: R, *, paused: bool) -> Order:
        """The order that pauses a thing, or uses it again."""
        raise NotImplementedError

    def arrange(self, keys: tuple[str, ...], before: tuple[str, ...]) -> Order:
        """The order that puts the things into another order, where the page `arranges`."""
        raise NotImplementedError


AnyBook: TypeAlias = Book[Any]


def queue_names(known: Administration) -> dict[str, str]:
    """The names of the queues that were read, by their ids."""
    kept = known.topic(Topic.QUEUES).kept
    return {one.id: one.name for one in kept.queues} if isinstance(kept, Queues) else {}


def calendar_names(known: Administration) -> dict[str, str]:
    """The names of the calendars that were read, by their ids."""
    kept = known.topic(Topic.CALENDARS).kept
    return {one.id: one.name for one in kept.calendars} if isinstance(kept, Calendars) else {}


def menu_names(known: Administration) -> list[str]:
    """The menus that were read with any of the pages of calls."""
    for topic in (Topic.MENUS, Topic.NUMBERS):
        kept = known.topic(topic).kept
        if isinstance(kept, CallRules):
            return [one.id for one in kept.menus]
    return []


def known_skills(levels: Sequence[Mapping[str, int]]) -> str:
    """The skills that are used somewhere, for a hint; at most a dozen."""
    names = sorted({skill for one in levels for skill in one}, key=str.casefold)
    return ", ".join(names[:12])
