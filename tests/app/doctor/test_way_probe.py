"""The interface by which a server is reached: loopback, and a tunnel where one may be made."""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from agent_desktop.app.doctor.facts import Way
from agent_desktop.app.doctor.judges import judge_way
from agent_desktop.app.doctor.way_probe import way_to
from agent_desktop.model.findings import Verdict

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")


def ip(*words: str) -> bool:
    """Whether the tool did it."""
    tool = shutil.which("ip")
    if tool is None:
        return False
    return subprocess.run([tool, *words], capture_output=True, check=False).returncode == 0


@pytest.fixture
def tunnel() -> Iterator[str]:
    """The other end of a tunnel; without the right to make one, the test is skipped."""
    with contextlib.ExitStack() as stack:
        made = ip("tuntap", "add", "dev", "tun977", "mode", "tun") or ip(
            "link", "add", "tun977", "type", "dummy"
        )
        if not made:
            pytest.skip("no right to make a tunnel here")
        stack.callback(ip, "link", "delete", "tun977")
        addressed = ip("address", "add", "198.18.97.1/30", "dev", "tun977")
        six = ip("address", "add", "fd97::1/64", "dev", "tun977", "nodad")
        if not (addressed and ip("link", "set", "tun977", "mtu", "1280", "up")):
            pytest.skip("no right to use a tunnel here")
        yield "fd97::2" if six else ""


@linux
def test_loopback_is_no_vpn() -> None:
    facts = way_to("127.0.0.1")
    assert facts.interface == "lo"
    assert facts.mtu > 10_000
    assert judge_way(facts).verdict is Verdict.GOOD


@linux
def test_a_tunnel_is_seen(tunnel: str) -> None:
    facts = way_to("198.18.97.2")
    assert facts == Way(interface="tun977", mtu=1_280)
    found = judge_way(facts)
    assert found.verdict is Verdict.WARNING
    assert "1280" in found.advice
    if tunnel:
        assert way_to(tunnel).interface == "tun977"
    assert way_to("127.0.0.1").interface == "lo", "the tunnel is in nobody else's way"


def test_what_has_no_name_has_no_way() -> None:
    assert way_to("nobody.invalid") == Way()
