"""The subcommand `hub`: the built-in contact centre as a program of its own.

`agent-desktop hub --data DIR` for the window that starts it (it speaks over stdin and stdout), and with `--no-stdin`
for a team. Promises the exit code of the hub's process. Imports the hub only when it is started.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_desktop.hub.storage.database import Target


def add_hub_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the subcommand; `run_hub_command` does it."""
    hub = commands.add_parser(
        "hub",
        help="run the built-in contact centre alone",
        description="Run the built-in contact centre. Stops on Ctrl-C, or when its stdin closes.",
    )
    hub.add_argument(
        "order",
        nargs="*",
        metavar="audit verify | audit reindex | figures check | figures rebuild",
        help="judge the audit trail and the index of its search in --data or --database (also while the hub runs), or"
        " the trail in --file; make that index anew; compare the sums of figures with what happened, or make them anew;"
        " and end",
    )
    hub.add_argument("--data", type=Path, metavar="DIR", help="the data folder")
    hub.add_argument(
        "--file",
        type=Path,
        metavar="FILE",
        help="with audit verify: an export of everything, in JSON Lines or CSV",
    )
    _nodes(hub)
    _doors(hub)
    _limits(hub)
    _voice(hub)
    hub.add_argument(
        "--no-stdin", action="store_true", help="run by itself, without a program that started it"
    )
    _password(hub)


def _nodes(hub: argparse.ArgumentParser) -> None:
    """Where its data is, and who shares it."""
    hub.add_argument(
        "--database",
        default="",
        metavar="ADDRESS",
        help="postgresql://user@host/name; without, a file in the data folder",
    )
    hub.add_argument(
        "--node",
        nargs="?",
        const="",
        metavar="URL",
        help="be one of several nodes on the database: one leads, the others pass on to it, and one of them takes over"
        " when it is gone; they reach this one at URL (without, where it listens)",
    )
    hub.add_argument(
        "--desks",
        default="",
        metavar="URL",
        help="with --node: where desks reach this very node, so that they go over from one node to another by"
        " themselves; leave it out behind a proxy that gives all nodes one address",
    )
    hub.add_argument(
        "--files",
        type=Path,
        metavar="DIR",
        help="with --node: the folder for files and recordings, the same for all nodes",
    )


def _doors(hub: argparse.ArgumentParser) -> None:
    """Where it is reached."""
    hub.add_argument("--port", type=int, default=0, help="the port; 0 takes a free one")
    hub.add_argument(
        "--host", default="127.0.0.1", help="the address; others than loopback need TLS"
    )
    hub.add_argument("--tls-cert", type=Path, metavar="FILE", help="certificate chain, PEM")
    hub.add_argument("--tls-key", type=Path, metavar="FILE", help="private key, PEM")
    hub.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="HOST",
        help="a host name under which the hub is reached; may be given more than once",
    )
    hub.add_argument(
        "--proxy",
        default="",
        metavar="ADDRESS",
        help="a reverse proxy whose forwarded headers count",
    )


def _limits(hub: argparse.ArgumentParser) -> None:
    """How much is let in."""
    hub.add_argument(
        "--rate-factor",
        type=float,
        default=1.0,
        metavar="N",
        help="allow N times the usual requests of one address (many people behind one)",
    )
    for option, usual, what in (
        ("--visitor-file-mb", 10, "the largest file of a chat visitor, in MB"),
        ("--visitor-hourly-files", 20, "how many files a chat visitor may send within an hour"),
        ("--visitor-hourly-mb", 50, "how many MB a chat visitor may send within an hour"),
    ):
        hub.add_argument(option, type=int, default=usual, metavar="N", help=f"{what} ({usual})")


def _voice(hub: argparse.ArgumentParser) -> None:
    """Its telephones."""
    hub.add_argument("--no-voice", action="store_true", help="run without telephones")
    hub.add_argument(
        "--voice-address",
        default="",
        metavar="IP",
        help="this computer's address for telephones; without, there are some on loopback only",
    )
    hub.add_argument(
        "--sip-port",
        type=int,
        metavar="N",
        help="speak SIP on this port (TLS on the next); without, only agents' own lines and a trunk",
    )


def _password(hub: argparse.ArgumentParser) -> None:
    """A password for somebody, instead of running."""
    hub.add_argument(
        "--set-password",
        metavar="AGENT",
        help="ask for a password for this agent (`owner` is the first one), keep it, and end",
    )
    hub.add_argument(
        "--email",
        default="",
        metavar="ADDRESS",
        help="with --set-password: what the agent signs in with",
    )
    hub.add_argument(
        "--team",
        default="",
        metavar="NAME",
        help="with --set-password: what the team of a new hub is called",
    )


def run_hub_command(chosen: argparse.Namespace) -> int:
    """Run the hub as the command line says; return the exit code."""
    if chosen.order[:1] == ["figures"]:
        return _figures(chosen)
    if chosen.order[:2] == ["audit", "reindex"]:
        return _reindex(chosen)
    if chosen.order:
        return _verify(chosen)
    if chosen.data is None:
        sys.stderr.write("Name the data folder with --data.\n")
        return 2
    from agent_desktop.hub.server.options import HubOptions
    from agent_desktop.hub.server.process import run, set_password

    if chosen.set_password is not None:
        return set_password(
            chosen.data,
            chosen.set_password,
            database=chosen.database,
            email=chosen.email,
            team=chosen.team,
        )
    return run(
        HubOptions(
            data=chosen.data,
            database=chosen.database,
            host=chosen.host,
            port=chosen.port,
            tls_cert=chosen.tls_cert,
            tls_key=chosen.tls_key,
            names=tuple(chosen.name),
            proxy=chosen.proxy,
            rate_factor=chosen.rate_factor,
            visitor_file_mb=chosen.visitor_file_mb,
            visitor_hourly_files=chosen.visitor_hourly_files,
            visitor_hourly_mb=chosen.visitor_hourly_mb,
            voice=not chosen.no_voice,
            voice_address=chosen.voice_address,
            sip_port=chosen.sip_port,
            handshake=not chosen.no_stdin,
            node=chosen.node,
            desks=chosen.desks,
            files=chosen.files,
        )
    )


def _database(chosen: argparse.Namespace) -> Target:
    """Where the data is of which the command line speaks. Raises Refused for an address that holds a password."""
    from agent_desktop.hub.server.data_folder import DATABASE
    from agent_desktop.hub.storage.database import served

    if chosen.database:
        return served(chosen.database)
    found: Path = chosen.data / DATABASE
    return found


def _verify(chosen: argparse.Namespace) -> int:
    """Judge an audit trail and the index of its search: 0 for whole ones, 1 for broken ones, 2 where there are none."""
    from agent_desktop.hub.storage.trail_compared import compared
    from agent_desktop.hub.storage.verifying import judged_database, judged_export
    from agent_desktop.model.errors import DeskError

    kept = chosen.data is not None or bool(chosen.database)
    if chosen.order != ["audit", "verify"] or kept == (chosen.file is not None):
        sys.stderr.write(
            "Say: hub audit verify --data DIR, --database ADDRESS, or --file FILE;"
            " or hub audit reindex --data DIR, or with --database ADDRESS.\n"
        )
        return 2
    index = None
    try:
        if chosen.file is not None:
            chain, broken = judged_export(chosen.file)
        else:
            chain, broken = judged_database(_database(chosen))
            index = compared(_database(chosen)) if broken is None else None
    except DeskError as error:
        sys.stderr.write(f"{error.problem.words()}\n")
        return 2
    if broken is not None:
        place = f" (line {broken.line} of the file)" if broken.line else ""
        sys.stdout.write(f"The audit trail is broken at entry {broken.seq}{place}: {broken.why}.\n")
        return 1
    sys.stdout.write(
        f"The audit trail is whole: {chain.seq} entries, digest {chain.digest.hex()}\n"
    )
    if index:
        sys.stdout.write(
            f"The index of its search is not what the trail says: {index.words}.\n"
            "Stop the hub and make it anew: hub audit reindex.\n"
        )
        return 1
    if index is not None:
        sys.stdout.write("The index of its search says the same.\n")
    return 0


def _reindex(chosen: argparse.Namespace) -> int:
    """Make the index of the audit trail's search anew: 0, or 2 where that cannot be done."""
    from agent_desktop.hub.server.reindexing import reindexed
    from agent_desktop.model.errors import DeskError

    if len(chosen.order) > 2 or (chosen.data is None and not chosen.database):
        sys.stderr.write("Say: hub audit reindex --data DIR, or with --database ADDRESS.\n")
        return 2
    try:
        entries = reindexed(_database(chosen))
    except DeskError as error:
        sys.stderr.write(f"{error.problem.words()}\n")
        return 2
    sys.stdout.write(f"The index of the audit trail's search was made anew: {entries} entries.\n")
    return 0


def _figures(chosen: argparse.Namespace) -> int:
    """Compare kept sums with what happened, or make them anew: 0 where both say the same, 1 where not, else 2."""
    from agent_desktop.hub.server.recounting import compared, rebuilt
    from agent_desktop.model.errors import DeskError

    order = {"check": compared, "rebuild": rebuilt}.get(" ".join(chosen.order[1:]))
    if order is None or (chosen.data is None and not chosen.database):
        sys.stderr.write(
            "Say: hub figures check (or rebuild) --data DIR, or with --database ADDRESS.\n"
        )
        return 2
    try:
        found = order(_database(chosen))
    except DeskError as error:
        sys.stderr.write(f"{error.problem.words()}\n")
        return 2
    if found.again is not None:
        sys.stdout.write(
            f"Figures are being counted again: {found.again}%. Ask again when that is done.\n"
        )
        return 1
    if found.wrong:
        shown = "\n".join(found.wrong[:10])
        sys.stdout.write(f"{len(found.wrong)} kept sums are not what happened:\n{shown}\n")
        return 1
    sys.stdout.write(f"Kept sums and what happened say the same: {found.rows} rows.\n")
    return 0
