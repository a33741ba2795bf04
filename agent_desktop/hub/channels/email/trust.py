"""Whom a mailbox's connections believe: the certificates of this computer, and the authority in the settings."""

import ssl
from typing import Final

from agent_desktop.hub.written.link import AccountRefused, Trouble
from agent_desktop.model.words import later

CHECK_CERTIFICATE: Final = later("Check the server's name; give its own authority in the settings.")
CHECK_SERVER: Final = later("Check the server's name and port, and that it can be reached.")


def context(authority: str) -> ssl.SSLContext:
    """For one connection. Raises AccountRefused when the authority is no certificate."""
    found = ssl.create_default_context()
    if authority:
        try:
            found.load_verify_locations(cadata=authority)
        except (ssl.SSLError, ValueError):
            raise AccountRefused(
                later("The certificate authority in the settings is no certificate."),
                later("Paste it anew, in PEM."),
            ) from None
    return found


def trouble_of(error: BaseException, host: str) -> Trouble:
    """What a failed connection means, in words; the host's name is not a secret."""
    while error.__cause__ is not None and not isinstance(error, ssl.SSLError):
        error = error.__cause__
    if isinstance(error, ssl.SSLCertVerificationError):
        return Trouble(
            later(f"{host} could not prove who it is: {error.verify_message}."), CHECK_CERTIFICATE
        )
    if isinstance(error, ssl.SSLError):
        return Trouble(
            later(f"{host} does not speak TLS there."), later("Check its port and security.")
        )
    if isinstance(error, TimeoutError):
        return Trouble(later(f"{host} did not answer in time."), CHECK_SERVER)
    if isinstance(error, ConnectionRefusedError):
        return Trouble(later(f"{host} takes no connections there."), CHECK_SERVER)
    return Trouble(later(f"The connection to {host} broke."), CHECK_SERVER)
