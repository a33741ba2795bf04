"""People as mail writes them: "Layla Haddad <layla@example.org>".

Promises the address that mail goes to, whatever the name beside it pretends, and that nobody else comes of a name.
Refuses to judge addresses.
"""

import re
from typing import Final

_SPECIAL: Final = re.compile(r"[^\w !#$%&'*+/=?^`{|}~-]")
_LAST: Final = re.compile(r"<([^<>]*)>\s*\Z")


def address_of(person: str) -> str:
    """The address in "Name <address>", which stands last; all of it where there is none in brackets."""
    found = _LAST.search(person)
    return (found[1] if found else person).strip()


def written(name: str, address: str) -> str:
    """A person as mail writes them (RFC 5322, 3.4: a name with other signs than an atom's is quoted)."""
    name = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    if not name or name == address:
        return address
    if _SPECIAL.search(name):
        name = '"' + name.replace("\\", r"\\").replace('"', r"\"") + '"'
    return f"{name} <{address}>"
