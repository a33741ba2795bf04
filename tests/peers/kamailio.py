"""Kamailio as registrar and proxy on loopback: digest, record-route; UDP, TCP, TLS and WebSocket.

Every user has the password `PASSWORD`. TLS has a certificate for localhost and 127.0.0.1 by the given authority.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.peers.process import free_ports, listens, program, running
from tests.sip.certificates import Authority

PASSWORD = "secret"
CONFIG = """#!KAMAILIO
debug=2
log_stderror=yes
fork=yes
children=1
tcp_children=1
enable_tls=yes
tcp_accept_no_cl=yes
auto_aliases=no
mpath="{modules}"
alias="127.0.0.1:{sip}"
listen=udp:127.0.0.1:{sip}
listen=tcp:127.0.0.1:{sip}
listen=tls:127.0.0.1:{tls}
listen=tcp:127.0.0.1:{ws}
{loads}
modparam("tls", "certificate", "{certificate}")
modparam("tls", "private_key", "{key}")
modparam("tls", "tls_method", "TLSv1.2+")
modparam("auth", "algorithm", "{algorithm}")
modparam("usrloc", "db_mode", 0)
modparam("registrar", "max_contacts", 5)
modparam("rr", "enable_full_lr", 1)
modparam("registrar|nathelper", "received_avp", "$avp(received)")

request_route {{
  if (!mf_process_maxfwd_header("10")) {{ sl_send_reply("483", "Too Many Hops"); exit; }}
  force_rport();
  if (has_totag()) {{
    if (loose_route()) {{ handle_ruri_alias(); t_relay(); exit; }}
    if (is_method("ACK")) {{ if (t_check_trans()) t_relay(); exit; }}
    sl_send_reply("404", "Not Here"); exit;
  }}
  if (is_method("CANCEL")) {{ if (t_check_trans()) t_relay(); exit; }}
  t_check_trans();
  if (is_method("REGISTER")) {{
    if (!pv_www_authenticate("$td", "{password}", "0")) {{ www_challenge("$td", "1"); exit; }}
    # A phone behind a connection is reached by that connection only.
    if ($proto == "ws" || $proto == "tcp" || $proto == "tls") fix_nated_register();
    save("location"); exit;
  }}
  if ($proto == "ws") add_contact_alias();
  if (is_method("INVITE|SUBSCRIBE")) record_route();
  # A phone that subscribes to itself would loop.
  if (is_method("SUBSCRIBE") && $tU == $fU) {{ sl_send_reply("489", "Bad Event"); exit; }}
  if ($rU == $null) {{ sl_send_reply("484", "Address Incomplete"); exit; }}
  if (!lookup("location")) {{ sl_send_reply("404", "Not Found"); exit; }}
  t_relay();
}}

onreply_route {{
  if ($proto == "ws") add_contact_alias();
}}

event_route[xhttp:request] {{
  if ($hdr(Upgrade) =~ "websocket" && $hdr(Connection) =~ "Upgrade") {{
    if (ws_handle_handshake()) exit;
  }}
  xhttp_reply("404", "Not Found", "", "");
}}
"""
#: In the order in which they depend on each other.
MODULES = "kex corex tm tmx sl rr pv maxfwd textops siputils usrloc registrar auth xlog nathelper tls xhttp websocket"


@dataclass(frozen=True)
class Kamailio:
    """Where it listens on 127.0.0.1. `sip` is UDP and TCP."""

    sip: int
    tls: int
    ws: int


@contextlib.contextmanager
def kamailio(
    folder: Path, authority: Authority, *, algorithm: str = "", ports: Kamailio | None = None
) -> Iterator[Kamailio]:
    """A running Kamailio. `folder` keeps its config and its log. `algorithm` of its digest: "" is MD5, unsaid.

    `ports` are those of one that has ended, to be started again.
    """
    path = program("kamailio", "kamailio, kamailio-tls-modules, kamailio-websocket-modules")
    modules = next(Path("/usr/lib").glob("*/kamailio/modules"), Path("/usr/lib/kamailio/modules"))
    files = authority.issue("localhost", "127.0.0.1")
    ports = ports or Kamailio(*free_ports(3))
    config = folder / "kamailio.cfg"
    config.write_text(
        CONFIG.format(
            sip=ports.sip,
            tls=ports.tls,
            ws=ports.ws,
            modules=modules,
            loads="\n".join(f'loadmodule "{name}.so"' for name in MODULES.split()),
            certificate=files.certificate,
            key=files.key,
            password=PASSWORD,
            algorithm=algorithm,
        ),
        encoding="utf-8",
    )
    state = folder / "kamailio-run"
    state.mkdir(exist_ok=True)
    command = [path, "-DD", "-f", str(config), "-P", str(state / "pid"), "-Y", str(state)]
    with running(
        [*command, "-m", "64", "-M", "8"],
        folder / "kamailio.log",
        lambda: all(listens(port) for port in (ports.sip, ports.tls, ports.ws)),
    ):
        yield ports
