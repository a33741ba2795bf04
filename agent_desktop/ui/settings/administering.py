"""The administrator's pages, put into the settings workspace and kept in step with the desk.

Promises pages only for what the backend's manifest lists for this account, each made when it is first shown.
Refuses state of its own.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Topic
from agent_desktop.model.events import LinkState
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.supervisor.reading import read_along
from agent_desktop.ui.words import later, tr

if TYPE_CHECKING:
    from agent_desktop.ui.settings.audit import AuditBook
    from agent_desktop.ui.settings.book import AnyBook
    from agent_desktop.ui.settings.room import SettingsRoom
    from agent_desktop.ui.settings.settings_page import SettingsPage

PAGE = "settings"

_COMMANDS = {
    Topic.PEOPLE: (later("Settings: people"), "users-round", later("Add a person")),
    Topic.TEAMS: (later("Settings: teams"), "headset", later("Add a team")),
    Topic.SHIFTS: (later("Settings: shifts"), "clock", later("Plan a shift")),
    Topic.QUEUES: (later("Settings: queues"), "list-filter", later("Add a queue")),
    Topic.FIGURES: (later("Settings: figures and targets"), "chart-no-axes-column", ""),
    Topic.ALERTS: (later("Settings: alerts"), "triangle-alert", later("Add an alert")),
    Topic.WALLBOARDS: (later("Settings: wallboards"), "monitor", later("Add a wallboard")),
    Topic.REPORTS: (later("Settings: reports by e-mail"), "mail", later("Add a report by e-mail")),
    Topic.ROUTING: (later("Settings: routing rules"), "list-filter", later("Add a rule")),
    Topic.VERSIONS: (later("Settings: versions of the rules"), "history", ""),
    Topic.CALENDARS: (later("Settings: calendars"), "calendar-clock", later("Add a calendar")),
    Topic.OUTCOMES: (later("Settings: outcomes"), "tag", later("Add an outcome")),
    Topic.REPLIES: (later("Settings: saved replies"), "zap", later("Add a saved reply")),
    Topic.WEBSITES: (later("Settings: websites"), "message-circle", later("Add a website")),
    Topic.NETWORKS: (later("Settings: entry points"), "inbox", later("Add an entry point")),
    Topic.JOINING: (later("Settings: where messages go"), "reply", ""),
    Topic.SURVEYS: (later("Settings: surveys"), "star", later("Add a survey")),
    Topic.CONSENTS: (later("Settings: consents"), "circle-minus", later("Record a consent")),
    Topic.TRUNKS: (later("Settings: trunks"), "phone-outgoing", later("Add a trunk")),
    Topic.NUMBERS: (later("Settings: numbers"), "phone-incoming", later("Add a number")),
    Topic.MENUS: (later("Settings: menus"), "grid-3x3", later("Add a menu")),
    Topic.WAITING: (later("Settings: waiting and recording"), "headset", ""),
    Topic.HOUSE: (later("Settings: the house"), "phone", ""),
    Topic.PROMPTS: (later("Settings: prompts"), "volume-2", later("Add a prompt")),
    Topic.FIREWALLS: (later("Settings: firewalls"), "shield-check", later("Add a server")),
    Topic.SCANNER: (later("Settings: virus scanner"), "search", ""),
    Topic.QUARANTINE: (later("Settings: files kept back"), "lock", ""),
    Topic.AUDIT: (later("Settings: audit trail"), "history", ""),
}


class Administering(QObject):
    """For one desk and one shell. `open_link` gets web addresses for the browser."""

    def __init__(
        self, desk: DeskView, shell: ShellWindow, open_link: Callable[[str], object]
    ) -> None:
        super().__init__(shell)
        self._open_link = open_link
        self._desk = desk
        self._shell = shell
        self.room: SettingsRoom | None = None
        self.books: dict[Topic, AnyBook | AuditBook] = {}
        """What each page says and does, as the side lists them."""
        self.pages: dict[Topic, SettingsPage] = {}
        """Those that were shown."""
        self._live = False
        self._seconds = 0
        shell.frame_settings = self._frame
        shell.workspace_shown.connect(self._workspace_shown)
        shell.ticked.connect(self._tick)
        shell.add_commands(self._commands())

    # -- building

    def _frame(self, preferences: QWidget) -> QWidget:
        from agent_desktop.ui.settings.room import SettingsRoom

        self.room = SettingsRoom(self._shell.theme, preferences, self._make)
        self.room.shown.connect(self._page_shown)
        self.room.entered.connect(self._enter)
        self._list_pages()
        return self.room

    def _list_pages(self) -> None:
        """The manifest decides; it may come after the window, with the session."""
        room = self.room
        topics = self._desk.manifest.administration
        if room is None or set(topics) == set(self.books):
            return
        from agent_desktop.ui.settings.books import book_of
        from agent_desktop.ui.settings.groups import grouped
        from agent_desktop.ui.settings.listing import Entry

        self.books = {
            one: self.books.get(one) or book_of(one, self._desk, self._open_link) for one in topics
        }
        gone = [self.pages.pop(topic) for topic in set(self.pages) - set(topics)]
        self._shell.settings.title.setText(tr("Preferences") if topics else tr("Settings"))
        named = [(topic, self.books[topic].words(), group) for topic, group in grouped(topics)]
        room.set_pages(
            Entry(topic.value, words.title, icon=words.icon, group=group)
            for topic, words, group in named
        )
        for page in gone:
            page.deleteLater()
        self._show_unsaved()

    def _make(self, key: str) -> QWidget:
        topic = Topic(key)
        page = self.pages[topic] = self._page(self.books[topic])
        page.touched.connect(self._show_unsaved)
        page.led.connect(self._lead)
        return page

    def _page(self, book: "AnyBook | AuditBook") -> "SettingsPage":
        from agent_desktop.ui.settings.audit import AuditBook, AuditPage
        from agent_desktop.ui.settings.page import BookPage
        from agent_desktop.ui.settings.versions import SheetForm

        if not isinstance(book, AuditBook):
            made = BookPage(self._desk, self._shell.theme, book)
            if isinstance(made.form, SheetForm):
                made.form.card.opened.connect(self._read)
            return made
        page = AuditPage(self._desk, self._shell.theme, book)
        page.opened.connect(self._read)
        return page

    def _read(self, conversation_id: str) -> None:
        read_along(self._desk, self._shell, conversation_id)

    # -- following the desk

    def refresh(self) -> None:
        """The link, or what is known of the team's settings, changed."""
        if self.room is None:
            return
        self._list_pages()
        live = self._desk.link.state is LinkState.LIVE
        came, self._live = live and not self._live, live
        for topic, page in self.pages.items():
            if came and self._seen(topic):
                page.look()
            else:
                page.refresh()

    def heard(self, sound_id: str) -> None:
        """A sound plays, or plays no more."""
        for page in self.pages.values():
            page.heard(sound_id)

    def _tick(self) -> None:
        """A second has passed: what changes by itself is looked at while it is seen."""
        self._seconds += 1
        for topic, page in self.pages.items():
            every = page.every_s
            if every and self._seconds % every == 0 and self._live and self._seen(topic):
                page.look()

    def leave(self) -> None:
        """The window is about to close: what is typed is kept."""
        for page in self.pages.values():
            page.remember()

    def _seen(self, topic: Topic) -> bool:
        assert self.room is not None
        return self._shell.workspace == PAGE and self.room.current == topic.value

    def _show_unsaved(self) -> None:
        if self.room is not None:
            unsaved = (topic.value for topic in self.books if self._unsaved(topic))
            self.room.pages.set_unsaved(frozenset(unsaved))

    def _unsaved(self, topic: Topic) -> bool:
        from agent_desktop.ui.settings.editing import typed_before

        page = self.pages.get(topic)
        return bool(typed_before(self._desk, topic)) if page is None else page.unsaved

    # -- what the administrator does

    def _workspace_shown(self, name: str) -> None:
        if name == PAGE and self.room is not None:
            self._page_shown(self.room.current)

    def _open_settings(self) -> None:
        """Show the settings, with the caret at the side, from where keys lead everywhere."""
        self._shell.show_workspace(PAGE)
        if self.room is not None and self.books:
            self.room.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page_shown(self, key: str) -> None:
        if key in self.pages:
            self._live = self._desk.link.state is LinkState.LIVE
            self.pages[Topic(key)].look()

    def _enter(self, key: str) -> None:
        if key in self.pages:
            self.pages[Topic(key)].focus_list()
        elif self.room is not None:
            self.room.pages.focusNextChild()

    def open(self, topic: Topic) -> None:
        """Show a topic's page, with the caret in it. Nothing happens for a topic without a page."""
        self._shell.show_workspace(PAGE)
        self.refresh()
        if self.room is not None and topic in self.books:
            self.room.show_page(topic.value)
            self.pages[topic].focus_list()

    def _lead(self, topic: Topic) -> None:
        """A page leads to where something is mended: there it stands open."""
        self.open(topic)
        if topic in self.pages:
            self.pages[topic].open_next()

    def add(self, topic: Topic) -> None:
        """Show a topic's page with the form of something new."""
        self.open(topic)
        if topic in self.pages:
            self.pages[topic].begin_new()

    def _commands(self) -> list[Command]:
        made = [
            Command("settings.open", tr("Settings"), tr("Window"), "settings", self._open_settings)
        ]
        section = tr("Settings")
        for topic, (title, icon, add) in _COMMANDS.items():
            there = partial(self._may, topic)
            name = f"settings.{topic.value}"
            show = partial(self.open, topic)
            made.append(Command(name, tr(title), section, icon, show, available=there))
            if add:
                begin = partial(self.add, topic)
                made.append(
                    Command(f"{name}.add", tr(add), section, "plus", begin, available=there)
                )
        return made

    def _may(self, topic: Topic) -> bool:
        return topic in self._desk.manifest.administration
