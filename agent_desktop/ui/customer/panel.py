"""The Customer tab: profile, addresses, conversations.

Promises to show what the desk knows at once, to ask for the history whenever another customer is shown, and to keep
what was typed about a customer while another one is shown. Refuses to edit without the capability.
"""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.commands import MergeCustomers
from agent_desktop.model.intents import (
    ChangeCustomer,
    Dial,
    FetchHistory,
    JoinCustomers,
    OpenConversation,
)
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import AddressKind, Customer, Fact
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.unions import AskAgain, PartCustomers, RejectFact, SortOut, TellApart
from agent_desktop.ui.customer.editing import CustomerForm, Typed, edit_of, typed_of
from agent_desktop.ui.customer.kin import in_line, news, show_facts, show_kin, show_no_surveys
from agent_desktop.ui.customer.merging import MergeForm
from agent_desktop.ui.customer.rows import AddressRow, CallableRow, FactTiles, HistoryRow
from agent_desktop.ui.customer.words import (
    address_words,
    history_words,
    money,
    month,
    shown_addresses,
)
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import EmptyState, Label, SectionHeader
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_EDGE = 16


class CustomerPanel(QScrollArea):
    """Follows the open conversation's customer."""

    def __init__(self, desk: DeskView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._shown: Customer | None = None
        self._asked = ""
        self._drafts: dict[str, tuple[Customer, Typed]] = {}
        self.form: CustomerForm | None = None
        self.merging: MergeForm | None = None
        self.edit_button: Button | None = None
        self.merge_button: Button | None = None
        self.kin_buttons: list[Button] = []
        self.fact_buttons: list[Button] = []
        self.again_button: Button | None = None
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
        before, self._shown = self._shown, self._desk.customer(customer_id) if customer_id else None
        can_ask = self._desk.manifest.can(Capability.HISTORY)
        if can_ask and customer_id != self._asked:
            self._asked = customer_id
            if customer_id:
                self._desk.post(FetchHistory(customer_id=customer_id))
        if self.form is not None and before is not None:
            if before.id == customer_id:
                return  # nothing moves under what is being typed
            base, _ = self._drafts[before.id]
            self._drafts[before.id] = (base, self.form.typed)
        if self.merging is not None and before is not None and before.id == customer_id:
            return
        self._fill()

    # -- editing

    @property
    def can_edit(self) -> bool:
        """Whether there is a customer here whom the backend lets agents change."""
        return self._shown is not None and self._desk.manifest.can(Capability.EDIT_CUSTOMER)

    @property
    def can_merge(self) -> bool:
        """The same for merging."""
        return self._shown is not None and self._desk.manifest.can(Capability.MERGE_CUSTOMERS)

    def edit(self) -> None:
        """Open the form, with the caret in it."""
        if self.can_edit and self._shown is not None and self.form is None:
            self._drafts[self._shown.id] = (self._shown, typed_of(self._shown))
            self._fill()
        if self.form is not None:
            self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_merge(self) -> None:
        """Look for another record of this customer."""
        if self.can_merge and self._shown is not None and self.form is None:
            self._fill(merging=self._shown)
        if self.merging is not None:
            self.merging.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _merge(self, other_id: str) -> None:
        if self._shown is not None:
            merge = MergeCustomers(kept_id=self._shown.id, merged_id=other_id)
            self._desk.post(JoinCustomers(merge=merge))
        self._leave()

    def _save(self) -> None:
        assert self.form is not None
        assert self._shown is not None
        base, _ = self._drafts[self._shown.id]  # what others changed meanwhile stays
        edit = edit_of(base, self.form.typed)
        if edit is not None:
            self._desk.post(ChangeCustomer(edit=edit))
        self._leave()

    def _leave(self) -> None:
        if self._shown is not None:
            self._drafts.pop(self._shown.id, None)
        self._fill()
        if self.edit_button is not None:
            self.edit_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- showing

    def _fill(self, merging: Customer | None = None) -> None:
        body = QWidget()
        body.setObjectName("customerBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 12, 0, 16)
        column.setSpacing(0)
        self.form = self.merging = self.edit_button = self.merge_button = None
        customer = self._shown
        if customer is not None and customer.id in self._drafts:
            self._edited(column, body, self._drafts[customer.id][1])
        elif merging is not None:
            self.merging = MergeForm(self._theme, merging, self._desk.find_people, body)
            self.merging.merged.connect(self._merge)
            self.merging.left.connect(self._leave)
            column.addWidget(SectionHeader(self._theme, tr("Merge with another record")))
            column.addWidget(self.merging)
            column.addStretch(1)
        elif customer is None:
            column.addWidget(
                EmptyState(self._theme, tr("Choose a conversation to see its customer.")), 1
            )
        else:
            self._facts(column, customer)
            self._addresses(column, customer)
            self._kin(column, customer)
            self._conversations(column, customer)
            column.addStretch(1)
        old = self.takeWidget()
        self.setWidget(body)
        if old is not None:
            old.deleteLater()  # its button may be the one that was pressed

    def _edited(self, column: QVBoxLayout, body: QWidget, typed: Typed) -> None:
        self.form = CustomerForm(self._theme, typed, body)
        self.form.saved.connect(self._save)
        self.form.left.connect(self._leave)
        column.addWidget(self.form)
        column.addStretch(1)

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
        self._deeds(column)

    def _deeds(self, column: QVBoxLayout) -> None:
        """What can be done about the customer; one below the other where the words of the language are long."""
        buttons: list[Button] = []
        if self.can_edit:
            self.edit_button = Button(self._theme, tr("Edit customer"), icon="pencil", size="sm")
            self.edit_button.clicked.connect(self.edit)
            buttons.append(self.edit_button)
        if self.can_merge:
            self.merge_button = Button(self._theme, tr("Merge…"), icon="users-round", size="sm")
            self.merge_button.clicked.connect(self.begin_merge)
            buttons.append(self.merge_button)
        line = in_line(self._theme, buttons, (_EDGE, 4, _EDGE, 6))
        column.addLayout(line)

    def _kin(self, column: QVBoxLayout, customer: Customer) -> None:
        self.kin_buttons = []
        if self.can_merge:
            kin = self._desk.kin(customer.id)
            self.kin_buttons = show_kin(
                self._theme, column, kin, self._merge, self._apart, self._part
            )
        self.fact_buttons = []
        if self.can_edit:
            facts = news(self._desk.kin(customer.id).facts, customer)
            self.fact_buttons = show_facts(self._theme, column, facts, self._wrong)
        self.again_button = None
        refusal = self._desk.kin(customer.id).no_surveys
        if refusal is not None:
            leads = self._desk.manifest.can(Capability.SUPERVISOR)
            again = self._ask_again if leads else None
            self.again_button = show_no_surveys(self._theme, column, refusal, again)

    def _wrong(self, fact: Fact) -> None:
        if self._shown is not None:
            command = RejectFact(customer_id=self._shown.id, kind=fact.kind, value=fact.value)
            self._desk.post(SortOut(command=command))

    def _ask_again(self) -> None:
        if self._shown is not None:
            self._desk.post(SortOut(command=AskAgain(customer_id=self._shown.id)))

    def _apart(self, other_id: str) -> None:
        if self._shown is not None:
            command = TellApart(customer_id=self._shown.id, other_id=other_id)
            self._desk.post(SortOut(command=command))

    def _part(self, merged_id: str) -> None:
        self._desk.post(SortOut(command=PartCustomers(merged_id=merged_id)))

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
