"""Dovecot and Postfix on loopback with TLS, SASL and OAuth2, as root; their token endpoint is ours.

Each `pair()` is a mailbox of the house and one of a customer that nobody used before. Mail to `GHOST` is taken, and
comes back. Promises that all ends with the block, and that both can be ended and started again between.
"""

import contextlib
import itertools
import os
import pwd
import shutil
import smtplib
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.peers.process import free_ports, listens, program, running
from tests.peers.provider import Provider
from tests.sip.certificates import Authority

PASSWORD = "secret-word"
GHOST = "ghost@customer.test"
PAIRS = 30
#: Debian has this user for what its name says.
USER = "mail"

DOVECOT = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
mail_location = maildir:{folder}/boxes/%d/%n
mail_uid = {user}
mail_gid = {user}
first_valid_uid = 1
first_valid_gid = 1
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
auth_username_format = %Lu
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = subscribe
    special_use = \\Sent
  }}
}}
service imap-login {{
  inet_listener imap {{
    address = 127.0.0.1
    port = {imap}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service auth {{
  inet_listener {{
    address = 127.0.0.1
    port = {sasl}
  }}
}}
# Without it, who signs in after somebody failed waits longer each time.
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
protocol imap {{
  imap_idle_notify_interval = 30 secs
  mail_max_userip_connections = 50
}}
"""
OAUTH2 = """
tokeninfo_url = http://127.0.0.1:{oauth}/tokeninfo?access_token=
username_attribute = email
active_attribute = active
active_value = true
"""
MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.hub.test
mydestination =
mynetworks = 127.0.0.0/8
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
alias_maps =
alias_database =
recipient_delimiter = +
virtual_mailbox_domains = hub.test, customer.test
lmtp_destination_concurrency_limit = 1
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
virtual_mailbox_maps = texthash:{folder}/postfix/boxes
transport_maps = texthash:{folder}/postfix/ways
default_transport = error:5.1.2 there is no way out of this test
relay_transport = error:5.1.2 there is no way out of this test
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions =
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{sasl}
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_tls_security_level = may
disable_dns_lookups = yes
smtp_dns_support_level = disabled
message_size_limit = 40000000
smtpd_client_connection_rate_limit = 0
minimal_backoff_time = 1s
queue_run_delay = 1s
"""
MASTER = """
127.0.0.1:{smtp} inet n - n - - smtpd
127.0.0.1:{submission} inet n - n - - smtpd
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Pair:
    """A mailbox of the house and one of a customer; both have `PASSWORD`."""

    house: str
    customer: str


class MailServers:
    """Both servers. `authority` made their certificate for localhost."""

    def __init__(self, folder: Path, authority: Authority) -> None:
        self._folder = folder
        self._pairs = itertools.count(1)
        self._dovecot, self._postfix = contextlib.ExitStack(), contextlib.ExitStack()
        self._programs = (
            program("dovecot", "dovecot-imapd, dovecot-lmtpd"),
            program("postfix", "postfix"),
        )
        ports = free_ports(7)
        self.imap, self.imaps, self.smtp, self.submission, self.lmtp, self._sasl, oauth = ports
        self.endpoint = Provider(oauth)
        self.authority = authority.file.read_text(encoding="utf-8")
        issued = authority.issue("localhost", "127.0.0.1")
        names = {
            "folder": folder,
            "user": USER,
            "imap": self.imap,
            "imaps": self.imaps,
            "smtp": self.smtp,
            "submission": self.submission,
            "lmtp": self.lmtp,
            "sasl": self._sasl,
            "oauth": oauth,
            "certificate": shutil.copy(issued.certificate, folder / "cert.pem"),
            "key": shutil.copy(issued.key, folder / "key.pem"),
        }
        owner = pwd.getpwnam(USER)
        for name in ("run", "boxes", "postfix", "queue", "data"):
            (folder / name).mkdir()
        os.chown(folder / "boxes", owner.pw_uid, owner.pw_gid)
        os.chown(folder / "data", pwd.getpwnam("postfix").pw_uid, -1)
        people = [
            f"{kind}{number}@{domain}"
            for number in range(1, PAIRS + 1)
            for kind, domain in (("support", "hub.test"), ("layla", "customer.test"))
        ]
        users = (
            f"{each}:{{PLAIN}}{PASSWORD}:{owner.pw_uid}:{owner.pw_gid}::{self.box(each).parent}::\n"
            for each in people
        )
        (folder / "users").write_text("".join(users), encoding="utf-8")
        boxes = "".join(f"{each} x\n" for each in [*people, GHOST])
        (folder / "postfix" / "boxes").write_text(boxes, encoding="utf-8")
        (folder / "postfix" / "ways").touch()
        for name, text in (
            ("dovecot.conf", DOVECOT),
            ("oauth2.conf", OAUTH2),
            ("postfix/main.cf", MAIN),
            ("postfix/master.cf", MASTER),
        ):
            (folder / name).write_text(text.format(**names), encoding="utf-8")

    def pair(self) -> Pair:
        """Two mailboxes that nobody used."""
        number = next(self._pairs)
        assert number <= PAIRS
        return Pair(f"support{number}@hub.test", f"layla{number}@customer.test")

    def box(self, address: str) -> Path:
        """Where the new mails of a mailbox lie, each a file."""
        user, _, domain = address.partition("@")
        return self._folder / "boxes" / domain / user / "new"

    def hand_over(self, address: str, port: int) -> None:
        """From now on mail for this address goes by LMTP to that port of this computer."""
        with (self._folder / "postfix" / "ways").open("a", encoding="utf-8") as ways:
            ways.write(f"{address} lmtp:inet:127.0.0.1:{port}\n")
        config = str(self._folder / "postfix")
        subprocess.run([self._programs[1], "-c", config, "reload"], check=True, capture_output=True)

    def deliver(self, sender: str, address: str, mail: bytes) -> None:
        """Put a mail into a mailbox; it lies there when this returns."""
        with smtplib.LMTP("127.0.0.1", self.lmtp) as way:
            way.sendmail(sender, [address], mail)

    def write(self, sender: str, address: str, mail: bytes) -> None:
        """Send a mail from outside, through all that stands before a mailbox."""
        with smtplib.SMTP("127.0.0.1", self.smtp) as way:
            way.sendmail(sender, [address], mail)

    def number_anew(self, address: str, validity: int) -> None:
        """Give the mails of a mailbox other numbers, under another UIDVALIDITY (RFC 3501 section 2.3.1.1)."""
        self._doveadm("mailbox", "update", "-u", address, "--uid-validity", str(validity), "INBOX")

    def make_folder(self, address: str, name: str) -> None:
        """Make a folder in a mailbox."""
        self._doveadm("mailbox", "create", "-u", address, name)

    def _doveadm(self, *words: str) -> None:
        command = [program("doveadm", "dovecot-core"), "-c", str(self._folder / "dovecot.conf")]
        subprocess.run([*command, *words], check=True, capture_output=True)

    def begin(self) -> None:
        """Start both, or start them again."""
        dovecot, postfix = self._programs
        self._dovecot.enter_context(
            running(
                [dovecot, "-F", "-c", str(self._folder / "dovecot.conf")],
                self._folder / "dovecot.out",
                lambda: all(
                    listens(port) for port in (self.imap, self.imaps, self.lmtp, self._sasl)
                ),
            )
        )
        config = str(self._folder / "postfix")
        subprocess.run([postfix, "-c", config, "check"], check=True, capture_output=True)
        self._postfix.callback(
            subprocess.run, [postfix, "-c", config, "abort"], check=False, capture_output=True
        )
        self._postfix.enter_context(
            running(
                [postfix, "-c", config, "start-fg"],
                self._folder / "postfix.out",
                lambda: listens(self.smtp) and listens(self.submission),
            )
        )

    def end(self) -> None:
        """End both; whoever is connected is cut off."""
        self._postfix.close()
        self._dovecot.close()


@contextlib.contextmanager
def mail_servers(authority: Authority) -> Iterator[MailServers]:
    """Both servers, running. Their users have to be able to walk into their folder, so it is one of its own."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("Postfix and Dovecot are started by root")
    with tempfile.TemporaryDirectory(prefix="agent-desktop-mail-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        servers = MailServers(folder, authority)
        with servers.endpoint.open():
            servers.begin()
            try:
                yield servers
            finally:
                servers.end()
