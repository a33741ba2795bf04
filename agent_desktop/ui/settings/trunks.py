"""The page of trunks: the ways to the telephone network, each with how it is, and a test before it is kept.

Promises that health stands beside each trunk in colour, icon and word, with what to do in its form. Refuses to show a
password.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_voice import (
    Health,
    KeepTrunk,
    OrderTrunks,
    PauseTrunk,
    RemoveTrunk,
    Standing,
    Trunk,
    Trunks,
    TryTrunk,
)
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.settings.book import Book, Words, queue_names
from agent_desktop.ui.settings.by_queue import ByQueueRow
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.number_rows import NumberRow
from agent_desktop.ui.settings.rows import (
    ChoiceRow,
    FactRow,
    LinesRow,
    Row,
    SecretRow,
    SwitchRow,
    TextRow,
)
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import later, said, tr

_STATES: dict[Standing, tuple[str, Level | None]] = {
    Standing.REGISTERED: (later("Registered"), "success"),
    Standing.REACHABLE: (later("Reachable"), "success"),
    Standing.JOINING: (later("Being asked…"), None),
    Standing.BUSY: (later("Busy"), "warn"),
    Standing.UNREACHABLE: (later("Not reachable"), "danger"),
    Standing.REFUSED: (later("Refused"), "danger"),
    Standing.PAUSED: (later("Paused"), None),
    Standing.UNKNOWN: (later("Not known yet"), None),
}


def health_words(health: object) -> tuple[str, Level | None]:
    """How a trunk is, what to do about it, and what ought to be otherwise."""
    assert isinstance(health, Health)
    state, level = _STATES[health.state]
    parts = (said(health.words) or tr(state), said(health.remedy), *map(said, health.warnings))
    words = " ".join(part for part in parts if part)
    return words, "warn" if health.warnings and level in (None, "success") else level


class TrunksBook(Book[Trunk]):
    """See the module."""

    topic = Topic.TRUNKS
    kind = Trunk
    told = ("health", "paused", "has_password")
    removes = tests = pauses = arranges = True
    needs = (Topic.QUEUES,)
    every_s = 5

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Trunks"),
            icon="phone-outgoing",
            about=tr("The ways to the telephone network. Calls out try them from the top."),
            add=tr("Add a trunk"),
            new=tr("New trunk"),
            empty=tr("There is no trunk yet. Nobody can call from the telephone network."),
        )

    def form(self, theme: Theme) -> Form[Trunk]:
        """See `Book`."""
        trunk = _trunk(theme)
        provider = _provider(theme)
        calls = _calls(theme)
        groups = (
            Group(theme, tr("Trunk"), trunk),
            Group(theme, tr("Provider"), provider),
            Group(theme, tr("Calls"), calls),
        )
        rows = (*trunk, *provider, *calls)
        return Form(theme, groups, rows, removes=True, tests=True, pauses=True)

    def offer(self, form: Form[Trunk], known: Administration) -> None:
        """See `Book`."""
        callers = form.rows["caller_ids"]
        assert isinstance(callers, ByQueueRow)
        callers.set_options(queue_names(known))

    def records(self, kept: Kept) -> Mapping[str, Trunk]:
        """See `Book`."""
        assert isinstance(kept, Trunks)
        return {one.id: one for one in kept.trunks}

    def entry(self, record: Trunk, known: Administration) -> Entry:
        """See `Book`."""
        state, level = _STATES[record.health.state]
        parts = (record.host, ", ".join(record.numbers))
        return Entry(
            key=record.id,
            title=record.name,
            detail=" · ".join(part for part in parts if part),
            icon="phone-outgoing",
            state=tr(state),
            level=level,
            paused=record.paused,
        )

    def blank(self) -> Trunk:
        """See `Book`."""
        return Trunk(id="")

    def named(self, record: Trunk, chance: str) -> Trunk:
        """See `Book`."""
        return replace(record, id=id_of(record.name, chance))

    def key(self, record: Trunk) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: Trunk) -> str:
        """See `Book`."""
        return record.name

    def keep(self, record: Trunk, before: Trunk | None, form: Form[Trunk]) -> Order:
        """See `Book`."""
        return KeepTrunk(trunk=record, before=before, password=form.secret("password"))

    def remove(self, record: Trunk) -> Order:
        """See `Book`."""
        return RemoveTrunk(trunk_id=record.id)

    def trial(self, record: Trunk, form: Form[Trunk]) -> Order:
        """See `Book`."""
        return TryTrunk(trunk=record, password=form.secret("password"))

    def paused(self, record: Trunk) -> bool:
        """See `Book`."""
        return record.paused

    def pause(self, record: Trunk, *, paused: bool) -> Order:
        """See `Book`."""
        return PauseTrunk(trunk_id=record.id, paused=paused)

    def arrange(self, keys: tuple[str, ...], before: tuple[str, ...]) -> Order:
        """See `Book`."""
        return OrderTrunks(trunks=keys, before=before)


def _trunk(theme: Theme) -> tuple[Row, ...]:
    """What it is called, and how it is."""
    name = TextRow(theme, "name", tr("Name"), hint=tr("Provider, main number"), required=True)
    health = FactRow(theme, "health", tr("State"), words=health_words)
    return (
        name,
        health,
    )


def _provider(theme: Theme) -> tuple[Row, ...]:
    """Where the provider is, and how one signs on there."""
    host = TextRow(
        theme,
        "host",
        tr("Server"),
        tr("The provider's registrar or proxy, as a name or an address."),
        hint="sip.provider.example",
        required=True,
    )
    transport = ChoiceRow(
        theme,
        "transport",
        tr("Transport"),
        tr("Without TLS others on the way can read who is called, and guess the password."),
        options=(("tls", "TLS"), ("tcp", "TCP"), ("udp", "UDP")),
    )
    port = NumberRow(theme, "port", tr("Port"), tr("0 leaves it to the provider's DNS."))
    registers = SwitchRow(
        theme,
        "registers",
        tr("Registration"),
        tr(
            "The provider learns where calls go. Without it, name the networks that calls come from."
        ),
        words=tr("Sign on at the provider"),
    )
    user = TextRow(theme, "user", tr("User"))
    password = SecretRow(theme, "password", tr("Password"), tr("It is not shown again."))
    domain = TextRow(
        theme,
        "domain",
        tr("Domain"),
        tr("Behind the numbers that are called. Empty: the server."),
    )
    return (
        host,
        transport,
        port,
        registers,
        user,
        password,
        domain,
    )


def _calls(theme: Theme) -> tuple[Row, ...]:
    """Which numbers it has, and what called people see."""
    numbers = LinesRow(
        theme,
        "numbers",
        tr("Own numbers"),
        tr("Those that it brings, one in each line; a block ends with *. Empty: all of them."),
        hint="+4930123456",
    )
    caller = TextRow(theme, "caller_id", tr("Shown number"), tr("What called people see."))
    callers = ByQueueRow(
        theme,
        "caller_ids",
        tr("By queue"),
        tr("Where called people see another number of this trunk."),
    )
    form = ChoiceRow(
        theme,
        "form",
        tr("Numbers are sent as"),
        options=(
            ("plus", "+4930…"),
            ("digits", "4930…"),
            ("prefix", "004930…"),
            ("national", "030…"),
        ),
    )
    encryption = ChoiceRow(
        theme,
        "encryption",
        tr("Encrypted sound"),
        options=(
            ("none", tr("Never")),
            ("offered", tr("As offered")),
            ("required", tr("Required")),
        ),
    )
    networks = LinesRow(
        theme,
        "networks",
        tr("Trusted networks"),
        tr("Calls from these are let in without a password, one in each line."),
        hint="192.0.2.0/24",
    )
    return (
        numbers,
        caller,
        callers,
        form,
        encryption,
        networks,
    )
