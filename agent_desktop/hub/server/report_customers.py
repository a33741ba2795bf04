"""Whose journey a report can be of, over HTTP: customers found by a part of what is known of them.

Promises that a lead finds only customers of whom they may read a conversation. Refuses a single letter.
"""

from typing import Final

from agent_desktop.hub.doors.faults import Malformed
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.server.operations import Call, Operation, Parameter
from agent_desktop.hub.server.team_routes import LEADS
from agent_desktop.hub.storage import customers_found
from agent_desktop.model.reports import FoundCustomer, FoundCustomers

LEAST: Final = 2
"""So many letters are needed."""
MOST: Final = 12
_LOOKED_AT: Final = 200
"""Among so many it is looked for those that the person may see."""
_LONGEST: Final = 100


async def find_customers(call: Call[None]) -> FoundCustomers:
    """Customers in whose name, organisation or addresses every word stands, those who wrote last first."""
    text = call.request.query_params.get("find", "").strip()
    if not LEAST <= len(text) <= _LONGEST:
        words = f"Say {LEAST} to {_LONGEST} letters."
        raise Malformed(words, field="find", value=shown(text))
    house, who = call.house, call.token.subject
    found = await house.ledger.read(
        lambda storage: customers_found.found(storage, text.split(), _LOOKED_AT)
    )
    asked = sorted({key for one in found for key in one.conversations})
    mine = await house.ask(lambda centre: centre.readable(who, asked))
    return FoundCustomers(
        customers=tuple(
            FoundCustomer(id=one.id, name=one.name, detail=one.organisation or one.address)
            for one in found
            if mine.intersection(one.conversations)
        )[:MOST]
    )


OPERATIONS = (
    Operation(
        *("GET", "/v1/reports/journey/customers", "Find whose journey to show", find_customers),
        scopes=LEADS,
        answers=FoundCustomers,
        query=(
            Parameter(
                "find", f"Words of a name, organisation or address, {LEAST} letters or more."
            ),
        ),
    ),
)
