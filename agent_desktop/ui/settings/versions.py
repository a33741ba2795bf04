"""The page of versions: the draft of the routing rules, tried on a day that was and published, and what ran before.

Promises that the running version is told from all others, that a dry run changes nothing, and that what is published is
the draft that stood here. Refuses to publish a draft in which something is wrong; the backend says at which rule.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Found, Kept, Order, Topic
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.errors import Problem
from agent_desktop.model.rules import (
    DryRun,
    PublishRules,
    RevertRules,
    RoutingRules,
    RulesVersion,
    TryRules,
)
from agent_desktop.ui.kit.format import moment
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.settings.book import Book, Words
from agent_desktop.ui.settings.dry_run import DryRunCard
from agent_desktop.ui.settings.form import Form, Group, Question
from agent_desktop.ui.settings.hours import date_of
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.rows import FactRow, TextRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

DRAFT = "draft"


class Sheet(Record, frozen=True):
    """The draft, or a version, as the page shows it. `number` 0 is the draft; `note` and `day` are typed there, and
    `mark` stands for what it says."""

    id: str
    number: int = 0
    at: Millis = 0
    by: str = ""
    rules: int = 0
    faults: int = 0
    running: int = 0
    changed: bool = False
    about: str = ""
    note: str = ""
    day: str = ""
    mark: str = ""
    state: tuple[int, int, int, bool] = (0, 0, 0, False)


class DayRow(TextRow):
    """A day as in ISO 8601; empty for yesterday."""

    def value(self) -> str:
        """The day. Raises NoValue."""
        text = super().value()
        return date_of(text).isoformat() if text else ""


class SheetForm(Form[Sheet]):
    """The draft can be tried and published; a version can run again. `card` shows the last dry run.

    Enter at the day tries it, and what was tried leaves the caret there: nobody publishes by one Enter too many.
    """

    def __init__(self, theme: Theme, state: FactRow, note: TextRow, day: DayRow) -> None:
        self.card = DryRunCard(theme)
        self._day, self._tries = day, False
        self._typed = Group(theme, tr("Publish"), (note, day))
        shown = Group(theme, tr("How it stands"), (state,))
        super().__init__(theme, (shown, self._typed, self.card), (state, note, day), tests=True)
        self.bar.test.setText(tr("Dry run"))
        self.bar.test.set_icon_name("history")

    def begin(self, title: str, record: Sheet, *, new: bool, changed: bool = False) -> None:
        """See `Form`; what was tried before is gone."""
        super().begin(title, record, new=new, changed=changed)
        self.card.show_run(None)

    def show_record(self, record: Sheet) -> None:
        """See `Form`."""
        super().show_record(record)
        draft = record.number == 0
        self._typed.setVisible(draft)
        self.bar.tests = draft
        self.bar.test.setVisible(draft)
        self.bar.save.setText(tr("Publish") if draft else tr("Use this version"))
        self._allow()

    def set_busy(self, words: str) -> None:
        """See `Form`."""
        super().set_busy(words)
        if not words:
            self._allow()
            if self._tries:
                self.bar.test.setFocus(Qt.FocusReason.OtherFocusReason)
            self._tries = False

    def try_out(self) -> None:
        """See `Form`; what was found before is no answer any more."""
        self.card.show_run(None)
        self._tries = True
        super().try_out()

    def show_found(self, run: DryRun) -> None:
        """What a dry run found, where it is seen."""
        self.card.show_run(run)
        bar = self._scroll.verticalScrollBar()
        QTimer.singleShot(0, self.card, lambda: bar.setValue(self.card.y()))

    def show_problem(self, problem: Problem) -> None:
        """See `Form`."""
        tried = self._tries
        super().show_problem(problem)
        if tried and problem.field not in self.rows:
            self.bar.test.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See `Form`."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self._day.control().hasFocus():
            self.bar.test.click()
        else:
            super().keyPressEvent(event)

    def _allow(self) -> None:
        """Nobody publishes what runs already, or what is wrong."""
        one = self._record
        if one is not None:
            new = one.number != one.running if one.number else one.changed and not one.faults
            self.bar.save.setEnabled(new)


def state_words(state: object) -> tuple[str, Level | None]:
    """How many rules there are, whether they run, and whether something is wrong."""
    assert isinstance(state, tuple)
    rules, faults, running, changed = state
    counted = plural(rules, "{n} rule.", "{n} rules.")
    if faults:
        wrong = plural(faults, "{n} thing is wrong.", "{n} things are wrong.")
        said = f"{counted} {wrong} {tr('The list of rules says where.')}"
        return f"{said} {_meanwhile(running)}", "danger"
    if not changed:
        return f"{counted} {tr('The house routes by these.')}", "success"
    return f"{counted} {_meanwhile(running)}", "warn"


def _meanwhile(running: int) -> str:
    """By what the house routes, whatever the draft says."""
    if running:
        return tr("The house routes by version {n} now.", n=running)
    return tr("The house routes without rules now.")


class VersionsBook(Book[Sheet]):
    """See the module."""

    topic = Topic.VERSIONS
    kind = Sheet
    adds = False
    tests = True
    told = ("state", "rules", "faults", "running", "changed", "mark")

    def __init__(self, now: Callable[[], Millis]) -> None:
        self._now = now

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Versions of the rules"),
            icon="history",
            about=tr(
                "The draft is tried on a day that was, then published. What ran before can run again."
            ),
            add="",
            new="",
            empty="",
        )

    def form(self, theme: Theme) -> Form[Sheet]:
        """See `Book`."""
        return SheetForm(
            theme,
            FactRow(theme, "state", tr("Rules"), words=state_words),
            TextRow(theme, "note", tr("Note"), tr("What is new, for those who look back.")),
            DayRow(
                theme,
                "day",
                tr("Try it on"),
                tr("The day whose interactions are decided once more. Nothing changes."),
                hint=tr("yesterday"),
            ),
        )

    def records(self, kept: Kept) -> Mapping[str, Sheet]:
        """See `Book`."""
        assert isinstance(kept, RoutingRules)
        rules, faults = len(kept.rules), len(kept.faults)
        draft = Sheet(
            id=DRAFT,
            rules=rules,
            faults=faults,
            running=kept.running,
            changed=kept.changed,
            mark=kept.mark,
            state=(rules, faults, kept.running, kept.changed),
        )
        return {DRAFT: draft} | {str(one.number): _sheet(one, kept) for one in kept.versions}

    def entry(self, record: Sheet, known: Administration) -> Entry:
        """See `Book`."""
        if record.number == 0:
            words, level = state_words(record.state)
            state = tr("Changed") if record.changed else ""
            return Entry(
                record.id, tr("Draft"), words, "list-filter", state, level if state else None
            )
        runs = record.number == record.running
        parts = (moment(record.at, self._now()), record.by, record.about)
        return Entry(
            key=record.id,
            title=self.title(record),
            detail=" · ".join(part for part in parts if part),
            icon="history",
            state=tr("Running") if runs else "",
            level="success" if runs else None,
        )

    def key(self, record: Sheet) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: Sheet) -> str:
        """See `Book`."""
        return tr("Version {n}", n=record.number) if record.number else tr("Draft")

    def keep(self, record: Sheet, before: Sheet | None, form: Form[Sheet]) -> Order:
        """See `Book`."""
        if record.number:
            return RevertRules(number=record.number)
        return PublishRules(note=record.note, seen=record.mark)

    def questions(self, record: Sheet) -> Mapping[str, Question]:
        """See `Book`."""
        if not record.number:
            return {}
        words = tr("The house will route by it at once, and the draft will say the same.")
        return {"save": Question(words, tr("Use this version"), tr("Cancel"))}

    def doing(self, what: str) -> str:
        """See `Book`."""
        return tr("Publishing…")

    def done(self, what: str) -> str:
        """See `Book`."""
        return tr("The house routes by it now")

    def trial(self, record: Sheet, form: Form[Sheet]) -> Order:
        """See `Book`."""
        return TryRules(day=record.day)

    def trying(self) -> str:
        """See `Book`."""
        return tr("Deciding that day once more…")

    def found(self, form: Form[Sheet], found: Found) -> None:
        """See `Book`."""
        if isinstance(form, SheetForm) and isinstance(found, DryRun):
            form.show_found(found)


def _sheet(one: RulesVersion, kept: RoutingRules) -> Sheet:
    runs = one.number == kept.running
    return Sheet(
        id=str(one.number),
        number=one.number,
        at=one.at,
        by=one.agent_name,
        rules=one.rules,
        running=kept.running,
        about=one.note,
        state=(one.rules, 0, kept.running, not runs),
    )
