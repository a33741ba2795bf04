"""The form of an entry point: name, network and queue, then the fields that the chosen network asks for.

Promises that a refusal stands at the network's own field, that what is typed stays when the backend tells of itself
anew, and that a new entry point has its id, and so its address for webhooks, as soon as it has a name; that what is not
asked for is not kept, and a secret of it forgotten. Refuses to know any network: fields come from the backend.
"""

import re
import secrets
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desktop.model.administration_networks import (
    OF_NETWORK,
    NetworkEntry,
    NetworkField,
    NetworkKind,
)
from agent_desktop.ui.settings.consent_row import ConsentRow
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.key_row import KeyRow
from agent_desktop.ui.settings.network_words import (
    BY_WEBHOOK,
    choice_name,
    network_name,
    standing_words,
)
from agent_desktop.ui.settings.picking import AddressRow, KeptSecretRow, ParagraphRow, PickRow
from agent_desktop.ui.settings.rows import ChoiceRow, FactRow, NoValue, Row, TextRow
from agent_desktop.ui.settings.sections import Sections, applies, asked_for
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import said, tr

_SIDE_BY_SIDE = 40
"""So many letters of choices fit beside each other."""
_DOMAIN = re.compile(r"[^\s@]+@((?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]{2,})")


def row_of(theme: Theme, field: NetworkField) -> Row:
    """The row for a network's field."""
    name, label, about = OF_NETWORK + field.name, said(field.label), said(field.hint)
    if field.consent:
        return ConsentRow(theme, name, label)
    if field.secret:
        kind = KeyRow if field.lines else KeptSecretRow
        return kind(theme, name, label, about, required=field.required)
    if field.choices:
        options = [(one, choice_name(one)) for one in field.choices]
        if sum(len(words) for _, words in options) <= _SIDE_BY_SIDE:
            return ChoiceRow(theme, name, label, about, options=options)
        pick = PickRow(theme, name, label, about)
        pick.set_options(options)
        return pick
    if field.lines:
        return ParagraphRow(theme, name, label, about)
    example = about if " " not in about else ""
    return TextRow(
        theme, name, label, "" if example else about, hint=example, required=field.required
    )


class NetworkForm(Form[NetworkEntry]):
    """See the module. `consented` asks for consent: the row, and how ("browser", "code")."""

    consented = Signal(object, str)
    consent_stopped = Signal()
    link_opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        self._kinds: dict[str, NetworkKind] = {}
        self._shown: NetworkKind | None = None
        self._chance = ""
        self._name = TextRow(theme, "name", tr("Name"), required=True)
        self._name.field.setMaxLength(80)
        self._network = PickRow(theme, "network", tr("Network"))
        self._network.fixed = True
        self.queue = PickRow(theme, "queue_id", tr("Queue"), tr("What customers write waits here."))
        standing = FactRow(theme, "standing", tr("State"), words=standing_words)
        self.webhook = AddressRow(
            theme,
            "webhook",
            tr("For webhooks"),
            tr("The network reaches this entry point here; put your hub's public name in."),
        )
        self._place = QWidget()
        self._sections: Sections | None = None
        self._suggested: dict[str, str] = {}
        column = QVBoxLayout(self._place)
        column.setContentsMargins(0, 0, 0, 0)
        rows = (self._network, self._name, self.queue, standing)
        group = Group(theme, tr("Entry point"), (*rows, self.webhook))
        super().__init__(theme, (group, self._place), rows, removes=True, tests=True, pauses=True)
        self._standing = standing
        self._network.edited.connect(self._choose)
        self._name.edited.connect(self._address)

    # -- what the backend offers

    def offer(self, kinds: Sequence[NetworkKind], queues: Mapping[str, str]) -> None:
        """The networks and queues that there are; what is typed stays."""
        self._kinds = {one.name: one for one in kinds}
        self._network.set_options([(one.name, network_name(one.name)) for one in kinds])
        self.queue.set_options(list(queues.items()))
        if self._record is not None:
            self._follow(self._network.list.current, self._settings(self._record))

    def begin(self, title: str, record: NetworkEntry, *, new: bool, changed: bool = False) -> None:
        """Show an entry point. See `Form`."""
        self._chance = secrets.token_hex(3)
        self._drop()
        super().begin(title, record, new=new, changed=changed)
        self._standing.setVisible(not new)
        self._show_secrets(record)

    def show_record(self, record: NetworkEntry) -> None:
        """Show its values. See `Form`."""
        self._record = record
        self._follow(record.network, record.settings)
        super().show_record(record)
        self._address()

    def kept(self, record: NetworkEntry, name: str) -> object:
        """What a row shows. See `Form`."""
        if not name.startswith(OF_NETWORK):
            return super().kept(record, name)
        field = self._fields()[name.removeprefix(OF_NETWORK)]
        if field.consent:
            return field.name in record.secrets
        usual = field.default or next(iter(field.choices), "")
        return record.settings.get(field.name, usual)

    def values(self, record: NetworkEntry) -> tuple[dict[str, object], dict[str, str]]:
        """The fields. Settings that are empty, or that no row shows, stay out, or as they are. See `Form`."""
        values, wrong = super().values(record)
        fields = self._fields()
        asked = self._asked_for()
        wrong = {name: why for name, why in wrong.items() if self._is_asked(name, asked)}
        settings = {
            name: value
            for name, value in self._settings(record).items()
            if name not in fields or OF_NETWORK + name in wrong
        }
        for name in fields:
            value = str(values.pop(OF_NETWORK + name, ""))
            if value and name in asked:
                settings[name] = value
        return values | {"settings": settings, "id": self._id(record)}, wrong

    @staticmethod
    def _is_asked(row: str, asked: frozenset[str]) -> bool:
        return not row.startswith(OF_NETWORK) or row.removeprefix(OF_NETWORK) in asked

    def typed_secrets(self) -> dict[str, str]:
        """Secrets that shall be kept, or forgotten where they are empty: also those that are not asked for any more."""
        asked = self._asked_for()
        kept = self._record.secrets if self._record is not None else ()
        found: dict[str, str] = {}
        for name, field in self._fields().items():
            if not field.secret:
                continue
            if name not in asked:
                found |= {name: ""} if name in kept else {}
            elif not field.consent and (typed := self.secret(OF_NETWORK + name)) is not None:
                found[name] = typed
        return found

    @property
    def is_kept(self) -> bool:
        """Whether the backend has this entry point."""
        return not self._new

    def consent_row(self) -> ConsentRow | None:
        """Where one signs in at the provider, if anywhere."""
        rows = (row for row in self.rows.values() if isinstance(row, ConsentRow))
        return next(rows, None)

    def named(self) -> NetworkEntry:
        """What stands here; a new entry point keeps its id from now on."""
        assert self._record is not None
        now, _ = self.record()
        self.hold(now)
        return now

    # -- the network's own fields

    def _asked_for(self) -> frozenset[str]:
        return asked_for(self._fields().values(), self._typed())

    def _typed(self) -> dict[str, str]:
        """What stands in the network's fields."""
        fields = self._fields()
        values: dict[str, str] = {}
        for name in fields:
            try:
                values[name] = str(self.rows[OF_NETWORK + name].value() or "")
            except NoValue:
                values[name] = ""
        return values

    def _adapt(self) -> None:
        """Another value: other fields may be asked for, and server names follow the address."""
        address = self.rows.get(OF_NETWORK + "address")
        written = address.field.text().strip() if isinstance(address, TextRow) else ""
        found = _DOMAIN.fullmatch(written)
        domain = found[1].lower() if found is not None else ""
        for name, field in self._fields().items():
            row = self.rows[OF_NETWORK + name]
            if field.suggested and isinstance(row, TextRow):
                before = self._suggested.get(name, "")
                if row.field.text() in ("", before):
                    fresh = field.suggested.format(domain=domain) if domain else ""
                    self._suggested[name] = fresh
                    row.show_value(fresh)
        self._show_asked()

    def _show_asked(self) -> None:
        if self._sections is None:
            return
        self._sections.show_only(self._asked_for())
        if (row := self.consent_row()) is not None:
            field = self._fields()[row.name.removeprefix(OF_NETWORK)]
            row.allow_code(applies(field.code_when, self._typed()))

    def _show_row(self, name: str) -> None:
        if self._sections is not None:
            self._sections.reveal(name.removeprefix(OF_NETWORK))
        super()._show_row(name)

    def _fields(self) -> dict[str, NetworkField]:
        return {} if self._shown is None else {one.name: one for one in self._shown.fields}

    def _settings(self, record: NetworkEntry) -> Mapping[str, str]:
        """What the record has for the chosen network."""
        return record.settings if record.network == self._network.list.current else {}

    def _choose(self) -> None:
        """Another network: its fields begin with what is usual there."""
        assert self._record is not None
        self._follow(self._network.list.current, self._settings(self._record))
        self._address()
        self.edited.emit()

    def _follow(self, network: str, settings: Mapping[str, str]) -> None:
        """Have the fields of a network. Those that are shown stay as they are."""
        kind = self._kinds.get(network)
        if kind == self._shown:
            return
        self._drop()
        self._shown = kind
        if kind is None:
            return
        rows = {one.name: row_of(self.theme, one) for one in kind.fields}
        sections = Sections(self.theme, network_name(kind.name), kind.fields, rows)
        for name in sections.names:
            row = self.rows[OF_NETWORK + name] = rows[name]
            row.edited.connect(self._adapt)
            row.edited.connect(self._edited)
            if isinstance(row, ConsentRow):
                row.begun.connect(partial(self.consented.emit, row))
                row.stopped.connect(self.consent_stopped)
                row.opened.connect(self.link_opened)
                row.grew.connect(partial(self._show_whole, row))
        self._sections = sections
        layout = self._place.layout()
        assert layout is not None
        layout.addWidget(sections)
        self._in_order(sections)
        assert self._record is not None
        shown = NetworkEntry(id="", settings=dict(settings))
        for row in rows.values():
            if not isinstance(row, KeptSecretRow | ConsentRow):
                row.show_value(self.kept(shown, row.name))
        self._show_secrets(self._record)
        self._suggested = {}
        self._show_asked()

    def _show_whole(self, row: Row) -> None:
        QTimer.singleShot(0, row, lambda: self._scroll.ensureWidgetVisible(row))

    def _in_order(self, sections: QWidget) -> None:
        """Tab comes here behind the rows above, which are older than the buttons below."""
        before: QWidget = self.webhook.field
        for widget in sections.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(before, widget)
                before = widget

    def _show_secrets(self, record: NetworkEntry) -> None:
        for name, row in self.rows.items():
            if isinstance(row, KeptSecretRow | ConsentRow):
                row.show_value(name.removeprefix(OF_NETWORK) in record.secrets)

    def _drop(self) -> None:
        for name in self._fields():
            del self.rows[OF_NETWORK + name]
        if self._sections is not None:
            self._sections.hide()
            self._sections.deleteLater()
        self._sections = self._shown = None

    # -- its id

    def _id(self, record: NetworkEntry) -> str:
        """What has an id keeps it; what is new has it of its name."""
        return record.id or id_of(self._name.field.text(), self._chance)

    def _address(self) -> None:
        assert self._record is not None
        self.webhook.setVisible(self._network.list.current in BY_WEBHOOK)
        entry = self._id(self._record)
        self.webhook.show_address(tr("https://YOUR-HUB/networks/{entry}", entry=entry))
