"""Which nodes desks are told of: those that gave a sign lately."""

from pathlib import Path

import pytest

from agent_desktop.hub.server.options import HubOptions
from agent_desktop.hub.server.roster import EXPIRE_S, Roster
from agent_desktop.model.errors import Refused


def test_who_gives_no_sign_is_told_no_longer() -> None:
    now = [0.0]
    roster = Roster("https://a", lambda: now[0])
    assert roster() == ("https://a",)
    roster.heard(["https://c", "https://b", "https://a", ""])
    now[0] = EXPIRE_S
    roster.heard(["https://b"])
    assert roster() == ("https://a", "https://b", "https://c")
    now[0] += 0.1
    assert roster() == ("https://a", "https://b")


def test_behind_a_proxy_nobody_is_told() -> None:
    roster = Roster()
    roster.heard(["", ""])
    assert roster() == ()


@pytest.mark.parametrize(
    "address",
    [
        "hub.example",
        "http://hub.example:80",
        "ftp://hub.example",
        "https://",
        "https://[x",
        "https://a:b",
    ],
)
def test_an_address_that_no_desk_would_take_is_refused(tmp_path: Path, address: str) -> None:
    options = HubOptions(
        data=tmp_path, node="", database="postgresql://h/d", files=tmp_path, desks=address
    )
    with pytest.raises(Refused) as refused:
        options.check_node()
    assert refused.value.problem.field == "desks"
    alone = HubOptions(data=tmp_path, desks="https://hub.example")
    with pytest.raises(Refused, match="several nodes"):
        alone.check_node()


def test_a_node_answers_to_the_name_by_which_desks_reach_it(tmp_path: Path) -> None:
    options = HubOptions(
        data=tmp_path,
        node="",
        database="postgresql://h/d",
        files=tmp_path,
        desks="https://Hub-1.example:8443",
    )
    options.check_node()
    assert "hub-1.example" in options.all_names
