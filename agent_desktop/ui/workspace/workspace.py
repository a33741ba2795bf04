"""The inbox and search workspaces, put into the shell and kept in step with the desk.

Promises that however many changes come, each part is brought up to date at most once in a frame.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer

from agent_desktop.desk.api import DeskView
from agent_desktop.model.changes import (
    AdministrationShown,
    BoardShown,
    CallsChanged,
    Change,
    ConversationShown,
    CustomerShown,
    FiguresShown,
    FormattedShown,
    InboxChanged,
    LevelsShown,
    LinkShown,
    Notice,
    NoticeKind,
    OffersChanged,
    OutboxChanged,
    PresenceShown,
    ReportsShown,
    SearchShown,
    Section,
    SettingShown,
    SoundShown,
    TeamShown,
    ThreadChanged,
)
from agent_desktop.model.events import LinkState
from agent_desktop.model.intents import DeclineOffer, Reconnect
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import Activity, Presence, PresenceState
from agent_desktop.ui.call.supervising import can_invite, invite
from agent_desktop.ui.shell.rail import Workspace
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.words import tr
from agent_desktop.ui.workspace.acts import WorkspaceActs
from agent_desktop.ui.workspace.commands import work_commands
from agent_desktop.ui.workspace.notices import tell
from agent_desktop.ui.workspace.sources import add_sources

FRAME_MS = 16


class DeskWorkspaces(WorkspaceActs):
    """Builds the panes for one desk and one shell.

    `backend` is the name that the status bar shows; `open_demo` opens the page where one can play the customer.
    """

    def __init__(
        self,
        desk: DeskView,
        shell: ShellWindow,
        *,
        backend: str,
        open_link: Callable[[str], object],
        open_demo: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(desk, shell, open_link=open_link, open_demo=open_demo)
        self._backend = backend
        self._stale: set[str] = set()
        self._frame = QTimer(self, singleShot=True, interval=FRAME_MS)
        self._frame.timeout.connect(self._bring_up_to_date)
        self._put_into_shell()
        self._wire()
        self._end = desk.subscribe(self._listen)
        self._stale = {
            "presence", "link", "outbox", "offers", "inbox", "badge", "sidebar", "settings", "calls",
        }  # fmt: skip
        self._bring_up_to_date()

    @property
    def waiting(self) -> bool:
        """True while parts wait for the next frame."""
        return bool(self._stale)

    def leave(self) -> None:
        """Stop following the desk; the shell is about to close."""
        self._end()
        self.beginning.end()
        self.guiding.leave()
        self._frame.stop()
        self.conversation.stop()
        self.administering.leave()

    # -- building

    def _put_into_shell(self) -> None:
        shell = self._shell
        shell.set_panes(self.inbox, self.conversation, self.sidebar)
        shell.set_composer(self.conversation.composer)
        shell.set_offers(self.offers)
        shell.add_workspace_page("search", self.search)
        shell.add_commands(work_commands(self))
        add_sources(
            self.desk, shell, self.conversation.composer.offering, self.open, self.begin_search
        )
        self._set_workspaces()

    def _set_workspaces(self) -> None:
        unread = self._unread()
        self._shell.set_workspaces(
            [
                Workspace("inbox", tr("Inbox"), "inbox", unread),
                *self.calls.workspaces(),
                *self.supervision.workspaces(),
                Workspace("search", tr("Search"), "search"),
            ]
        )

    def _unread(self) -> int:
        desk = self.desk
        rows = (desk.row(Section.ACTIVE, at) for at in range(desk.row_count(Section.ACTIVE)))
        return desk.row_count(Section.OFFERED) + sum(1 for row in rows if row.unread)

    def _wire(self) -> None:
        shell, desk = self._shell, self.desk
        shell.presence_chosen.connect(self._choose_presence)
        shell.retry_asked.connect(lambda: desk.post(Reconnect()))
        shell.outbox_asked.connect(self._show_outbox)
        shell.setting_changed.connect(self._keep_setting)
        shell.hints_changed.connect(self._show_hints)
        shell.workspace_shown.connect(self._workspace_shown)
        self.inbox.presence_asked.connect(
            lambda: shell.open_presence_menu(self.inbox.presence_button)
        )
        self.inbox.search_asked.connect(shell.open_palette)
        self.inbox.begin_asked.connect(self.beginning.ask)
        self.inbox.view.call_chosen.connect(self.calls.show_strip)
        self.conversation.header.invite.clicked.connect(lambda: invite(desk))
        self.conversation.formatted_asked.connect(self.letters.open)
        self.conversation.complete_asked.connect(lambda _: self._begin_wrap_up())
        self.sidebar.wrap_up_began.connect(shell.panes.show_sidebar)
        self.sidebar.wrap_up.completed.connect(lambda _: self._wrapped_up())
        self.offers.accepted.connect(self.accept)
        self.offers.declined.connect(lambda key: desk.post(DeclineOffer(interaction_id=key)))
        self.offers.resized.connect(shell.place_overlays)
        self.search.chosen.connect(self.open)
        self.search.left.connect(partial(shell.show_workspace, "inbox"))

    # -- following the desk

    def _listen(self, changes: Sequence[Change]) -> None:
        opened = self.desk.open_conversation
        for change in changes:
            match change:
                case InboxChanged():
                    self.inbox.apply(change)
                    self._stale |= {"badge", "inbox"}
                case ConversationShown():
                    self.inbox.view.show_open()
                    self._stale.add("sidebar")
                    self._arriving = change.conversation_id if self._accepting else None
                case ThreadChanged(conversation_id=key, about=about, reset=reset):
                    if key == opened and (about or reset):
                        self._stale.add("sidebar")
                case CustomerShown():
                    self._stale |= {"sidebar", "calls"} if self.desk.phone else {"sidebar"}
                case OffersChanged():
                    self._stale |= {"offers", "presence"}
                case PresenceShown():
                    self._stale |= {"presence", "inbox"}
                case TeamShown():
                    self._stale.add("team")
                case LinkShown():
                    self._stale |= {"link", "presence", "inbox", "administration", "calls"}
                case BoardShown() | FiguresShown() | ReportsShown():
                    self._stale.add("board")
                case AdministrationShown():
                    self._stale.add("administration")
                case OutboxChanged():
                    self._stale.add("outbox")
                case SearchShown():
                    self._stale.add("search")
                case SettingShown():
                    self._stale |= {"settings", "calls"} if self.desk.phone else {"settings"}
                case CallsChanged():
                    self._stale |= {"calls", "badge"}
                case SoundShown(sound_id=key):
                    self.administering.heard(key)
                case FormattedShown():
                    self.letters.refresh()
                case LevelsShown():
                    self._stale.add("levels")
                case Notice():
                    self._tell(change)
        if self._arriving is not None and self.desk.thread(self._arriving) is not None:
            self._stale.add("arrived")
        if self._stale and not self._frame.isActive():
            self._frame.start()

    def _bring_up_to_date(self) -> None:
        stale, self._stale = self._stale, set()
        desk, shell = self.desk, self._shell
        if "presence" in stale:
            self._show_presence()
        if "team" in stale:
            self.calls.refresh_team()
        if "link" in stale:
            shell.banner.administers = bool(desk.manifest.administration)
            shell.set_link(desk.link, self._backend)
            self.sidebar.follow_backend()
        if "outbox" in stale:
            shell.set_outbox(desk.outbox)
        if "offers" in stale:
            self.offers.refresh()
        if "inbox" in stale:
            self.inbox.refresh()
        if "calls" in stale and self.calls.refresh():
            stale.add("sidebar")
            self.conversation.follow_phone()
        if "levels" in stale:
            self.calls.refresh_levels()
        if stale & {"calls", "team", "link"} and self.supervision.refresh():
            stale.add("badge")
        if stale & {"calls", "board", "link"} and self.supervision.refresh_pages():
            stale.add("badge")
        if "badge" in stale:
            self._set_workspaces()
        if "sidebar" in stale:
            self.sidebar.refresh()
        if stale & {"sidebar", "calls", "link"}:
            self.conversation.header.invite.setVisible(can_invite(desk))
        if "search" in stale:
            self.search.refresh()
        if "arrived" in stale:
            self._arrived()
        if "administration" in stale:
            self.administering.refresh()
        if "settings" in stale:
            shell.preferences.load()

    def _show_presence(self) -> None:
        """The own presence; while the link is down nobody is offered anything, and the rail says so."""
        desk, link = self.desk, self.desk.link
        self._shell.rail.presence.setEnabled(desk.manifest.can(Capability.PRESENCE))
        if link.state in (LinkState.OFFLINE, LinkState.SIGNED_OUT):
            away = Presence(agent_id=desk.me.id, state=PresenceState.OFFLINE, since=link.since)
            activity, since = desk.activity
            if not desk.calls():  # a call goes on without the backend; everything else stands still
                activity, since = Activity.IDLE, link.since
            self._shell.set_presence(desk.me.name, away, activity, since)
        else:
            self._shell.set_presence(desk.me.name, desk.presence, *desk.activity)

    def _tell(self, notice: Notice) -> None:
        if notice.kind in (NoticeKind.OFFER_TAKEN, NoticeKind.REFUSED):
            self._accepting = False
        if notice.kind is NoticeKind.HANDS_FULL and notice.problem is not None:
            self.guiding.ask_beyond(notice.problem.value, notice.detail)
            return
        ready = partial(self._choose_presence, PresenceState.READY, False)
        tell(self._shell, notice, self.desk.open_conversation, ready, self.open)

    def _show_hints(self) -> None:
        hint = self._shell.hint
        self.inbox.set_search_keys(hint("palette.open"))
        self.conversation.set_keys(step=hint("work.finish"), palette=hint("palette.open"))
        self.sidebar.wrap_up.set_complete_keys(hint("work.finish"))
        self.offers.set_keys(hint("offer.accept"), hint("offer.decline"))
