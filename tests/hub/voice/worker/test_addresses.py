"""From where sound leaves: beside loopback also from other addresses, where browsers could not reach it else."""

from collections.abc import Sequence

import pytest

from agent_desktop.hub.voice.worker.addresses import sound_addresses

HOSTS = ("192.0.2.7", "169.254.1.1", "127.0.0.1", "2001:db8::7", "192.0.2.7", "fe80::1")


def hosts() -> Sequence[str]:
    return HOSTS


def broken() -> Sequence[str]:
    raise OSError("no adapters")


@pytest.mark.parametrize(
    ("address", "platform", "found"),
    [
        ("127.0.0.1", "win32", ("127.0.0.1", "192.0.2.7", "2001:db8::7")),
        ("127.0.0.1", "darwin", ("127.0.0.1", "192.0.2.7", "2001:db8::7")),
        ("127.0.0.1", "linux", ("127.0.0.1",)),
        ("198.51.100.1", "win32", ("198.51.100.1",)),
        ("198.51.100.1", "linux", ("198.51.100.1",)),
    ],
)
def test_a_hub_on_loopback_is_found_by_browsers_of_its_own_computer(
    address: str, platform: str, found: tuple[str, ...]
) -> None:
    assert sound_addresses(address, platform, hosts) == found


def test_without_a_word_of_the_system_there_is_still_the_hubs_own_address() -> None:
    assert sound_addresses("127.0.0.1", "win32", broken) == ("127.0.0.1",)


def test_the_systems_own_list_can_be_read() -> None:
    found = sound_addresses("127.0.0.1", "win32")
    assert found[0] == "127.0.0.1"
    assert len(set(found)) == len(found)
