"""The page of consents: who may be written to at which address, who wants that no more, and who said so.

Promises every word that was said of an address, with whose it was and when; that what the team records has a reason,
and is one word more. Refuses to forget one.
"""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.administration_consents import (
    AddressConsent,
    Consents,
    RecordConsent,
    SaidOfConsent,
)
from agent_desktop.model.base import Millis
from agent_desktop.model.people import AddressKind
from agent_desktop.ui.kit import telephone_numbers
from agent_desktop.ui.kit.format import moment
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.settings.book import Book, Words
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.network_words import network_name
from agent_desktop.ui.settings.rows import ChoiceRow, FactRow, Row, TextRow
from agent_desktop.ui.settings.tables import PickRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

_ICONS = {
    AddressKind.PHONE: "message-square-text",
    AddressKind.EMAIL: "mail",
    AddressKind.HANDLE: "at-sign",
}
_HANDLES = ("matrix", "telegram", "whatsapp", "messenger", "instagram", "mastodon")
_YES, _NO = "yes", "no"


def state_words(given: bool) -> tuple[str, Level | None]:
    """Whether an address may be written to."""
    return (tr("May be written to"), "success") if given else (tr("Wants no messages"), "danger")


def address_words(consent: AddressConsent) -> str:
    """An address as people read it."""
    if consent.kind is AddressKind.PHONE:
        return telephone_numbers.shown(consent.address)
    return consent.address


def whose_words(one: SaidOfConsent) -> str:
    """Who said a word."""
    if one.by:
        return tr("Recorded by {name}", name=one.by)
    if one.entry_point:
        return tr("The customer, by {entry_point}", entry_point=one.entry_point)
    return tr("The customer")


def said_words(one: SaidOfConsent, now: Millis) -> str:
    """One word of the history: what, when, whose, in which words."""
    state = tr("May be written to") if one.given else tr("Wants no messages")
    words = " ".join(one.words.split())
    said = tr("{who}: “{words}”", who=whose_words(one), words=words) if words else whose_words(one)
    return f"{moment(one.at, now)} · {state} · {said}"


class ConsentForm(Form[AddressConsent]):
    """The form: where, which address, may it be written to, and why that is recorded."""

    def kept(self, record: AddressConsent, name: str) -> object:
        """See `Form`."""
        match name:
            case "where":
                handle = record.kind is AddressKind.HANDLE
                return record.network if handle else record.kind.value
            case "given":
                return _YES if record.given else _NO
            case "said":
                return record
        return super().kept(record, name)

    def values(self, record: AddressConsent) -> tuple[dict[str, object], dict[str, str]]:
        """See `Form`."""
        values, wrong = super().values(record)
        values.pop("said", None)
        values["given"] = values.get("given") == _YES
        where = str(values.pop("where", "")) or AddressKind.PHONE.value
        if where in (AddressKind.PHONE.value, AddressKind.EMAIL.value):
            values |= {"kind": AddressKind(where), "network": ""}
        else:
            values |= {"kind": AddressKind.HANDLE, "network": where}
        return values, wrong


class _Where(PickRow):
    """By what sort of address."""

    fixed = True

    def words_of(self, key: str) -> str:
        """See `PickRow`."""
        return network_name(key)


class _Address(TextRow):
    fixed = True


class ConsentsBook(Book[AddressConsent]):
    """See the module. `now` is the backend's time."""

    topic = Topic.CONSENTS
    kind = AddressConsent
    told = ("said",)

    def __init__(self, now: Callable[[], Millis]) -> None:
        self._now = now

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Consents"),
            icon="circle-minus",
            about=tr(
                "Who may be written to: by STOP and START of customers, and by what they told the team otherwise."
            ),
            add=tr("Record a consent"),
            new=tr("Record a consent"),
            empty=tr("No customer has said yet that they want no messages."),
            search=tr("Search address or customer"),
        )

    def form(self, theme: Theme) -> Form[AddressConsent]:
        """See `Book`."""
        where = _Where(theme, "where", tr("Kind of address"), none=tr("Telephone number"))
        where.set_options(
            [
                (AddressKind.PHONE.value, tr("Telephone number")),
                (AddressKind.EMAIL.value, tr("E-mail")),
                *((name, network_name(name)) for name in _HANDLES),
            ]
        )
        address = _Address(theme, "address", tr("Address"), required=True)
        given = ChoiceRow(
            theme,
            "given",
            tr("Messages"),
            options=[(_NO, tr("Wants none")), (_YES, tr("May be written to"))],
        )
        reason = TextRow(
            theme,
            "reason",
            tr("Why it is noted"),
            tr(
                "Who said it, to whom and how: it stays with this address, and is read in the conversation."
            ),
            required=True,
        )
        reason.field.setMaxLength(300)
        said = FactRow(theme, "said", tr("What was said"), words=self._history)
        rows: tuple[Row, ...] = (where, address, given, reason, said)
        form = ConsentForm(theme, (Group(theme, tr("Consent"), rows),), rows)
        form.bar.save.setText(tr("Note it"))
        return form

    def _history(self, value: object) -> tuple[str, Level | None]:
        assert isinstance(value, AddressConsent)
        if not value.said:
            return tr("Nothing yet."), None
        now = self._now()
        return "\n".join(said_words(one, now) for one in value.said), None

    def records(self, kept: Kept) -> Mapping[str, AddressConsent]:
        """See `Book`."""
        assert isinstance(kept, Consents)
        return {self.key(one): one for one in kept.addresses}

    def warnings(self, kept: Kept) -> str:
        """See `Book`."""
        assert isinstance(kept, Consents)
        if not kept.more:
            return ""
        return plural(
            kept.more, "{n} address more, of which something was said earlier, is found by typing.",
            "{n} addresses more, of which something was said earlier, are found by typing.",
        )  # fmt: skip

    def whole(self, kept: Kept) -> bool:
        """See `Book`."""
        assert isinstance(kept, Consents)
        return not kept.more

    def entry(self, record: AddressConsent, known: Administration) -> Entry:
        """See `Book`."""
        state, level = state_words(record.given)
        newest = record.said[0] if record.said else None
        parts = [network_name(record.network) if record.network else "", record.customer]
        if newest is not None:
            parts += [whose_words(newest), moment(newest.at, self._now())]
        return Entry(
            key=self.key(record),
            title=address_words(record),
            detail=" · ".join(part for part in parts if part),
            icon=_ICONS.get(record.kind, "at-sign"),
            state=state,
            level=level,
        )

    def blank(self) -> AddressConsent:
        """See `Book`."""
        return AddressConsent()

    def key(self, record: AddressConsent) -> str:
        """See `Book`."""
        return f"{record.kind.value}:{record.network}:{record.address}"

    def title(self, record: AddressConsent) -> str:
        """See `Book`."""
        return address_words(record)

    def done(self, what: str) -> str:
        """See `Book`."""
        return tr("Recorded")

    def keep(
        self, record: AddressConsent, before: AddressConsent | None, form: Form[AddressConsent]
    ) -> Order:
        """See `Book`: a number is recorded with its country."""
        if before is None and record.kind is AddressKind.PHONE:
            numbers = telephone_numbers.found(record.address)
            if len(numbers) == 1:
                record = replace(record, address=numbers[0].number)
        return RecordConsent(consent=record, before=before)
