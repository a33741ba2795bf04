"""SMPP as a network: what it can, its settings' check, a session, and a try of the connection."""

import ssl
from collections.abc import AsyncIterator
from typing import Final

from agent_desktop.hub.channels.smpp.settings import FIELDS, SmppSettings
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.network import PlainNetwork
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.hub.written.trials import Trial, tried_until
from agent_desktop.model.sms_text import MAX_PARTS
from agent_desktop.model.text_length import LengthUnit
from agent_desktop.model.words import later
from agent_desktop.model.work import Channel


class _Failed(Exception):
    """A step did not work; the text is in words."""


class _Trial:
    """A link for a try."""

    def __init__(self, settings: SmppSettings) -> None:
        from agent_desktop.hub.channels.smpp import codes, link, reading

        self._settings = settings
        self._codes = codes
        self._module = link
        self._unreadable = reading.Unreadable
        self._link: link.Link | None = None

    async def connect(self) -> None:
        try:
            self._link = await self._module.Link.connect(self._settings)
        except ssl.SSLError:
            raise _Failed(later("The SMS server cannot prove who it is.")) from None
        except (OSError, TimeoutError):
            raise _Failed(later("The SMS server cannot be reached.")) from None

    async def bind(self) -> None:
        assert self._link is not None
        try:
            await self._link.bind(self._settings, sending_only=True)
        except self._module.BindRefused as refused:
            raise _Failed(self._codes.bind_words(refused.status)[0]) from None
        except (OSError, TimeoutError, EOFError, self._unreadable):
            raise _Failed(later("The SMS server does not answer.")) from None

    async def check(self) -> None:
        assert self._link is not None
        try:
            await self._link.check_alone()
        except (self._module.Lost, OSError, TimeoutError, EOFError, self._unreadable):
            raise _Failed(later("The SMS server does not answer.")) from None

    async def close(self) -> None:
        if self._link is not None:
            self._link.close()


def session(settings: SmppSettings, post: Post) -> NetworkSession:
    """An account's link."""
    from agent_desktop.hub.channels.smpp.session import SmppSession

    return SmppSession(settings, post)


def steps(settings: SmppSettings) -> AsyncIterator[Step]:
    """Connect, bind and ask for a sign of life. Binds to send only: a customer's message must not come here."""
    trial = _Trial(settings)
    trials = (
        Trial(
            later("Connect"),
            trial.connect,
            later("The SMS server answers."),
            later("Check server, port and encryption, or ask the provider."),
        ),
        Trial(
            later("Sign in"),
            trial.bind,
            later("The SMS server takes the user name and the password."),
            later("Check user name, password and system type."),
        ),
        Trial(
            later("Ask for a sign of life"),
            trial.check,
            later("The SMS server is ready."),
            later("Ask the provider."),
        ),
    )
    return tried_until(trial.close, trials, (_Failed,))


LIMITS: Final = Limits(
    max_text=MAX_PARTS,
    unit=LengthUnit.SMS,
    receipts=True,
    fields=FIELDS,
)
NETWORK: Network = PlainNetwork("smpp", Channel.SMS, LIMITS, SmppSettings, session, steps)
