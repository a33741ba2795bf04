"""Finds the network interface by which a server is reached, without sending anything.

Promises to change nothing. A socket is asked which of this computer's addresses it would use (connecting a UDP socket
sends no packet), and the system whose interface that is. What the system does not tell stays unknown.
"""

import contextlib
import socket
import subprocess
import sys
from typing import Final

from agent_desktop.app.doctor.facts import Way

_ASK_S: Final = 5.0
#: ioctls of Linux (netdevice(7)).
_ADDRESS, _MTU = 0x8915, 0x8921


def way_to(host: str) -> Way:
    """The interface by which `host` is reached."""
    try:
        found = socket.getaddrinfo(host, 9, type=socket.SOCK_DGRAM)
    except OSError:
        return Way()
    for family, kind, number, _, there in found:
        with contextlib.suppress(OSError), socket.socket(family, kind, number) as asked:
            asked.connect(there)
            return _interface_of(str(asked.getsockname()[0]), str(there[0]))
    return Way()


def _interface_of(here: str, there: str) -> Way:
    if sys.platform == "win32":
        return _windows(there)
    if sys.platform == "darwin":
        return _mac(there)
    return _linux(here)


def _linux(here: str) -> Way:
    import fcntl

    plain = here.split("%")[0]
    for _, name in socket.if_nameindex():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            padded = name.encode().ljust(40, b"\0")
            own: set[str] = set(_six(name))
            with contextlib.suppress(OSError):
                own.add(socket.inet_ntoa(fcntl.ioctl(asked, _ADDRESS, padded)[20:24]))
            if plain in own:
                size = int.from_bytes(fcntl.ioctl(asked, _MTU, padded)[16:20], sys.byteorder)
                return Way(interface=name, mtu=size)
    return Way()


def _six(name: str) -> list[str]:
    """The IPv6 addresses of an interface."""
    try:
        with open("/proc/net/if_inet6", encoding="ascii") as file:
            rows = [line.split() for line in file]
    except OSError:
        return []
    plain = [bytes.fromhex(row[0]) for row in rows if row[-1] == name]
    return [socket.inet_ntop(socket.AF_INET6, one) for one in plain]


def _mac(there: str) -> Way:
    family = ["-inet6"] if ":" in there else []
    told = _ask("/sbin/route", "-n", "get", *family, there)
    rows = dict(line.split(":", 1) for line in told.splitlines() if ":" in line)
    name = next((value.strip() for key, value in rows.items() if key.strip() == "interface"), "")
    return Way(interface=name)


def _windows(there: str) -> Way:
    script = (
        f"$r = Find-NetRoute -RemoteIPAddress '{there}' | Select-Object -First 1;"
        "$a = Get-NetAdapter -InterfaceIndex $r.InterfaceIndex -IncludeHidden;"
        "$i = Get-NetIPInterface -InterfaceIndex $r.InterfaceIndex | Select-Object -First 1;"
        'Write-Output "$($a.Name)`n$($a.InterfaceDescription)`n$($i.NlMtu)"'
    )
    rows = _ask("powershell", "-NoProfile", "-NonInteractive", "-Command", script).splitlines()
    if len(rows) < 3:
        return Way()
    return Way(interface=rows[0], about=rows[1], mtu=int(rows[2]) if rows[2].isdecimal() else 0)


def _ask(*words: str) -> str:
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=_ASK_S, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout
