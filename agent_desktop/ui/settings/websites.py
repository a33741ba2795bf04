"""The page of websites: the chats that sites may show, with the line that each site puts into its pages.

Promises that the line is right as soon as there is a name, and can be copied. Refuses to show a signing secret.
"""

import secrets
from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_calls import CallRules
from agent_desktop.model.administration_words import (
    KeepWebsite,
    PauseWebsite,
    RemoveWebsite,
    Website,
    Websites,
)
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.fields import TextArea
from agent_desktop.ui.kit.widgets.notices import Level, announce
from agent_desktop.ui.settings.book import Book, Words, queue_names
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.form import Form, Group, Question
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.picking import PerhapsRow, PickRow
from agent_desktop.ui.settings.places import language_words
from agent_desktop.ui.settings.rows import FactRow, LinesRow, Row, SwitchRow, TextRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

LANGUAGES = ("en", "de", "fr", "es", "ar")
"""The languages of the chat's own words."""
_LINE_HIGH = 76


class LineRow(Row):
    """The line for the pages, to be copied."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            "line",
            tr("For your pages"),
            tr("Put this line before </body>. Your hub's public address belongs into it."),
        )
        self.area = TextArea(theme, tr("For your pages"), tr("It comes with a name."))
        self.area.setReadOnly(True)
        self.area.setFixedHeight(_LINE_HIGH)
        self.copy = Button(theme, tr("Copy"), icon="copy", size="sm")
        self.copy.clicked.connect(self._copy)
        self.seat(self.area)
        below = QHBoxLayout()
        below.addWidget(self.copy)
        below.addStretch(1)
        self._column.insertLayout(1, below)

    def control(self) -> QWidget:
        """The line."""
        return self.area

    def show_line(self, line: str) -> None:
        """Show another one."""
        if line != self.area.toPlainText():
            self.area.setPlainText(line)
        self.copy.setEnabled(bool(line))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.area.toPlainText())
        announce(self, tr("Copied"))


class WebsiteForm(Form[Website]):
    """The form; the line follows name and language."""

    def __init__(self, theme: Theme) -> None:
        self._hub = self._chance = ""
        self._name = name = TextRow(
            theme, "name", tr("Name"), tr("Only your team sees it."), required=True
        )
        title = TextRow(theme, "title", tr("Title"), tr("Stands above the chat."))
        for one in (name, title):
            one.field.setMaxLength(80)
        self.queue = PickRow(theme, "queue_id", tr("Queue"), tr("What visitors write waits here."))
        self.calls = PerhapsRow(
            theme, "calls", tr("Calls"), tr("Whether visitors may call from the page, and where.")
        )
        origins = LinesRow(
            theme,
            "origins",
            tr("Websites"),
            tr("Which sites may show it, one a line. The hub's own pages always may."),
            hint="https://www.example.com",
        )
        identity = SwitchRow(
            theme, "require_identity", tr("Sign-in"), words=tr("Only visitors whom the site signed")
        )
        signed = FactRow(theme, "signed", tr("Signing secret"), words=_signed)
        self.language = PerhapsRow(theme, "language", tr("Language"))
        self.line = LineRow(theme)
        rows = (name, title, self.queue, self.calls, origins, identity, signed)
        groups = (
            Group(theme, tr("Chat"), rows[:4]),
            Group(theme, tr("Who may show it"), rows[4:]),
            Group(theme, tr("On the page"), (self.language, self.line)),
        )
        super().__init__(theme, groups, rows, removes=True, pauses=True)
        name.edited.connect(self._follow)
        self.language.edited.connect(self._follow)

    def begin(self, title: str, record: Website, *, new: bool, changed: bool = False) -> None:
        """Show a website. See `Form`."""
        self._chance = secrets.token_hex(3)
        names = {one: language_words(one) for one in LANGUAGES}
        self.language.offer(tr("The visitor's own"), names)
        self.language.show_value("")
        super().begin(title, record, new=new, changed=changed)

    def show_record(self, record: Website) -> None:
        """Show its values. See `Form`."""
        super().show_record(record)
        self._follow()

    def values(self, record: Website) -> tuple[dict[str, object], dict[str, str]]:
        """The fields; something new has its id as soon as it has a name. See `Form`."""
        values, wrong = super().values(record)
        return values | {"id": self._id()}, wrong

    def offer(self, hub: str, queues: Mapping[str, str], calls: Mapping[str, str]) -> None:
        """The hub's address, and where visitors can go; what is chosen stays."""
        self._hub = hub
        self.queue.set_options(list(queues.items()))
        self.calls.offer(tr("No calls"), calls)
        self._follow()

    def _id(self) -> str:
        if self._record is None or self._record.id:
            return "" if self._record is None else self._record.id
        typed = self._name.field.text().strip()
        return id_of(typed, self._chance) if typed else ""

    def _follow(self) -> None:
        key, language = self._id(), self.language.value()
        wish = f' data-language="{language}"' if language else ""
        line = f'<script src="{self._hub}/widget.js" data-entry-point="{key}"{wish} async></script>'
        self.line.show_line(line if key and self._hub else "")


class WebsitesBook(Book[Website]):
    """See the module."""

    topic = Topic.WEBSITES
    needs = (Topic.QUEUES, Topic.NUMBERS)
    kind = Website
    told = ("signed", "paused")
    removes = pauses = True

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Websites"),
            icon="message-circle",
            about=tr("Chats for your web pages, and who may show them."),
            add=tr("Add a website"),
            new=tr("New website"),
            empty=tr("There is no chat for web pages yet."),
        )

    def form(self, theme: Theme) -> Form[Website]:
        """See `Book`."""
        return WebsiteForm(theme)

    def offer(self, form: Form[Website], known: Administration) -> None:
        """See `Book`."""
        assert isinstance(form, WebsiteForm)
        kept, calls = known.topic(Topic.WEBSITES).kept, known.topic(Topic.NUMBERS).kept
        hub = kept.hub if isinstance(kept, Websites) else ""
        numbers = calls.numbers if isinstance(calls, CallRules) else ()
        names = {one.id: ", ".join((one.id, *one.numbers[:1])) for one in numbers}
        form.offer(hub, queue_names(known), names)

    def records(self, kept: Kept) -> Mapping[str, Website]:
        """See `Book`."""
        assert isinstance(kept, Websites)
        return {one.id: one for one in kept.websites}

    def entry(self, record: Website, known: Administration) -> Entry:
        """See `Book`."""
        queue = queue_names(known).get(record.queue_id, record.queue_id)
        sites = len(record.origins)
        state = plural(sites, "{n} website", "{n} websites") if sites else ""
        return Entry(
            key=record.id,
            title=record.name,
            detail=f"{record.title} · {queue}" if record.title else queue,
            icon="message-circle",
            state=tr("Paused") if record.paused else state or tr("the hub's own pages"),
            paused=record.paused,
        )

    def blank(self) -> Website:
        """See `Book`."""
        return Website(id="")

    def named(self, record: Website, chance: str) -> Website:
        """See `Book`."""
        return replace(record, id=id_of(record.name, chance))

    def key(self, record: Website) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: Website) -> str:
        """See `Book`."""
        return record.name

    def keep(self, record: Website, before: Website | None, form: Form[Website]) -> Order:
        """See `Book`."""
        return KeepWebsite(website=record, before=before)

    def remove(self, record: Website) -> Order:
        """See `Book`."""
        return RemoveWebsite(website_id=record.id)

    def questions(self, record: Website) -> Mapping[str, Question]:
        """See `Book`."""
        words = tr(
            "Remove this chat? Nobody new can write by it; chats that are open go to their end."
        )
        return {"remove": Question(words, tr("Remove"), tr("Keep it"))}

    def paused(self, record: Website) -> bool:
        """See `Book`."""
        return record.paused

    def pause(self, record: Website, *, paused: bool) -> Order:
        """See `Book`."""
        return PauseWebsite(website_id=record.id, paused=paused)


def _signed(value: object) -> tuple[str, Level | None]:
    if value:
        return tr("There is one. It is never shown."), "success"
    return tr("There is none yet: nobody can be signed."), None
