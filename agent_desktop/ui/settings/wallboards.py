"""The page of wallboards: which there are, what they show, and the link for a big screen's browser.

Promises a fresh secret for each new link, which is shown until the form is left and never again. Refuses to keep it: of
a link that is lost, a new one is made, and saving it ends the old one.
"""

import secrets
from collections.abc import Callable, Mapping

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.base import Millis
from agent_desktop.model.wallboards import (
    PAGE,
    KeepWallboard,
    RemoveWallboard,
    Wallboard,
    Wallboards,
)
from agent_desktop.ui.kit.format import moment
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.fields import TextArea
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.kit.widgets.notices import Level, announce
from agent_desktop.ui.settings.book import Book, Words
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.form import Form, Group, Question
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.rows import FactRow, Row, TextRow
from agent_desktop.ui.settings.tables import SomeRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

_LINK_HIGH = 84


class LinkRow(Row):
    """The link of a new wallboard, to be copied; or a button for another one. `renewed` when it is pressed."""

    renewed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "link", tr("Link"))
        self.area = TextArea(theme, tr("Link"), "")
        self.area.setReadOnly(True)
        self.area.setFixedHeight(_LINK_HIGH)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.copy = Button(theme, tr("Copy"), icon="copy", size="sm")
        self.copy.clicked.connect(self._copy)
        self.renew = Button(theme, tr("Make a new link"), icon="refresh-cw", size="sm")
        self.renew.clicked.connect(self.renewed)
        self._about = Label(theme, "", "caption", "text.secondary", wrap=True)
        self.seat(self.area)
        below = QHBoxLayout()
        below.addWidget(self.copy)
        below.addWidget(self.renew)
        below.addStretch(1)
        self._column.insertLayout(1, below)
        self._column.insertWidget(2, self._about)

    def control(self) -> QWidget:
        """The link, or the button."""
        return self.area if self.renew.isHidden() else self.renew

    def show_link(self, link: str, *, old: bool) -> None:
        """Show another one. `old`: the wallboard has a link already."""
        if link != self.area.toPlainText():
            self.area.setPlainText(link)
        self.area.setVisible(bool(link) or not old)
        self.copy.setVisible(bool(link) or not old)
        self.copy.setEnabled(bool(link))
        self.renew.setVisible(old and not link)
        self._about.setText(self._words(link, old))

    @staticmethod
    def _words(link: str, old: bool) -> str:
        if not old:
            return tr("Open it in the big screen's browser. Copy it now: it is not shown again.")
        if link:
            return tr(
                "Copy it now: it is not shown again. When you save, it works and the old one ends, on every screen."
            )
        return tr("The link is not shown again. If it was lost, or somebody has it, make another.")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.area.toPlainText())
        announce(self, tr("Copied"))


class WallboardForm(Form[Wallboard]):
    """The form. `link_secret` is what a new link ends with, empty while the wallboard keeps its own."""

    def __init__(self, theme: Theme, now: Callable[[], Millis]) -> None:
        self._now = now
        self._hub = self.link_secret = ""
        name = TextRow(theme, "name", tr("Name"), tr("Stands on top of the screen."), required=True)
        name.field.setMaxLength(80)
        self.teams = SomeRow(
            theme,
            "teams",
            tr("Teams"),
            tr("All that you lead, if none is chosen."),
            none=tr("There are no teams to choose from."),
        )
        self.queues = SomeRow(
            theme,
            "queues",
            tr("Queues"),
            tr("Every queue of these teams, if none is chosen."),
            none=tr("No queues."),
        )
        self.used = FactRow(theme, "seen_at", tr("Last opened"), words=self._used_words)
        self.link = LinkRow(theme)
        self.link.renewed.connect(self._renew)
        rows = (name, self.teams, self.queues, self.used)
        groups = (
            Group(theme, tr("What it shows"), rows[:3]),
            Group(
                theme,
                tr("On the screen"),
                (self.link, self.used),
                tr("Who has the link sees figures without signing in: no names, no messages."),
            ),
        )
        super().__init__(theme, groups, rows, removes=True)

    def begin(self, title: str, record: Wallboard, *, new: bool, changed: bool = False) -> None:
        """Show a wallboard. See `Form`."""
        self.link_secret = secrets.token_urlsafe(32) if new else ""
        self.used.setVisible(not new)
        super().begin(title, record, new=new, changed=changed)
        self._follow()

    def offer(self, kept: Wallboards) -> None:
        """What can be chosen, and where links begin."""
        self._hub = kept.hub
        self.teams.set_options([(one.id, single_line(one.name, 60)) for one in kept.teams])
        self.queues.set_options([(one.id, single_line(one.name, 60)) for one in kept.queues])
        self._follow()

    def _renew(self) -> None:
        self.link_secret = secrets.token_urlsafe(32)
        self._follow()
        self._edited()
        self.link.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        whole = bool(self._hub and self.link_secret)
        link = f"{self._hub}{PAGE}#{self.link_secret}" if whole else ""
        self.link.show_link(link, old=not self._new)

    def _used_words(self, value: object) -> tuple[str, Level | None]:
        if not isinstance(value, int):
            return tr("The link was not used yet."), None
        return moment(value, self._now()), None


class WallboardsBook(Book[Wallboard]):
    """See the module. `now` is the backend's time."""

    topic = Topic.WALLBOARDS
    kind = Wallboard
    told = ("owner", "made_at", "seen_at", "screens")
    removes = True
    every_s = 10

    def __init__(self, now: Callable[[], Millis]) -> None:
        self._now = now

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Wallboards"),
            icon="monitor",
            about=tr("Live figures on a big screen, in any browser that has the link."),
            add=tr("Add a wallboard"),
            new=tr("New wallboard"),
            empty=tr("There is no wallboard yet."),
        )

    def form(self, theme: Theme) -> Form[Wallboard]:
        """See `Book`."""
        return WallboardForm(theme, self._now)

    def offer(self, form: Form[Wallboard], known: Administration) -> None:
        """See `Book`."""
        assert isinstance(form, WallboardForm)
        kept = known.topic(Topic.WALLBOARDS).kept
        if isinstance(kept, Wallboards):
            form.offer(kept)

    def records(self, kept: Kept) -> Mapping[str, Wallboard]:
        """See `Book`."""
        assert isinstance(kept, Wallboards)
        return {one.id: one for one in kept.wallboards}

    def entry(self, record: Wallboard, known: Administration) -> Entry:
        """See `Book`."""
        kept = known.topic(Topic.WALLBOARDS).kept
        names: dict[str, str] = {}
        if isinstance(kept, Wallboards):
            names = {one.id: one.name for one in (*kept.queues, *kept.teams)}
        chosen = [single_line(names.get(one, one), 40) for one in (*record.teams, *record.queues)]
        parts = (", ".join(chosen) or tr("everything that is led"), single_line(record.owner, 40))
        state = plural(record.screens, "{n} screen", "{n} screens") if record.screens else ""
        return Entry(
            key=record.id,
            title=record.name,
            detail=" · ".join(part for part in parts if part),
            icon="monitor",
            state=state or tr("Not shown now"),
        )

    def blank(self) -> Wallboard:
        """See `Book`."""
        return Wallboard(id="")

    def named(self, record: Wallboard, chance: str) -> Wallboard:
        """See `Book`."""
        return replace(record, id=id_of(record.name, chance))

    def key(self, record: Wallboard) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: Wallboard) -> str:
        """See `Book`."""
        return record.name

    def keep(self, record: Wallboard, before: Wallboard | None, form: Form[Wallboard]) -> Order:
        """See `Book`."""
        assert isinstance(form, WallboardForm)
        secret = form.link_secret or None
        return KeepWallboard(wallboard=record, before=before, secret=secret)

    def remove(self, record: Wallboard) -> Order:
        """See `Book`."""
        return RemoveWallboard(wallboard_id=record.id)

    def questions(self, record: Wallboard) -> Mapping[str, Question]:
        """See `Book`."""
        words = tr(
            "Remove this wallboard? Its link ends at once, on every screen that shows it now."
        )
        return {"remove": Question(words, tr("Remove"), tr("Keep it"))}
