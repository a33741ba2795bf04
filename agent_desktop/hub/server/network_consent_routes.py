"""The administrator's routes for consent at a provider (OAuth2): begin, answer, wait, break off.

Promises that what was consented to goes from the provider into the sealed store and to nobody else: whoever asks gets
the address for a browser, or a code to be typed. An entry point that is kept, and for which the consent is, uses it at
once; for any other it is held until the entry point is kept.
"""

import asyncio
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.server.house import House
from agent_desktop.hub.server.network_consents import Consent
from agent_desktop.hub.server.network_records import (
    AnswerConsent,
    AwaitConsent,
    BeginConsent,
    ConsentBegun,
    ConsentStands,
)
from agent_desktop.hub.server.network_routes import kept_with, network_named
from agent_desktop.hub.server.operations import ADMIN, Call, Operation
from agent_desktop.hub.storage.networks import KeptNetwork
from agent_desktop.hub.written.consents import Authority, Consenting
from agent_desktop.model.errors import Refused

_TRIES: Final = 5


async def begin_consent(call: Call[BeginConsent]) -> ConsentBegun:
    """Ask for consent to use what an entry point would be."""
    wish, consents = call.body, call.house.consents
    chosen = await asyncio.to_thread(network_named, wish.network)
    _, secrets = await kept_with(call, wish.secrets)
    if not isinstance(chosen, Consenting):
        raise Refused(
            "Nobody signs in to this network in a browser.",
            remedy="Fill in what its form asks for.",
            field="network",
            value=wish.network,
        )
    authority = await asyncio.to_thread(chosen.authority, wish.settings, secrets)

    async def use(entry_id: str, given: Authority, token: str) -> bool:
        return await _use(call.house, entry_id, given, token)

    whose, entry_id = call.token.subject, call.chosen_id()
    if wish.by == "code":
        asked = await consents.by_code(entry_id, whose, authority, use)
    else:
        asked = consents.in_browser(entry_id, whose, authority, wish.port, use)
    return _begun(call.house, asked)


def _begun(house: House, asked: Consent) -> ConsentBegun:
    until = house.shared.clock() + round(asked.lasts_s * 1000)
    return ConsentBegun(
        id=asked.id, address=asked.address, until=until, code=asked.code, state=asked.state
    )


async def answer_consent(call: Call[AnswerConsent]) -> None:
    """Hand in with what the browser came back. Takes as long as the provider."""
    wish = call.body
    await call.house.consents.answer(
        call.chosen_id(), call.token.subject, wish.state, wish.code, wish.error
    )


async def await_consent(call: Call[AwaitConsent]) -> ConsentStands:
    """Wait for its end."""
    seconds = call.body.within_ms / 1000
    given = await call.house.consents.wait(call.chosen_id(), call.token.subject, seconds)
    return ConsentStands(given=given)


async def end_consent(call: Call[None]) -> None:
    """Break it off."""
    call.house.consents.end(call.chosen_id(), call.token.subject)


async def _use(house: House, entry_id: str, given: Authority, token: str) -> bool:
    """Whether there is an entry point for which exactly this was given; it uses the token from now on."""
    for _ in range(_TRIES):
        kept = await house.ask(lambda centre: centre.networks())
        known = next((one for one in kept if one.entry_point_id == entry_id), None)
        if known is None or not await _is_for(house, known, given):
            return False
        secrets = await house.office.opened_secrets(known) | {given.secret: token}
        fresh = replace(known, sealed=await house.office.sealed_secrets(entry_id, secrets))

        def define(centre: Centre, known: KeptNetwork = known, fresh: KeptNetwork = fresh) -> bool:
            unchanged = known in centre.networks()
            if unchanged:
                centre.define_network(fresh)
            return unchanged

        if await house.ask(define):
            await house.office.show(fresh)
            return True
    return False  # it changes all the time: it is held until somebody saves


async def _is_for(house: House, known: KeptNetwork, given: Authority) -> bool:
    try:
        chosen = await asyncio.to_thread(network_named, known.network)
        if not isinstance(chosen, Consenting):
            return False
        secrets = await house.office.opened_secrets(known)
        kept = await asyncio.to_thread(chosen.authority, known.settings, secrets)
    except Refused:
        return False
    return kept.identity == given.identity


_CONSENTS = "/v1/admin/consents/{id}"

OPERATIONS = (
    Operation(
        *("POST", "/v1/admin/networks/{id}/consent", "Ask for consent", begin_consent),
        scopes=ADMIN,
        body=BeginConsent,
        answers=ConsentBegun,
    ),
    Operation(
        *("POST", f"{_CONSENTS}/answer", "Answer for the browser", answer_consent),
        scopes=ADMIN,
        body=AnswerConsent,
        answers=None,
        codes=("not_found",),
    ),
    Operation(
        *("POST", f"{_CONSENTS}/wait", "Wait for the end of a consent", await_consent),
        scopes=ADMIN,
        body=AwaitConsent,
        answers=ConsentStands,
        codes=("not_found",),
    ),
    Operation(
        *("DELETE", _CONSENTS, "Break a consent off", end_consent),
        scopes=ADMIN,
        answers=None,
        codes=("not_found",),
    ),
)
