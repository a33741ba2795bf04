"""Kannel: bearerbox and smsbox before an SMSC, as a gateway that posts to `hook` and takes `sendsms`.

Promises that both answer when handed out and that they end with the block.
"""

import contextlib
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.peers.process import free_ports, listens, program, running
from tests.peers.smsc import PASSWORD, USER, Smsc

ACCOUNT, ACCOUNT_PASSWORD, SECRET = "hub", "hub-sends-by-kannel", "secretOfTheCallbacks1"

_CONFIG = """
group = core
admin-port = {admin}
admin-password = nobody
smsbox-port = {box}
box-allow-ip = 127.0.0.1
admin-interface = 127.0.0.1
dlr-storage = internal
store-type = file
store-location = {store}
log-level = 1

group = smsc
smsc = smpp
smsc-id = network
host = 127.0.0.1
port = {smsc}
transceiver-mode = true
smsc-username = {user}
smsc-password = {password}
system-type = ""
reconnect-delay = 1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {send}
sendsms-interface = 127.0.0.1
http-request-retry = 1000000
http-queue-delay = 1
log-level = 1

group = sendsms-user
username = {account}
password = {account_password}
concatenation = true
max-messages = 10

group = sms-service
keyword = default
catch-all = true
max-messages = 0
omit-empty = true
post-url = "http://kannel:{secret}@127.0.0.1:{hook}/incoming?from=%p&to=%P&id=%I"
"""
_QUIET = ("-v", "2")
"""Warnings alone: else every byte of every try is written out."""


@dataclass(frozen=True)
class Kannel:
    """A running gateway: where it takes messages."""

    url: str
    processes: "tuple[subprocess.Popen[bytes], ...]"

    def kill(self) -> None:
        """End both, in the middle of whatever they do; they are gone when this returns."""
        for one in self.processes:
            one.kill()
            one.wait()


@contextlib.contextmanager
def kannel(
    folder: Path, smsc: Smsc, hook: int, ports: Sequence[int] | None = None
) -> Iterator[Kannel]:
    """Run it before `smsc`, posting to the port `hook`; skips the test when it is not installed.

    At the same three `ports` in the same folder it goes on where it ended.
    """
    bearerbox, smsbox = program("bearerbox", "kannel"), program("smsbox", "kannel")
    admin, box, send = ports or free_ports(3)
    config = folder / "kannel.conf"
    config.write_text(
        _CONFIG.format(
            admin=admin,
            box=box,
            send=send,
            smsc=smsc.port,
            user=USER,
            password=PASSWORD,
            account=ACCOUNT,
            account_password=ACCOUNT_PASSWORD,
            secret=SECRET,
            hook=hook,
            store=folder / "kannel.store",
        )
    )
    with (
        running(
            [bearerbox, *_QUIET, str(config)], folder / "bearerbox.log", lambda: listens(box)
        ) as one,
        running(
            [smsbox, *_QUIET, str(config)], folder / "smsbox.log", lambda: listens(send)
        ) as other,
    ):
        yield Kannel(f"http://127.0.0.1:{send}", (one, other))
