"""E-mail keeps the contract of networks, against Dovecot and Postfix."""

from functools import partial

import pytest

from tests.contracts.networks.suite import Meet, NetworkContract
from tests.hub.channels.email.peer import mail_peer
from tests.peers.mail import MailServers

pytestmark = pytest.mark.serial


class TestEmail(NetworkContract):
    """The suite, with mailboxes of their own for each test."""

    @pytest.fixture
    def meet(self, servers: MailServers) -> Meet:
        return partial(mail_peer, servers)
