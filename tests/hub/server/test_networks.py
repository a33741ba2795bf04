"""The administration of entry points at other networks: defined, tested, paused, removed; secrets never shown."""

import stat
import sys
import time
from typing import Any

import pytest
from httpx import Client

from agent_desktop.hub.server.networks import _PLACES, networks
from tests.hub.server.conftest import Team
from tests.hub.server.desk import http, problem
from tests.hub.server.hub_process import ask_database

NETWORKS = "/v1/admin/networks"
TOKEN = "123456:a-very-secret-token-of-a-bot-AAAA"
WISH = {
    "type": "define_network_entry",
    "name": "Our bot",
    "queue_id": "support",
    "network": "telegram",
    "settings": {"server": "http://127.0.0.1:9", "news": "polling"},
    "secrets": {"token": TOKEN},
}


def listed(admin: Client) -> dict[str, Any]:
    return {one["id"]: one for one in admin.get(NETWORKS).json()["entries"]}


def test_the_networks_say_what_they_can_and_what_they_ask_for(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        kinds = {one["name"]: one for one in admin.get(NETWORKS).json()["kinds"]}
    telegram = kinds["telegram"]
    assert (telegram["channel"], telegram["limits"]["max_text"]) == ("social", 4096)
    fields = {one["name"]: one for one in telegram["limits"]["fields"]}
    assert fields["token"]["secret"] is True


def test_an_entry_point_lives_from_its_definition_to_its_removal(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        where = f"{NETWORKS}/bot"
        assert admin.put(where, json=WISH).status_code == 204
        assert TOKEN not in admin.get(NETWORKS).text
        found = listed(admin)["bot"]
        assert (found["name"], found["secrets"]) == ("Our bot", ["token"])
        end = time.monotonic() + 20
        while listed(admin)["bot"]["standing"]["code"] != "waiting":
            assert time.monotonic() < end, listed(admin)["bot"]["standing"]
            time.sleep(0.05)
        assert listed(admin)["bot"]["standing"]["words"]
        # what is not named stays
        again = {**WISH, "name": "The bot", "secrets": {}}
        assert admin.put(where, json=again).status_code == 204
        assert listed(admin)["bot"]["secrets"] == ["token"]
        pause = {"type": "pause_network_entry", "paused": True}
        assert admin.post(f"{where}/pause", json=pause).status_code == 204
        assert listed(admin)["bot"]["standing"]["code"] == "paused"
        assert admin.put(where, json=again).status_code == 204
        assert listed(admin)["bot"]["paused"] is True
        assert admin.delete(where).status_code == 204
        assert "bot" not in listed(admin)
        assert problem(admin.delete(where))["code"] == "not_found"


def test_secrets_are_sealed_on_the_disk_under_a_key_of_this_user_alone(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        assert admin.put(f"{NETWORKS}/sealed", json=WISH).status_code == 204
    files = [one for one in team.hub.data.iterdir() if one.is_file()]
    assert not [one.name for one in files if TOKEN.encode() in one.read_bytes()]
    key = team.hub.data / "hub.key"
    if sys.platform != "win32":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    ((sealed,),) = ask_database(team.hub.data, "SELECT sealed FROM networks")
    assert len(sealed) > len(TOKEN)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"network": "pigeon"}, "network"),
        ({"queue_id": "nowhere"}, "queue_id"),
        ({"secrets": {"token": ""}}, "token"),
        ({"settings": {"server": "http://example.org", "news": "polling"}}, "server"),
    ],
)
def test_what_cannot_work_is_refused_at_its_field(
    team: Team, change: dict[str, Any], field: str
) -> None:
    with http(team.url, team.owner) as admin:
        said = problem(admin.put(f"{NETWORKS}/wrong", json={**WISH, **change}))
        assert (said["code"], said["field"]) == ("refused", field)
        assert "wrong" not in listed(admin)
        assert TOKEN not in str(said)


def test_a_test_says_step_by_step_what_it_found_and_keeps_nothing(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        steps = admin.post(f"{NETWORKS}/tried/test", json=WISH).json()["steps"]
        assert [one["result"] for one in steps] == ["failed"]
        assert steps[0]["remedy"]
        assert "tried" not in listed(admin)


def test_the_chat_is_not_taken_over(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        assert problem(admin.put(f"{NETWORKS}/website", json=WISH))["code"] == "conflict"


def test_agents_may_not(team: Team) -> None:
    with http(team.url, team.ann) as agent:
        assert problem(agent.get(NETWORKS))["code"] == "forbidden"


def test_a_webhook_of_no_entry_point_is_nothing(team: Team) -> None:
    with http(team.url, "") as anybody:
        for path in ("/networks/nobody", "/networks/nobody/", "/networks/nobody/in"):
            assert anybody.post(path, content=b"x").status_code == 404


def test_every_network_has_its_name_and_fields_that_a_form_can_show() -> None:
    found = {one.name: one for one in networks()}
    assert list(found) == list(_PLACES)
    for one in found.values():
        names = [field.name for field in one.limits.fields]
        assert len(set(names)) == len(names), one.name
        assert all(field.label for field in one.limits.fields), one.name
        assert all(
            not field.choices or not field.default or field.default in field.choices
            for field in one.limits.fields
        ), one.name
