"""The subcommand `doctor`: what is wrong with this computer's link for calls.

Promises exit code 0 when nothing is bad, 1 when something is, 2 for options that are wrong.
Imports what it needs only when it is asked.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_desktop.app.doctor.servers import Servers


def add_doctor_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the subcommand; `run_doctor_command` does it."""
    doctor = commands.add_parser(
        "doctor",
        help="say what is wrong with this computer's link for calls",
        description="Check name resolution, the hub, firewalls, VPN, sound and this computer. Asks only"
        " servers that Agent Desktop uses: those of the running program, and those named here.",
        epilog="Exit code: 0 when nothing is bad, 1 when something is, 2 when an option is wrong.",
    )
    doctor.add_argument("--json", action="store_true", help="write JSON")
    doctor.add_argument("--data", metavar="DIR", help="the folder that was given to Agent Desktop")
    doctor.add_argument("--hub", metavar="ADDRESS", default="", help="the hub's address")
    doctor.add_argument(
        "--sip",
        metavar="TRANSPORT:HOST[:PORT]",
        action="append",
        default=[],
        help="a telephone system, such as tls:pbx.example.com; may be given more than once",
    )
    doctor.add_argument(
        "--ice",
        metavar="URI",
        action="append",
        default=[],
        help="a STUN or TURN server, such as turns:turn.example.com:443; may be given more than once",
    )
    doctor.add_argument(
        "--authority",
        type=Path,
        metavar="FILE",
        help="believe this authority's certificates too, PEM",
    )


def run_doctor_command(chosen: argparse.Namespace) -> int:
    """Examine as the command line says; return the exit code."""
    import ssl

    from PySide6.QtCore import QCoreApplication

    from agent_desktop.app.doctor.examination import examine
    from agent_desktop.app.doctor.findings import as_json, as_text, good
    from agent_desktop.app.doctor.servers import Servers
    from agent_desktop.app.doctor.stun_probe import is_ice
    from agent_desktop.app.doctor.telephone_probe import is_telephone
    from agent_desktop.app.language import speaks, use_words
    from agent_desktop.app.places import places
    from agent_desktop.ui.words import tr

    if speaks():
        use_words(QCoreApplication.instance() or QCoreApplication([]))
    where = places(chosen.data)
    known = _known(where.data, where.profile)
    trust = None
    if chosen.authority is not None:
        try:
            trust = ssl.create_default_context()
            trust.load_verify_locations(chosen.authority)
        except (OSError, ssl.SSLError):
            print(
                tr("The authority {path} cannot be read.", path=chosen.authority), file=sys.stderr
            )
            return 2
    for one in chosen.sip:
        if not is_telephone(one):
            words = tr("{name} is no telephone system: write tls:pbx.example.com.", name=one)
            print(words, file=sys.stderr)
            return 2
    for one in chosen.ice:
        if not is_ice(one):
            words = tr("{name} is no such server: write turns:turn.example.com:443.", name=one)
            print(words, file=sys.stderr)
            return 2
    servers = Servers(
        hub=chosen.hub or known.hub,
        sip=(*known.sip, *chosen.sip),
        ice=(*known.ice, *chosen.ice),
    )
    findings = list(examine(servers, where.data, trust))
    print(as_json(findings) if chosen.json else as_text(findings))
    return 0 if good(findings) else 1


def _known(data: Path, profile: Path) -> Servers:
    """What the running program uses; without one, the hub that was chosen last time."""
    from agent_desktop.app.doctor.servers import Servers, read_servers
    from agent_desktop.app.profile import read_profile
    from agent_desktop.app.single import ask_the_first

    told = read_servers(ask_the_first(data, "servers") or "")
    if told is not None:
        return told
    kept = read_profile(profile)
    return Servers(hub="" if kept is None or kept.local else kept.values.get("address", ""))
