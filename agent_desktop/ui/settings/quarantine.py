"""The page of files that are kept back: what was found, from whom, since when, and an administrator's decision.

Promises that a decision is asked for with what it means. Refuses to open such a file, or to show what is in it.
"""

from collections.abc import Callable, Mapping

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_files import (
    DeleteFile,
    HeldFile,
    Quarantine,
    ReleaseFile,
)
from agent_desktop.model.base import Millis
from agent_desktop.model.files import Check
from agent_desktop.ui.kit.format import age, byte_size, moment
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.settings.book import Book, Words
from agent_desktop.ui.settings.form import Form, Group, Question
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.rows import FactRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import said, tr

_TEAM = "agent:"


def finding_words(file: HeldFile) -> tuple[str, Level | None]:
    """Why a file is kept back."""
    if file.check is Check.WAITING:
        return tr("Waits for the virus scanner"), "warn"
    return said(file.finding) or tr("Something was found"), "danger"


def sender_words(file: HeldFile) -> str:
    """Who sent a file."""
    if file.owner.startswith(_TEAM):
        return tr("{name}, of the team", name=file.sender or tr("Somebody"))
    return file.sender or tr("A customer without a name")


def conversation_words(file: HeldFile) -> str:
    """In whose conversation a file is, and what that is about."""
    if not file.conversation_id:
        return tr("None: the file was not sent yet.")
    return " · ".join((file.customer or tr("A customer without a name"), file.subject)).strip(" ·")


class _Facts(Form[HeldFile]):
    """Every row tells of the whole file, and changes nothing of it."""

    def kept(self, record: HeldFile, name: str) -> object:
        """The file."""
        return record

    def values(self, record: HeldFile) -> tuple[dict[str, object], dict[str, str]]:
        """Nothing is typed here."""
        return {}, {}


class QuarantineBook(Book[HeldFile]):
    """See the module. `now` is the backend's time."""

    topic = Topic.QUARANTINE
    kind = HeldFile
    told = ("check", "finding")
    adds = False
    removes = True
    every_s = 30

    def __init__(self, now: Callable[[], Millis]) -> None:
        self._now = now

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Files kept back"),
            icon="lock",
            about=tr(
                "Nobody can open these: the virus scanner found something, or has not answered yet."
            ),
            add="",
            new="",
            empty=tr("No file is kept back."),
        )

    def form(self, theme: Theme) -> Form[HeldFile]:
        """See `Book`."""

        def fact(
            name: str, label: str, words: Callable[[HeldFile], tuple[str, Level | None]]
        ) -> FactRow:
            def told(value: object) -> tuple[str, Level | None]:
                assert isinstance(value, HeldFile)
                return words(value)

            return FactRow(theme, name, label, words=told)

        name = fact("name", tr("Name"), lambda one: (one.name, None))
        size = fact(
            "size", tr("Size"), lambda one: (f"{byte_size(one.size)} · {one.media_type}", None)
        )
        finding = fact("finding", tr("Finding"), finding_words)
        sender = fact("sender", tr("From"), lambda one: (sender_words(one), None))
        where = fact(
            "conversation_id", tr("Conversation"), lambda one: (conversation_words(one), None)
        )
        came = fact("came_at", tr("Kept back since"), lambda one: (self._since(one), None))
        rows = (name, size, finding, sender, where, came)
        form = _Facts(theme, (Group(theme, tr("File"), rows),), rows, removes=True)
        form.bar.save.setText(tr("Release…"))
        form.bar.cancel.setText(tr("Close"))
        return form

    def _since(self, file: HeldFile) -> str:
        now = self._now()
        return tr(
            "{moment}, for {age}",
            moment=moment(file.came_at, now),
            age=age(max(0, now - file.came_at)),
        )

    def offer(self, form: Form[HeldFile], known: Administration) -> None:
        """See `Book`: time goes on in an open form."""
        row = form.rows["came_at"]
        file = row.value()
        if file is not None:
            row.show_value(file)

    def records(self, kept: Kept) -> Mapping[str, HeldFile]:
        """See `Book`."""
        assert isinstance(kept, Quarantine)
        return {one.id: one for one in kept.files}

    def entry(self, record: HeldFile, known: Administration) -> Entry:
        """See `Book`."""
        finding, level = finding_words(record)
        waited = age(max(0, self._now() - record.came_at))
        parts = (byte_size(record.size), sender_words(record), tr("for {age}", age=waited))
        return Entry(
            key=record.id,
            title=record.name,
            detail=" · ".join(parts),
            icon="file",
            state=finding,
            level=level,
        )

    def key(self, record: HeldFile) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: HeldFile) -> str:
        """See `Book`."""
        return record.name

    def questions(self, record: HeldFile) -> Mapping[str, Question]:
        """See `Book`."""
        means = tr("Then everybody in the conversation can open this file, and agents can send it.")
        if record.check is Check.WAITING:
            why = tr("No scanner has looked at it yet.")
        else:
            why = tr("The scanner says of it: {finding}.", finding=said(record.finding))
        noted = tr("That you decided so is noted.")
        gone = tr("The bytes are gone for good. That the file was here stays in the conversation.")
        no = tr("Keep it back")
        return {
            "save": Question(f"{why} {means} {noted}", tr("Release the file"), no),
            "remove": Question(f"{gone} {noted}", tr("Delete for good"), no),
        }

    def doing(self, what: str) -> str:
        """See `Book`."""
        return tr("Deleting…") if what == "remove" else tr("Releasing…")

    def done(self, what: str) -> str:
        """See `Book`."""
        return tr("The file is deleted.") if what == "remove" else tr("The file is released.")

    def removal(self, record: HeldFile) -> str:
        """See `Book`."""
        return tr("Delete…")

    def keep(self, record: HeldFile, before: HeldFile | None, form: Form[HeldFile]) -> Order:
        """See `Book`: there is nothing to change but where it is."""
        return ReleaseFile(file_id=record.id)

    def remove(self, record: HeldFile) -> Order:
        """See `Book`."""
        return DeleteFile(file_id=record.id)
