"""The inbox and search workspaces, put into the shell and kept in step with the desk.

Promises that however many changes come, each part is brought up to date at most once in a frame; that every wish of
the agent leaves as an intent. Refuses state of its own: it reads the desk.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QTextEdit

from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Topic
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
from agent_desktop.model.intents import (
    AcceptOffer,
    ChangeSetting,
    DeclineOffer,
    OpenConversation,
    Reconnect,
    SetPresence,
)
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import Activity, Presence, PresenceState
from agent_desktop.model.settings import OF_THE_WINDOW
from agent_desktop.ui.call.calls import Calls
from agent_desktop.ui.call.supervising import can_invite, invite
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.guidance.guiding import Guiding
from agent_desktop.ui.inbox.pane import InboxPane
from agent_desktop.ui.offer.stack import OfferStack
from agent_desktop.ui.search.page import SearchPage
from agent_desktop.ui.settings.administering import Administering
from agent_desktop.ui.shell.rail import Workspace
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.supervisor.supervision import Supervision
from agent_desktop.ui.words import tr
from agent_desktop.ui.workspace.beginning import Beginning
from agent_desktop.ui.workspace.commands import work_commands
from agent_desktop.ui.workspace.letters import Letters
from agent_desktop.ui.workspace.notices import tell
from agent_desktop.ui.workspace.sidebar import CUSTOMER, WRAP_UP, Sidebar
from agent_desktop.ui.workspace.sources import add_sources

FRAME_MS = 16


class DeskWorkspaces(QObject):
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
        super().__init__(shell)
        self.desk = desk
        self._shell = shell
        self._backend = backend
        theme = shell.theme
        self.inbox = InboxPane(
            desk, theme, search_keys=shell.hint("palette.open"), demo=open_demo is not None
        )
        if open_demo is not None:
            self.inbox.demo_asked.connect(open_demo)
        self.conversation = ConversationPane(
            desk,
            theme,
            open_link=open_link,
            active=shell.isActiveWindow,
            step_keys=shell.hint("work.finish"),
            palette_keys=shell.hint("palette.open"),
            own_keys=False,
        )
        self.sidebar = Sidebar(desk, theme, complete_keys=shell.hint("work.finish"))
        self.offers = OfferStack(
            desk,
            theme,
            accept_keys=shell.hint("offer.accept"),
            decline_keys=shell.hint("offer.decline"),
        )
        self.search = SearchPage(desk, theme)
        self.letters = Letters(desk, shell.sheets, open_link)
        self.beginning = Beginning(desk, theme, self.inbox, self._begun)
        self.calls = Calls(desk, shell, self.open)
        self.guiding = Guiding(desk, shell, self.conversation)
        self.administering = Administering(desk, shell, open_link)
        by_mail = partial(self.administering.add, Topic.REPORTS)
        self.supervision = Supervision(desk, shell, self.guiding, by_mail)
        self._stale: set[str] = set()
        self._accepting = False
        self._arriving: str | None = None
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

    # -- what the agent asks

    def accept(self, interaction_id: str | None = None) -> None:
        """Accept an offer, the most urgent one when none is named; the conversation that opens comes into view."""
        offers = [one for one in self.desk.offers() if interaction_id in (None, one.interaction_id)]
        opens = offers[0].conversation_id if offers else None
        # An unknown caller has no conversation, and one that is open already is not shown anew.
        self._accepting = opens != ""
        if opens and opens == self.desk.open_conversation:
            self._shell.show_workspace("inbox")
        self.desk.post(AcceptOffer(interaction_id=interaction_id))

    def _arrived(self) -> None:
        """An accepted conversation is there. Somebody who is typing elsewhere on the same page keeps the caret."""
        self._accepting, self._arriving = False, None
        self._shell.show_workspace("inbox")
        focused = self._shell.focusWidget()
        typing = isinstance(focused, QLineEdit | QTextEdit) and focused.isVisible()
        if not typing:
            self.conversation.focus_composer()

    def _keep_setting(self, name: str, value: str) -> None:
        if name not in OF_THE_WINDOW:
            self.desk.post(ChangeSetting(name=name, value=value))

    def _choose_presence(self, state: PresenceState, when_free: bool) -> None:
        self.desk.post(SetPresence(state=state, when_free=when_free))

    def open(self, conversation_id: str) -> None:
        """Open a conversation in the inbox."""
        self.desk.post(OpenConversation(conversation_id=conversation_id))
        self._shell.show_workspace("inbox")

    def _begun(self, conversation_id: str) -> None:
        self.open(conversation_id)
        self.conversation.focus_composer()

    def _show_outbox(self) -> None:
        first = self.desk.outbox.first_conversation
        if first:
            self.open(first)

    def begin_search(self, words: str = "") -> None:
        """Show the search workspace with `words` in its field, ready for others."""
        self._shell.show_workspace("search")
        self.search.begin(words)

    def _workspace_shown(self, name: str) -> None:
        if name == "search":
            self.search.begin()

    def finish(self) -> None:
        """End the work; in wrap-up, complete it."""
        if self.sidebar.wrap_up.interaction is not None:
            self._begin_wrap_up()
            self.sidebar.wrap_up.complete()
        else:
            self.conversation.next_step()

    def _wrapped_up(self) -> None:
        self._shell.panes.hide_drawer()
        self.conversation.focus_composer()

    def show_customer(self) -> None:
        """Bring the customer of the open conversation forward."""
        self._show_tab(CUSTOMER)

    def _show_tab(self, tab: str) -> None:
        self._shell.show_workspace("inbox")
        self._shell.panes.show_sidebar()
        self.sidebar.show_tab(tab)

    def _begin_wrap_up(self) -> None:
        self._show_tab(WRAP_UP)
        self.sidebar.wrap_up.focus_search()
