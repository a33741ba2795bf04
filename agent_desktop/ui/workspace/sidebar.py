"""The sidebar: the head, the tabs and their panels.

Promises that wrap-up comes forward by itself when it begins and goes away when it ends. Refuses dead tabs: what the
backend cannot do is not shown.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.manifest import Capability
from agent_desktop.ui.customer.head import CustomerHead
from agent_desktop.ui.customer.panel import CustomerPanel
from agent_desktop.ui.kit.widgets.choices import TabBar
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr
from agent_desktop.ui.wrapup.panel import WrapUpPanel

CUSTOMER = "customer"
WRAP_UP = "wrap_up"
_PLACES = {CUSTOMER: 0, WRAP_UP: 1}


class Sidebar(QWidget):
    """Follows the open conversation. `wrap_up_began` wants the sidebar to be seen, wherever it is."""

    wrap_up_began = Signal()

    def __init__(
        self, desk: DeskView, theme: Theme, *, complete_keys: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._desk = desk
        self._in_wrap_up = ""
        self.customer = CustomerPanel(desk, theme)
        self.wrap_up = WrapUpPanel(desk, theme, complete_keys=complete_keys)
        self._customer_head = CustomerHead(theme)
        self._heads = QStackedWidget()
        self._heads.setFixedHeight(theme.tokens.size.thread_header)
        self._heads.addWidget(self._customer_head)
        self._heads.addWidget(self.wrap_up.head)
        self._panels = QStackedWidget()
        self._panels.addWidget(self.customer)
        self._panels.addWidget(self.wrap_up)
        tabs = [(CUSTOMER, tr("Customer")), (WRAP_UP, tr("Wrap-up"))]
        self.tabs = TabBar(theme, tabs, tr("Sidebar"))
        self.tabs.chosen.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heads)
        column.addWidget(self.tabs)
        column.addWidget(self._panels, 1)
        self.follow_backend()
        self.refresh()

    def follow_backend(self) -> None:
        """What the backend can do may be known only now."""
        self.tabs.setTabVisible(_PLACES[WRAP_UP], self._desk.manifest.can(Capability.WRAP_UP))

    def refresh(self) -> None:
        """The open conversation, its customer, or its interaction changed."""
        opened = self._desk.open_conversation
        thread = None if opened is None else self._desk.thread(opened)
        customer = None
        if thread is not None:
            customer = self._desk.customer(thread.conversation.customer_id) or thread.customer
        self._customer_head.show_customer(customer)
        self.customer.refresh()
        self.wrap_up.refresh()
        work = self.wrap_up.interaction
        now_in = "" if work is None else work.id
        if now_in != self._in_wrap_up:
            self._in_wrap_up = now_in
            begins = bool(now_in) and self.tabs.isTabVisible(_PLACES[WRAP_UP])
            self.show_tab(WRAP_UP if begins else CUSTOMER)
            if begins:
                self.wrap_up_began.emit()
        else:
            self._show(self.tabs.current)

    def show_tab(self, key: str) -> None:
        """Bring a tab forward. Raises ValueError for an unknown one."""
        self.tabs.select(key)
        self._show(key)

    def _show(self, key: str) -> None:
        self._panels.setCurrentIndex(_PLACES[key])
        timed = key == WRAP_UP and self.wrap_up.interaction is not None
        self._heads.setCurrentIndex(1 if timed else 0)
