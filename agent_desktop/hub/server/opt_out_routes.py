"""The administrator's routes for who wants to be written to at which address, and who not.

Promises the whole history of each address: who said what, when, by which entry point, and what the team recorded with
which reason. Refuses to change or forget a word: a correction is one more.
"""

from collections.abc import Mapping
from typing import Annotated, Final

from msgspec import Meta

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.doors.bodies import query_int
from agent_desktop.hub.protocol import Request
from agent_desktop.hub.server.desk_routes import LARGEST
from agent_desktop.hub.server.operations import ADMIN, Call, Operation, Parameter
from agent_desktop.hub.storage import consents
from agent_desktop.hub.storage.consents import Sought
from agent_desktop.model.administration_consents import AddressConsent, SaidOfConsent
from agent_desktop.model.base import Millis, Tagged
from agent_desktop.model.people import Address, AddressKind

MOST: Final = 2_000
MOST_WORDS: Final = 8
LONGEST: Final = 80
_OPT_OUTS: Final = "/v1/admin/opt-outs"


class OptOuts(Tagged, frozen=True, tag="opt_outs"):
    """The addresses of whom something was said, those with the newest word first, and how many `more` there are after
    these."""

    addresses: tuple[AddressConsent, ...] = ()
    more: int = 0


class RecordConsent(Request, frozen=True, tag="record_consent"):
    """A customer may be written to at an address (`given`), or wants that no more, for this reason. `kind`: "phone",
    "email", or "handle" of a `network`. `seen_at` is the newest word's time that the administrator saw, 0 for none."""

    kind: AddressKind
    address: Annotated[str, Meta(min_length=1, max_length=320)]
    given: bool
    reason: Annotated[str, Meta(max_length=300)]
    network: Annotated[str, Meta(max_length=40)] = ""
    seen_at: Millis = 0


async def list_opt_outs(call: Call[None]) -> OptOuts:
    """Who may be written to, and who not."""
    words = call.request.query_params.get("search", "").split()[:MOST_WORDS]
    limit = query_int(call.request, "limit", MOST, lowest=1, highest=MOST)
    skip = query_int(call.request, "skip", 0, lowest=0, highest=LARGEST)
    return await call.house.ask(lambda centre: _told(centre, words, limit, skip))


def _told(centre: Centre, words: list[str], limit: int, skip: int) -> OptOuts:
    agents = {one.id: one.name for one in centre.agents()}
    places = {one.id: one.name for one in centre.entry_points()}
    sought = [Sought(word[:LONGEST], _named(places, word), _named(agents, word)) for word in words]
    with centre.request() as book:
        found = consents.listed(book.storage, limit, skip=skip, sought=sought)
        whole = consents.count(book.storage, sought)
    return OptOuts(
        addresses=tuple(
            AddressConsent(
                kind=one.address.kind,
                network=one.address.network,
                address=one.address.value,
                customer=one.customer,
                given=one.words[0].given,
                said=tuple(
                    SaidOfConsent(
                        given=word.given,
                        words=word.words,
                        at=word.at,
                        by=agents.get(word.by, word.by),
                        entry_point=places.get(word.entry_point_id, ""),
                    )
                    for word in one.words
                ),
            )
            for one in found
        ),
        more=max(0, whole - skip - len(found)),
    )


def _named(names: Mapping[str, str], word: str) -> tuple[str, ...]:
    """Whose name holds a word."""
    return tuple(key for key, name in names.items() if word.casefold() in name.casefold())


async def record_consent(call: Call[RecordConsent]) -> None:
    """Note what a customer said to the team."""
    wish, by = call.body, call.token.subject
    address = Address(kind=wish.kind, value=wish.address, network=wish.network)
    await call.house.ask(
        lambda centre: centre.record_consent(by, address, wish.given, wish.reason, wish.seen_at)
    )


OPERATIONS = (
    Operation(
        *("GET", _OPT_OUTS, "List who wants to be written to, and who not", list_opt_outs),
        scopes=ADMIN,
        answers=OptOuts,
        query=(
            Parameter(
                "search", "Only what holds each of these words: address, name, what was said."
            ),
            Parameter("limit", f"How many at most; {MOST} when absent.", number=(1, MOST)),
            Parameter("skip", "How many of the newest to leave out.", number=(0, LARGEST)),
        ),
    ),
    Operation(
        *("POST", _OPT_OUTS, "Record that a customer wants to be written to, or not"),
        record_consent,
        scopes=ADMIN,
        body=RecordConsent,
        answers=None,
        codes=("refused", "conflict"),
    ),
)
