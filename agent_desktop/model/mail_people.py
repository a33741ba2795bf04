"""People as mail writes them: "Layla Haddad <layla@example.org>".

Promises the address that mail goes to, whatever the name beside it pretends. Refuses to judge addresses.
"""

import re
from typing import Final

_LAST: Final = re.compile(r"<([^<>]*)>\s*\Z")


def address_of(person: str) -> str:
    """The address in "Name <address>", which stands last; all of it where there is none in brackets."""
    found = _LAST.search(person)
    return (found[1] if found else person).strip()
