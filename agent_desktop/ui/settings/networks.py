"""The page of entry points: mailboxes, SMS numbers and accounts at other networks, each with how it is.

Promises that health stands beside each in colour, icon and word, with what to do in its form, and that a connection can
be tested before it is kept. Refuses to show a secret.
"""

from collections.abc import Mapping

from agent_desktop.desk.administration_state import Administration
from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_networks import (
    KeepNetworkEntry,
    NetworkEntry,
    Networks,
    PauseNetworkEntry,
    RemoveNetworkEntry,
    TryNetworkEntry,
)
from agent_desktop.ui.settings.book import Book, Words, queue_names
from agent_desktop.ui.settings.consent_row import ConsentRow
from agent_desktop.ui.settings.consenting import Consenting, OpenLink
from agent_desktop.ui.settings.form import Form
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.network_words import ICONS, network_name, state_of
from agent_desktop.ui.settings.networks_form import NetworkForm
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class NetworksBook(Book[NetworkEntry]):
    """See the module."""

    topic = Topic.NETWORKS
    kind = NetworkEntry
    told = ("standing", "paused", "secrets")
    removes = tests = pauses = True
    needs = (Topic.QUEUES,)
    every_s = 5

    def __init__(self, desk: DeskView, open_link: OpenLink) -> None:
        self._consenting = Consenting(desk, open_link)

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Entry points"),
            icon="inbox",
            about=tr("Mailboxes, SMS numbers and accounts by which customers write to you."),
            add=tr("Add an entry point"),
            new=tr("New entry point"),
            empty=tr("There is no entry point yet. Customers can only write on your web page."),
        )

    def form(self, theme: Theme) -> Form[NetworkEntry]:
        """See `Book`."""
        form, consenting = NetworkForm(theme), self._consenting

        def begin(row: ConsentRow, by: str) -> None:
            consenting.begin(row, by, form.named(), form.typed_secrets())

        form.consented.connect(begin)
        form.consent_stopped.connect(consenting.stop)
        form.link_opened.connect(consenting.open)
        return form

    def offer(self, form: Form[NetworkEntry], known: Administration) -> None:
        """See `Book`."""
        assert isinstance(form, NetworkForm)
        kept = known.topic(Topic.NETWORKS).kept
        form.offer(kept.kinds if isinstance(kept, Networks) else (), queue_names(known))
        self._consenting.follow(known, kept=not form.changed and form.is_kept)

    def left(self, form: Form[NetworkEntry]) -> None:
        """See `Book`."""
        self._consenting.stop()

    def records(self, kept: Kept) -> Mapping[str, NetworkEntry]:
        """See `Book`."""
        assert isinstance(kept, Networks)
        return {one.id: one for one in kept.entries}

    def entry(self, record: NetworkEntry, known: Administration) -> Entry:
        """See `Book`."""
        kept = known.topic(Topic.NETWORKS).kept
        kinds = {one.name: one for one in kept.kinds} if isinstance(kept, Networks) else {}
        kind = kinds.get(record.network)
        state, level = state_of(record.standing)
        queue = queue_names(known).get(record.queue_id, record.queue_id)
        return Entry(
            key=record.id,
            title=record.name,
            detail=f"{network_name(record.network)} · {queue}",
            icon="plug" if kind is None else ICONS.get(kind.channel, "plug"),
            state=tr(state),
            level=level,
            paused=record.paused,
        )

    def blank(self) -> NetworkEntry:
        """See `Book`."""
        return NetworkEntry(id="")

    def key(self, record: NetworkEntry) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: NetworkEntry) -> str:
        """See `Book`."""
        return record.name

    def keep(
        self, record: NetworkEntry, before: NetworkEntry | None, form: Form[NetworkEntry]
    ) -> Order:
        """See `Book`."""
        assert isinstance(form, NetworkForm)
        return KeepNetworkEntry(entry=record, before=before, secrets=form.typed_secrets())

    def remove(self, record: NetworkEntry) -> Order:
        """See `Book`."""
        return RemoveNetworkEntry(entry_id=record.id)

    def trial(self, record: NetworkEntry, form: Form[NetworkEntry]) -> Order:
        """See `Book`."""
        assert isinstance(form, NetworkForm)
        return TryNetworkEntry(entry=record, secrets=form.typed_secrets())

    def trying(self) -> str:
        """See `Book`."""
        return tr("Testing… this takes up to a minute.")

    def paused(self, record: NetworkEntry) -> bool:
        """See `Book`."""
        return record.paused

    def pause(self, record: NetworkEntry, *, paused: bool) -> Order:
        """See `Book`."""
        return PauseNetworkEntry(entry_id=record.id, paused=paused)
