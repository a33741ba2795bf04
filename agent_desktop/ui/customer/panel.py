"""The Customer tab: profile, addresses, conversations.

Promises to show what the desk knows at once and to ask for the history when a customer is shown for the first time.
Refuses to edit without the capability.
"""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.intents import Dial, FetchHistory, OpenConversation
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import AddressKind, Customer
from agent_desktop.model.timeline import Conversation
from agent_desktop.ui.customer.rows import AddressRow, CallableRow, FactTiles, HistoryRow
from agent_desktop.ui.customer.words import (
    address_words,
    history_words,
    money,
    month,
    shown_addresses,
)
from agent_desktop.ui.kit.widgets.labels import EmptyState, Label, SectionHeader
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class CustomerPanel(QScrollArea):
    """Follows the open conversation's customer."""

    def __init__(self, desk: DeskView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._shown: Customer | None = None
        self._asked: set[str] = set()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Customer"))
        self._fill()

    def refresh(self) -> None:
        """The open conversation, its customer or the history changed."""
        opened = self._desk.open_conversation
        thread = None if opened is None else self._desk.thread(opened)
        customer_id = "" if thread is None else thread.conversation.customer_id
        self._shown = self._desk.customer(customer_id) if customer_id else None
        can_ask = self._desk.manifest.can(Capability.HISTORY)
        if customer_id and customer_id not in self._asked and can_ask:
            self._asked.add(customer_id)
            self._desk.post(FetchHistory(customer_id=customer_id))
        self._fill()

    def _fill(self) -> None:
        body = QWidget()
        body.setObjectName("customerBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 12, 0, 16)
        column.setSpacing(0)
        customer = self._shown
        if customer is None:
            column.addWidget(
                EmptyState(self._theme, tr("Choose a conversation to see its customer.")), 1
            )
        else:
            self._facts(column, customer)
            self._addresses(column, customer)
            self._conversations(column, customer)
            column.addStretch(1)
        self.setWidget(body)

    def _facts(self, column: QVBoxLayout, customer: Customer) -> None:
        facts: list[tuple[str, str]] = []
        if value := money(customer):
            facts.append((value, tr("Lifetime value")))
        conversations = self._desk.previous(customer.id)
        if conversations:
            facts.append((str(len(conversations)), tr("Conversations")))
        if customer.created_at:
            facts.append((month(customer.created_at), tr("Since")))
        if not facts:
            return
        # With a parent: what is shown without one is a window of its own, and takes the keyboard away.
        tiles = FactTiles(self._theme, column.parentWidget())
        tiles.show_facts(tuple(facts[:3]))
        holder = QVBoxLayout()
        holder.setContentsMargins(16, 0, 16, 4)
        holder.addWidget(tiles)
        column.addLayout(holder)

    def _addresses(self, column: QVBoxLayout, customer: Customer) -> None:
        addresses = shown_addresses(customer)
        column.addWidget(SectionHeader(self._theme, tr("Addresses")))
        for address in addresses:
            words = address_words(address)
            if address.kind is AddressKind.PHONE and self._desk.phone is not None:
                row = CallableRow(self._theme, words)
                row.clicked.connect(partial(self._call, address.value))
                column.addWidget(row)
            else:
                column.addWidget(AddressRow(self._theme, words))
        if not addresses:
            self._hint(column, tr("No address is known yet."))

    def _conversations(self, column: QVBoxLayout, customer: Customer) -> None:
        conversations = self._desk.previous(customer.id)
        now_open = [one for one in conversations if one.open]
        closed = [one for one in conversations if not one.open]
        if now_open:
            title = tr("Open conversations · {n}", n=len(now_open))
            column.addWidget(SectionHeader(self._theme, title))
            self._rows(column, now_open)
        column.addWidget(SectionHeader(self._theme, tr("History"), tr("All channels")))
        self._rows(column, closed)
        if not closed:
            self._hint(column, tr("First conversation with this customer."))

    def _rows(self, column: QVBoxLayout, conversations: list[Conversation]) -> None:
        now, opened = self._desk.now(), self._desk.open_conversation
        for conversation in conversations:
            words = history_words(conversation, now)
            row = HistoryRow(self._theme, words, conversation.id == opened)
            row.clicked.connect(lambda _=False, key=conversation.id: self._open(key))
            column.addWidget(row)

    def _hint(self, column: QVBoxLayout, sentence: str) -> None:
        label = Label(self._theme, sentence, "caption", "text.secondary", wrap=True)
        label.setContentsMargins(16, 2, 16, 6)
        column.addWidget(label)

    def _call(self, number: str) -> None:
        opened = self._desk.open_conversation or ""
        self._desk.post(Dial(number=number, conversation_id=opened))

    def _open(self, conversation_id: str) -> None:
        self._desk.post(OpenConversation(conversation_id=conversation_id))
