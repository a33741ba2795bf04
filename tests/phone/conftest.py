"""What tests of telephones need: a computer that gives sound its turn, and an exchange."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.peers.kamailio import Kamailio, kamailio
from tests.sip.certificates import Authority


@pytest.fixture
def in_time() -> Iterator[None]:
    """Run before other programs, where that is allowed: sound that is late for their sake is not what we test."""
    if not hasattr(os, "setpriority"):
        yield
        return
    before = os.getpriority(os.PRIO_PROCESS, 0)
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, -15)
    try:
        yield
    finally:
        with contextlib.suppress(PermissionError):
            os.setpriority(os.PRIO_PROCESS, 0, before)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """Who vouches for the exchange."""
    return Authority(tmp_path)


@pytest.fixture
def proxy(tmp_path: Path, authority: Authority) -> Iterator[Kamailio]:
    """A running exchange."""
    with kamailio(tmp_path, authority) as made:
        yield made
