"""Announcements in the window: the unread ones in a banner, all of them in a sheet, new ones of leads.

Promises that each is read once, wherever it is read, and that one which ended meanwhile is gone by itself. Refuses to
cover work: a banner stands above it.
"""

from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Topic
from agent_desktop.model.base import Millis
from agent_desktop.model.guidance import AskReaders
from agent_desktop.model.manifest import Capability
from agent_desktop.model.supervising import Announcement, SeeAnnouncement
from agent_desktop.ui.guidance.announcement_sheet import AnnouncementSheet, Shown
from agent_desktop.ui.guidance.asking import Asking
from agent_desktop.ui.guidance.forms import announce_form, withdraw_form
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.notices import Banner
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.words import problem_words, tr

_SHORT = 160
"""So much of an announcement can be read in the banner; of a longer one the sheet has all."""


class Announcing:
    """Banner and sheet of one window."""

    def __init__(self, desk: DeskView, shell: ShellWindow, asking: Asking) -> None:
        self._desk, self._shell, self._asking = desk, shell, asking
        self.banner = Banner(shell.theme)
        self.banner.hide()
        self.sheet: AnnouncementSheet | None = None
        self._shown = ""
        shell.add_banner(self.banner)
        shell.ticked.connect(self._tick)

    @property
    def leads(self) -> bool:
        """Whether announcements can be made here."""
        return self._desk.manifest.can(Capability.SUPERVISOR)

    def current(self, now: Millis) -> list[Announcement]:
        """Those that have not ended, the newest first."""
        found = [one for one in self._desk.guidance.announcements if one.until > now]
        return sorted(found, key=lambda one: -one.at)

    def unread(self, now: Millis) -> list[Announcement]:
        """Those to be read, the oldest first; one's own are known."""
        mine = self._desk.me.id
        return [one for one in self.current(now)[::-1] if not one.seen and one.by_id != mine]

    def refresh(self) -> None:
        """Announcements, or who has read them, changed."""
        now = self._desk.now()
        self._show_banner(now)
        if self.sheet is not None and not self.sheet.isHidden():
            self._fill(self.sheet, now)

    def _tick(self, now: Millis) -> None:
        left = {one.id for one in self._desk.guidance.announcements if one.until > now}
        if self._shown and self._shown not in left:
            self.refresh()

    def _show_banner(self, now: Millis) -> None:
        unread = self.unread(now)
        self._shown = unread[0].id if unread else ""
        self.banner.setVisible(bool(unread))
        if not unread:
            return
        first, text = unread[0], single_line(unread[0].text, _SHORT + 1)
        whole = len(text) <= _SHORT and "\n" not in first.text.strip()
        more = tr("{n} more", n=len(unread) - 1) if len(unread) > 1 else ""
        got = (tr("Got it"), lambda: self._read(first.id))
        self.banner.show_words(
            tr("Announcement from {name}:", name=single_line(first.by_name, 40)),
            text if whole else single_line(text, _SHORT),
            level="info",
            icon="message-square-text",
            fact=more,
            actions=(got, (tr("All…"), self.open)) if whole else ((tr("Read…"), self.open),),
        )

    def _read(self, announcement_id: str) -> None:
        self._asking.do(SeeAnnouncement(announcement_id=announcement_id))

    # -- the sheet

    def open(self) -> None:
        """Show all of them."""
        if self.sheet is None:
            self.sheet = AnnouncementSheet(self._shell.theme, self._shell)
            self.sheet.read.connect(self._read)
            self.sheet.withdraw.connect(self._withdraw)
            self.sheet.begin.connect(self.begin)
        if self.leads:
            self._desk.post(AskReaders())
        self._fill(self.sheet, self._desk.now())
        area = self._shell.sheets.area
        self.sheet.open_over(area, area)

    def _fill(self, sheet: AnnouncementSheet, now: Millis) -> None:
        readers = self._desk.guidance.readers
        known = {one.announcement.id: len(one.seen_by) for one in readers.announced or ()}
        teams = {one.id: one.name for one in self._desk.board.teams}
        listed = [
            Shown(
                made=one,
                team=(teams.get(one.team_id, "") if one.team_id else tr("Everyone")),
                readers=known.get(one.id),
                withdrawn=self.leads and one.id in known,
                own=one.by_id == self._desk.me.id,
            )
            for one in self.current(now)
        ]
        there = {one.made.id for one in listed}
        past = [
            Shown(
                made=one.announcement,
                team=teams.get(one.announcement.team_id, "")
                if one.announcement.team_id
                else tr("Everyone"),
                readers=len(one.seen_by),
                over=True,
            )
            for one in readers.announced or ()
            if one.announcement.until <= now and one.announcement.id not in there
        ]
        past.sort(key=lambda one: -one.made.until)
        listed += past
        problem = problem_words(readers.problem) if readers.problem is not None else ""
        sheet.show_list(listed, now, leads=self.leads, problem=problem if self.leads else "")

    def begin(self) -> None:
        """Write a new one."""
        if self.sheet is not None:
            self.sheet.close_sheet()
        board = self._desk.board
        everyone = Topic.TEAMS in self._desk.manifest.administration
        form = announce_form(board.teams, everyone, self._desk.now)
        self._asking.ask(form, self._shell, self.open)

    def _withdraw(self, announcement_id: str) -> None:
        made = next((one for one in self.current(0) if one.id == announcement_id), None)
        if made is not None and self.sheet is not None:
            self.sheet.close_sheet()
            self._asking.ask(withdraw_form(made), self._shell, self.open)

    def commands(self) -> list[Command]:
        """For the palette."""
        return [
            Command(
                "announcements.show",
                tr("Team announcements"),
                tr("Work"),
                "message-square-text",
                self.open,
            ),
            Command(
                "announcements.new",
                tr("New announcement…"),
                tr("Supervision"),
                "pencil",
                self.begin,
                available=lambda: self.leads,
            ),
        ]
