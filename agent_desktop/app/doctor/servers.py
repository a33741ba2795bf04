"""Which servers calls need, as the running program tells the doctor.

Promises names of servers and nothing else: no accounts, no passwords. Refuses lines that it cannot read.
"""

import msgspec

from agent_desktop.model.base import Record


class Servers(Record, frozen=True):
    """`hub` is the hub's address, empty where it runs on this computer. `sip` are telephone systems, each as
    TRANSPORT:HOST[:PORT]; `ice` addresses of servers that help sound through firewalls (RFC 7064, RFC 7065)."""

    hub: str = ""
    sip: tuple[str, ...] = ()
    ice: tuple[str, ...] = ()

    def line(self) -> str:
        """As one line."""
        return msgspec.json.encode(self).decode()


def read_servers(line: str) -> Servers | None:
    """What `line` says; None when it is none."""
    try:
        return msgspec.json.decode(line, type=Servers)
    except msgspec.MsgspecError:
        return None
