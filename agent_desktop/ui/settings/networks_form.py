"""The form of an entry point: name, network and queue, then the fields that the chosen network asks for.

Promises that a refusal stands at the network's own field, that what is typed stays when the backend tells of itself
anew, and that a new entry point has its id, and so its address for webhooks, as soon as it has a name. Refuses to know
any network: fields come from the backend.
"""

import secrets
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desktop.model.administration_networks import (
    OF_NETWORK,
    NetworkEntry,
    NetworkField,
    NetworkKind,
)
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.network_words import (
    BY_WEBHOOK,
    choice_name,
    network_name,
    standing_words,
)
from agent_desktop.ui.settings.picking import AddressRow, KeptSecretRow, ParagraphRow, PickRow
from agent_desktop.ui.settings.rows import ChoiceRow, FactRow, Row, TextRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import said, tr

_SIDE_BY_SIDE = 32
"""So many letters of choices fit beside each other."""


def row_of(theme: Theme, field: NetworkField) -> Row:
    """The row for a network's field."""
    name, label, about = OF_NETWORK + field.name, said(field.label), said(field.hint)
    if field.secret:
        return KeptSecretRow(theme, name, label, about, required=field.required)
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
    """See the module."""

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
        self._card: Group | None = None
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
        usual = field.default or next(iter(field.choices), "")
        return record.settings.get(field.name, usual)

    def values(self, record: NetworkEntry) -> tuple[dict[str, object], dict[str, str]]:
        """The fields. Settings that are empty, or that no row shows, stay out, or as they are. See `Form`."""
        values, wrong = super().values(record)
        fields = self._fields()
        settings = {
            name: value
            for name, value in self._settings(record).items()
            if name not in fields or OF_NETWORK + name in wrong
        }
        for name in fields:
            if value := str(values.pop(OF_NETWORK + name, "")):
                settings[name] = value
        return values | {"settings": settings, "id": self._id(record)}, wrong

    def typed_secrets(self) -> dict[str, str]:
        """Secrets that shall be kept, or forgotten where they are empty."""
        found = {
            one: self.secret(OF_NETWORK + one) for one, f in self._fields().items() if f.secret
        }
        return {name: value for name, value in found.items() if value is not None}

    # -- the network's own fields

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
        rows = [row_of(self.theme, one) for one in kind.fields]
        for row in rows:
            row.edited.connect(self._edited)
            self.rows[row.name] = row
        self._card = Group(self.theme, network_name(kind.name), rows)
        layout = self._place.layout()
        assert layout is not None
        layout.addWidget(self._card)
        self._in_order(self._card)
        assert self._record is not None
        shown = NetworkEntry(id="", settings=dict(settings))
        for row in rows:
            if not isinstance(row, KeptSecretRow):
                row.show_value(self.kept(shown, row.name))
        self._show_secrets(self._record)

    def _in_order(self, card: Group) -> None:
        """Tab comes here behind the rows above, which are older than the buttons below."""
        before: QWidget = self.webhook.field
        for widget in card.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(before, widget)
                before = widget

    def _show_secrets(self, record: NetworkEntry) -> None:
        for name, row in self.rows.items():
            if isinstance(row, KeptSecretRow):
                row.show_value(name.removeprefix(OF_NETWORK) in record.secrets)

    def _drop(self) -> None:
        for name in self._fields():
            del self.rows[OF_NETWORK + name]
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
        self._card = self._shown = None

    # -- its id

    def _id(self, record: NetworkEntry) -> str:
        """What has an id keeps it; what is new has it of its name."""
        return record.id or id_of(self._name.field.text(), self._chance)

    def _address(self) -> None:
        assert self._record is not None
        self.webhook.setVisible(self._network.list.current in BY_WEBHOOK)
        entry = self._id(self._record)
        self.webhook.show_address(tr("https://YOUR-HUB/networks/{entry}", entry=entry))
