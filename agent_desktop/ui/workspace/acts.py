"""The parts of the inbox and search workspaces, and each wish of the agent turned into an intent.

Refuses state of its own, but for which accepted conversation is awaited: it reads the desk.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QTextEdit

from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Topic
from agent_desktop.model.intents import AcceptOffer, ChangeSetting, OpenConversation, SetPresence
from agent_desktop.model.people import PresenceState
from agent_desktop.model.settings import OF_THE_WINDOW
from agent_desktop.ui.call.calls import Calls
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.guidance.guiding import Guiding
from agent_desktop.ui.inbox.pane import InboxPane
from agent_desktop.ui.offer.stack import OfferStack
from agent_desktop.ui.search.page import SearchPage
from agent_desktop.ui.settings.administering import Administering
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.supervisor.supervision import Supervision
from agent_desktop.ui.workspace.beginning import Beginning
from agent_desktop.ui.workspace.letters import Letters
from agent_desktop.ui.workspace.sidebar import CUSTOMER, WRAP_UP, Sidebar


class WorkspaceActs(QObject):
    """For one desk and one shell. `open_demo` opens the page where one can play the customer."""

    def __init__(
        self,
        desk: DeskView,
        shell: ShellWindow,
        *,
        open_link: Callable[[str], object],
        open_demo: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(shell)
        self.desk = desk
        self._shell = shell
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
        self._accepting = False
        self._arriving: str | None = None

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
