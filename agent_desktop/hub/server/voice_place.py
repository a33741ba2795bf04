"""Where the hub's telephones are: which address and ports they use, and which folders.

Promises to know whether somebody may come there who does not ask the hub first.
"""

import ipaddress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class VoicePlace:
    """Where the telephones are: `address` is the IP address to use, `sip_port` see `Setup`, the rest are folders."""

    address: str
    recordings: Path
    prompts: Path
    sip_port: int | None = None
    tls: tuple[Path, Path] | None = None

    @property
    def listens(self) -> bool:
        """Whether somebody may call or register who does not ask the hub first."""
        beyond = not ipaddress.ip_address(self.address).is_loopback
        return beyond or self.sip_port is not None
