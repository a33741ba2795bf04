"""Mail that is delivered to the hub as a network: what it can, its settings' check, a session, and a try of sending."""

from collections.abc import AsyncIterator

from msgspec.structs import replace

from agent_desktop.hub.channels.email.network import Email
from agent_desktop.hub.channels.email.receiver_settings import FIELDS, Receiver, read
from agent_desktop.hub.written.network import PlainNetwork
from agent_desktop.hub.written.port import Network, NetworkSession, Post
from agent_desktop.hub.written.records import Step
from agent_desktop.hub.written.trials import Trial, tried_until
from agent_desktop.model.words import later
from agent_desktop.model.work import Channel


def session(receiver: Receiver, post: Post) -> NetworkSession:
    """An entry point's deliveries."""
    from agent_desktop.hub.channels.email.receiver import ReceiverSession

    return ReceiverSession(receiver, post)


def steps(receiver: Receiver) -> AsyncIterator[Step]:
    """A try of its sending server."""
    from agent_desktop.hub.channels.email.sending import Way
    from agent_desktop.hub.channels.email.tokens import Tokens
    from agent_desktop.hub.written.link import AccountRefused, Trouble

    way = Way(receiver.mailbox, Tokens(receiver.mailbox))
    check = later("Check its name, port and security.")
    trials = (
        Trial(later("Reach the sending server"), way.connect, later("It answers."), check),
        Trial(
            later("Sign in there"),
            way.sign_in,
            later("Mails can be sent."),
            later("Write the password anew."),
        ),
    )
    return tried_until(way.close, trials, (Trouble, AccountRefused))


NETWORK: Network = PlainNetwork(
    "email_in", Channel.EMAIL, replace(Email.limits, fields=FIELDS), read, session, steps
)
