"""Makes a mail of more than 140 MB and takes it in, in a process of its own; prints its size, its files and the memory.

The kernel counts the memory: the most that this process ever had, in bytes. Linux alone tells it so.
"""

import asyncio
import base64
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from agent_desktop.hub.channels.email.news import told
from agent_desktop.hub.channels.email.received import Fetched
from agent_desktop.hub.written.records import Arrived
from tests.hub.channels.post import MemoryPost

HEAD = (
    b"From: Layla <layla@customer.test>\r\nTo: support@hub.test\r\nSubject: Films\r\n"
    b"Message-ID: <large@customer.test>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain\r\n\r\nHere it is\r\n"
)


def large_mail(path: Path, files: Sequence[bytes], times: int = 1) -> None:
    """A mail with these files, each repeated so often."""
    with path.open("wb") as mail:
        mail.write(HEAD)
        for number, file in enumerate(files):
            mail.write(
                b"--b\r\nContent-Type: application/octet-stream; name=%d.bin\r\n" % number
                + b"Content-Transfer-Encoding: base64\r\n\r\n"
            )
            lines = base64.encodebytes(file).replace(b"\n", b"\r\n")
            for _ in range(times):
                mail.write(lines)
        mail.write(b"--b--\r\n")


def main() -> None:
    """The folder is the only argument."""
    folder = Path(sys.argv[1])
    path = folder / "large.eml"
    large_mail(path, [os.urandom(57 * 20_000)] * 2, times=48)
    size = path.stat().st_size
    mail = Fetched(1, 0, b"", size, whole=True, path=path)
    [news] = asyncio.run(told(mail, ["support@hub.test"], MemoryPost(folder)))
    assert isinstance(news, Arrived)
    # Of this process alone: getrusage counts who started it, too.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    used = int(status.partition("VmHWM:")[2].split()[0]) * 1024
    sys.stdout.write(f"{size} {len(news.attachments)} {used}\n")


if __name__ == "__main__":
    main()
