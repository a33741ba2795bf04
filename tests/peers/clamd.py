"""ClamAV's daemon on loopback, with one signature of our own: the harmless string that every scanner calls a virus.

Promises that it answers when `clamd()` hands it out, and that it ends with the block. It needs no database of ClamAV's.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from tests.peers.process import free_ports, listens, program, running

#: In two parts, so that no scanner takes this file for one.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
FINDING = "Eicar-Test.UNOFFICIAL"
LARGEST = 4_000_000

_CONFIG = """
TCPSocket {port}
TCPAddr 127.0.0.1
LocalSocket {folder}/clamd.ctl
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
Foreground yes
StreamMaxLength {largest}
MaxThreads 2
ConcurrentDatabaseReload no
"""


@contextlib.contextmanager
def clamd(folder: Path, port: int = 0) -> Iterator[str]:
    """Run it with its files in `folder`: its address. Skips the test when it is not installed."""
    daemon = program("clamd", "clamav-daemon")
    port = port or free_ports(1)[0]
    signatures = folder / "signatures"
    signatures.mkdir(parents=True, exist_ok=True)
    line = f"{hashlib.md5(EICAR, usedforsecurity=False).hexdigest()}:{len(EICAR)}:Eicar-Test\n"
    (signatures / "ours.hdb").write_text(line)
    config = folder / "clamd.conf"
    config.write_text(_CONFIG.format(port=port, folder=folder, largest=LARGEST))
    os.chmod(folder, 0o755)
    with running(
        (daemon, "--config-file", str(config)), folder / "clamd.log", lambda: listens(port)
    ):
        yield f"127.0.0.1:{port}"
