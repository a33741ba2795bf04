"""Accounts: several at once, changed while the engine runs, never worse protected than they are to be."""

import os
import signal
import sys
from pathlib import Path

import pytest

from agent_desktop.model.phone import PhoneChanged
from agent_desktop.phone.setup import PhoneAccount
from tests.contracts.asynchronous import asynchronous
from tests.phone.windows import ACCOUNT, window

pytestmark = [
    pytest.mark.serial,
    pytest.mark.skipif(sys.platform != "linux", reason="the peers are Debian packages"),
]


def _written(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


@asynchronous
async def test_accounts_change_while_the_engine_runs_and_a_call_goes_on(tmp_path: Path) -> None:
    async with window(tmp_path) as made:
        call_id = await made.hum()
        pid = made.client.pid
        secret = "another-secret-77"
        other = PhoneAccount(id="other", address="sip:bob@127.0.0.1", password=secret)
        await made.client.change_accounts([ACCOUNT, other])
        told = await made.until(PhoneChanged)
        assert {one.account_id for one in told.state.registrations} == {"line", "other"}
        await made.client.change_accounts([other])
        told = await made.until(PhoneChanged)
        assert {one.account_id for one in told.state.registrations} == {"other"}
        assert [one.id for one in told.state.calls if one.live] == [call_id]
        assert made.client.pid == pid
        log = (tmp_path / "network.log").read_text("utf-8").split("\n")
        assert log[-3:-1] == ["sign on other", "sign off line"]
        assert secret.encode() not in _written(tmp_path)
        # The next run of the engine has them, too.
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        told = await made.until(PhoneChanged, lambda one: one.state.running)
        assert {one.account_id for one in told.state.registrations} == {"other"}
