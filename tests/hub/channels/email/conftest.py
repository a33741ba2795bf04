"""The mail servers of these tests: one pair of them for a file."""

from collections.abc import Iterator

import pytest

from tests.peers.mail import MailServers, mail_servers
from tests.sip.certificates import Authority


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServers]:
    """Dovecot and Postfix, running."""
    with mail_servers(Authority(tmp_path_factory.mktemp("authority"))) as running:
        yield running
