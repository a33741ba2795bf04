"""The subcommand `hub`: the built-in contact centre as a program of its own.

`agent-desktop hub --data DIR` for the window that starts it (it speaks over stdin and stdout), and with `--no-stdin`
for a team. Promises the exit code of the hub's process. Imports the hub only when it is started.
"""

from __future__ import annotations

import argparse
from pathlib import Path


def add_hub_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the subcommand; `run_hub_command` does it."""
    hub = commands.add_parser(
        "hub",
        help="run the built-in contact centre alone",
        description="Run the built-in contact centre. Stops on Ctrl-C, or when its stdin closes.",
    )
    hub.add_argument("--data", type=Path, required=True, metavar="DIR", help="the data folder")
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
    hub.add_argument(
        "--no-stdin", action="store_true", help="run by itself, without a program that started it"
    )
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
    from agent_desktop.hub.server.process import HubOptions, run, set_password

    if chosen.set_password is not None:
        return set_password(chosen.data, chosen.set_password, email=chosen.email, team=chosen.team)
    return run(
        HubOptions(
            data=chosen.data,
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
        )
    )
