"""Who may sign in: the accounts' names, scopes and password hashes. What routing may offer them is the centre's affair.

Promises that a password never comes here, only its hash, and that e-mail addresses are compared without case. Each
function works in the open transaction of the storage it is given.
"""

from typing import Any

import msgspec
from sqlalchemy import select, update

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import accounts
from agent_desktop.model.base import Record
from agent_desktop.model.people import Agent

_COLUMNS = (
    accounts.c.id,
    accounts.c.name,
    accounts.c.email,
    accounts.c.password_hash,
    accounts.c.scopes,
    accounts.c.disabled,
    accounts.c.extension,
)


class Account(Record, frozen=True):
    """One account as sign-in sees it. `password_hash` is empty where only a ticket can sign in."""

    id: str
    name: str
    email: str
    password_hash: str
    scopes: tuple[str, ...]
    disabled: bool
    extension: str = ""

    @property
    def agent(self) -> Agent:
        """The person, for the wire."""
        return Agent(id=self.id, name=self.name, email=self.email, extension=self.extension)


def normal_email(email: str) -> str:
    """An e-mail address as it is kept and compared: without outer spaces, in lower case."""
    return email.strip().lower()


def account_by_email(storage: Storage, email: str) -> Account | None:
    """The account with this e-mail address, disabled or not."""
    query = select(*_COLUMNS).where(accounts.c.email == normal_email(email))
    row = storage.execute(query).one_or_none()
    return None if row is None else _account(row)


def account(storage: Storage, account_id: str) -> Account | None:
    """The account with this id, disabled or not."""
    row = storage.execute(select(*_COLUMNS).where(accounts.c.id == account_id)).one_or_none()
    return None if row is None else _account(row)


def set_password_hash(storage: Storage, account_id: str, password_hash: str) -> bool:
    """Keep another hash; False when there is no such account."""
    change = update(accounts).where(accounts.c.id == account_id)
    return storage.execute(change.values(password_hash=password_hash)).rowcount == 1


def _account(row: Any) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        email=row.email or "",
        password_hash=row.password_hash,
        scopes=msgspec.json.decode(row.scopes, type=tuple[str, ...]),
        disabled=bool(row.disabled),
        extension=row.extension,
    )


def set_access(
    storage: Storage, account_id: str, scopes: tuple[str, ...], *, disabled: bool
) -> bool:
    """Decide what the account may do; False when there is no such account."""
    values = {"scopes": msgspec.json.encode(scopes).decode(), "disabled": disabled}
    change = update(accounts).where(accounts.c.id == account_id).values(**values)
    return storage.execute(change).rowcount == 1


def accounts_with(storage: Storage, scope: str) -> tuple[Account, ...]:
    """The accounts that have `scope` and are not disabled, oldest first."""
    order = (accounts.c.created_at, accounts.c.id)
    rows = storage.rows(select(*_COLUMNS).where(accounts.c.disabled.is_(False)).order_by(*order))
    found = (_account(row) for row in rows)
    return tuple(one for one in found if scope in one.scopes)
