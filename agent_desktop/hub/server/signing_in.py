"""Signing in and out, the list of sessions, the own password."""

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.doors.faults import NotFound
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.doors.keys import Keys
from agent_desktop.hub.doors.shared import peer_of
from agent_desktop.hub.protocol import SignedIn, SignIn, TicketSignIn
from agent_desktop.hub.server import auditing
from agent_desktop.hub.server.house import House
from agent_desktop.hub.server.operations import ANYONE, SIGNED_IN, Call, Operation
from agent_desktop.hub.server.records import ChangePassword, SessionInfo, Sessions
from agent_desktop.hub.storage.accounts import (
    Account,
    account,
    account_by_email,
    normal_email,
    set_password_hash,
)
from agent_desktop.model.errors import NeedsSignIn, Refused
from agent_desktop.model.words import later

WRONG = later("E-mail or password is wrong.")


async def sign_in(call: Call[SignIn]) -> SignedIn:
    """Check e-mail and password; only wrong ones count against the address and the name."""
    house, peer = call.house, peer_of(call.request)
    email = normal_email(call.body.email)[:254]
    person = f"{email} {peer}"

    def allow() -> None:
        house.wrong_by_address.check(peer)
        house.wrong_by_person.check(person)

    allow()
    found = await house.rows(lambda storage: account_by_email(storage, email))
    known_hash = found.password_hash if found is not None else ""
    right = await house.passwords.right(known_hash, call.body.password, allow)
    if found is None or not right or found.disabled:
        house.wrong_by_address.failed(peer)
        house.wrong_by_person.failed(person)
        await auditing.note_sign_in(house, found.id if found is not None else "", refused=True)
        raise NeedsSignIn(WRONG, field="email", remedy="Check both and try again.")
    # only this name's: who has one good password must not try other names' without end
    house.wrong_by_address.forgive(peer, house.wrong_by_person.forget(person))
    return await _signed_in(house, found, call.body.client)


async def sign_in_by_ticket(call: Call[TicketSignIn]) -> SignedIn:
    """Change a one-time ticket for a token."""
    house, peer = call.house, peer_of(call.request)
    house.wrong_by_address.check(peer)
    try:
        account_id = house.tickets.redeem(call.body.ticket)
    except NeedsSignIn:
        house.wrong_by_address.failed(peer)
        await auditing.note_sign_in(house, "", refused=True)
        raise
    found = await house.rows(lambda storage: account(storage, account_id))
    if found is None or found.disabled:
        raise NeedsSignIn("This account is closed.", remedy="Ask an administrator of the team.")
    return await _signed_in(house, found, call.body.client)


async def _signed_in(house: House, found: Account, client: str) -> SignedIn:
    secret, token = await house.shared.keys.issue(
        "agent",
        found.id,
        lifetime_ms=house.token_ms,
        scopes=found.scopes,
        client=shown(client),
    )
    await auditing.note_sign_in(house, found.id)
    return SignedIn(
        token=secret, expires_at=token.expires_at, agent=found.agent, scopes=found.scopes
    )


async def sign_out(call: Call[None]) -> None:
    """End this session. With the last one the agent leaves the floor, unless work is still active."""
    house, token = call.house, call.token
    await house.shared.keys.revoke("agent", token.subject, token.id)
    await auditing.note(house, token.subject, "sign_out")
    if not await house.shared.keys.sessions("agent", token.subject):
        try:
            await house.ask(lambda centre: centre.signed_out(token.subject))
        except Refused:
            return  # active work stays theirs; without a socket the grace decides


async def list_sessions(call: Call[None]) -> Sessions:
    """The own sessions."""
    return await sessions_of(call.house.shared.keys, call.token.subject, call.token.id)


async def sessions_of(keys: Keys, account_id: str, current: str = "") -> Sessions:
    """An account's good sessions, newest first."""
    return Sessions(
        sessions=tuple(
            SessionInfo(
                id=token.id,
                client=token.client,
                created_at=token.created_at,
                seen_at=token.seen_at,
                expires_at=token.expires_at,
                current=token.id == current,
            )
            for token in await keys.sessions("agent", account_id)
        )
    )


async def end_session(call: Call[None]) -> None:
    """End one of the own sessions; its socket closes at once."""
    who = call.token.subject
    await revoke(call.house.shared.keys, who, call.path("session"))
    await auditing.note(call.house, who, "end_session", f"agents/{who}")


async def revoke(keys: Keys, account_id: str, session_id: str) -> None:
    """End a session of this account. Raises NotFound when it is not theirs."""
    if not await keys.revoke("agent", account_id, session_id):
        raise NotFound("There is no such session.", field="session", value=shown(session_id))


async def change_password(call: Call[ChangePassword]) -> None:
    """Change the own password; the other sessions end."""
    house, token = call.house, call.token

    def allow() -> None:
        house.wrong_by_person.check(token.subject)

    allow()
    found = await house.rows(lambda storage: account(storage, token.subject))
    old = found.password_hash if found is not None else ""
    if old and not await house.passwords.right(old, call.body.current, allow):
        house.wrong_by_person.failed(token.subject)
        raise Refused("The current password is wrong.", field="current")
    house.wrong_by_person.forget(token.subject)
    new = await house.passwords.hash(call.body.new)

    def change(centre: Centre) -> None:
        set_password_hash(centre.storage, token.subject, new)
        centre.note(token.subject, "change_password", f"agents/{token.subject}", token.subject)

    await house.ask(change)
    await house.shared.keys.revoke_all("agent", token.subject, but=token.id)


OPERATIONS = (
    Operation(
        *("POST", "/v1/sign-in", "Sign in with e-mail and password", sign_in),
        scopes=ANYONE,
        body=SignIn,
        answers=SignedIn,
        codes=("needs_sign_in",),
    ),
    Operation(
        *("POST", "/v1/sign-in/ticket", "Sign in with a one-time ticket", sign_in_by_ticket),
        scopes=ANYONE,
        body=TicketSignIn,
        answers=SignedIn,
        codes=("needs_sign_in",),
    ),
    Operation(
        *("POST", "/v1/sign-out", "End this session", sign_out),
        scopes=SIGNED_IN,
        answers=None,
    ),
    Operation(
        *("GET", "/v1/sessions", "List the own sessions", list_sessions),
        scopes=SIGNED_IN,
        answers=Sessions,
    ),
    Operation(
        *("DELETE", "/v1/sessions/{session}", "End one of the own sessions", end_session),
        scopes=SIGNED_IN,
        answers=None,
        codes=("not_found",),
    ),
    Operation(
        *("PUT", "/v1/password", "Change the own password", change_password),
        scopes=SIGNED_IN,
        body=ChangePassword,
        answers=None,
        codes=("refused",),
    ),
)
