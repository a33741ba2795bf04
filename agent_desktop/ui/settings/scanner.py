"""The page of the virus scanner: where it is, what becomes of files while it is silent, and how it is just now.

Promises that a scanner can be tried before it is used, step by step. Refuses the files: those that are kept back have a
page.
"""

from collections.abc import Mapping

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_files import (
    KeepScanner,
    ScannerState,
    TryScanner,
    VirusScanner,
)
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.settings.book import Book, Words
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.rows import ChoiceRow, FactRow, TextRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import later, plural, said, tr

_STATES: dict[bool | None, tuple[str, Level | None]] = {
    True: (later("Answers"), "success"),
    False: (later("Does not answer"), "danger"),
    None: (later("There is none"), None),
}


def state_words(state: object) -> tuple[str, Level | None]:
    """How the scanner is, why it is silent, and how many files wait for it."""
    assert isinstance(state, ScannerState)
    words, level = _STATES[state.answers]
    parts = [tr(words) + "."]
    if state.answers is None:
        parts.append(tr("Files are not checked."))
    elif state.answers is False:
        parts += [said(state.words), tr("It is asked again every half minute.")]
    if state.waiting:
        parts.append(plural(state.waiting, "{n} file waits for it.", "{n} files wait for it."))
    return " ".join(part for part in parts if part), level


class ScannerBook(Book[VirusScanner]):
    """See the module."""

    topic = Topic.SCANNER
    kind = VirusScanner
    told = ("state",)
    adds = False
    tests = True
    every_s = 30

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Virus scanner"),
            icon="eye",
            about=tr("ClamAV looks at every file that customers and agents send."),
            add="",
            new="",
            empty="",
        )

    def form(self, theme: Theme) -> Form[VirusScanner]:
        """See `Book`."""
        address = TextRow(
            theme,
            "address",
            tr("Address"),
            tr("The path of clamd's socket, or its host and port. Empty: nothing is checked."),
            hint="127.0.0.1:3310",
        )
        when_down = ChoiceRow(
            theme,
            "when_down",
            tr("While it is silent"),
            tr("Files that were let through carry a mark; they are not checked later."),
            options=(("hold", tr("Hold files back")), ("pass", tr("Let them through"))),
        )
        state = FactRow(theme, "state", tr("State"), words=state_words)
        group = Group(theme, tr("Virus scanner"), (address, when_down, state))
        return Form(theme, (group,), (address, when_down, state), tests=True)

    def records(self, kept: Kept) -> Mapping[str, VirusScanner]:
        """See `Book`."""
        assert isinstance(kept, VirusScanner)
        return {kept.id: kept}

    def entry(self, record: VirusScanner, known: Administration) -> Entry:
        """See `Book`."""
        state, level = _STATES[record.state.answers]
        return Entry(
            key=record.id,
            title=tr("Virus scanner"),
            detail=record.address or tr("Files are not checked."),
            icon="eye",
            state=tr(state),
            level=level,
        )

    def key(self, record: VirusScanner) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: VirusScanner) -> str:
        """See `Book`."""
        return tr("Virus scanner")

    def keep(
        self, record: VirusScanner, before: VirusScanner | None, form: Form[VirusScanner]
    ) -> Order:
        """See `Book`."""
        assert before is not None
        return KeepScanner(scanner=record, before=before)

    def trial(self, record: VirusScanner, form: Form[VirusScanner]) -> Order:
        """See `Book`."""
        return TryScanner(scanner=record)

    def trying(self) -> str:
        """See `Book`."""
        return tr("Testing… this takes up to two minutes.")
