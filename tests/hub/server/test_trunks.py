"""The trunks' administration: several of them in an order, secrets inside, health in words, a test before use."""

from typing import Any, Literal

import msgspec
import pytest
from httpx import Client

from agent_desktop.hub.server.trunks import CLEAR_DIGEST, TrunkSeen, TrunkWatch, health
from agent_desktop.hub.voice.process.setup import TrunkSetup
from agent_desktop.hub.voice.worker.centre import TrunkCondition
from tests.hub.server.conftest import Team
from tests.hub.server.desk import http, problem

TRUNKS = "/v1/admin/voice/trunks"
WISH = {
    "type": "define_trunk",
    "name": "Carrier",
    "host": "sip.example.org",
    "transport": "udp",
    "user": "house",
}


def listed(admin: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = admin.get(TRUNKS).json()["trunks"]
    return found


def test_a_password_is_kept_and_never_shown(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        where = f"{TRUNKS}/secret"
        assert problem(admin.put(where, json={**WISH, "registers": True}))["field"] == "password"
        wish = {**WISH, "password": "very secret", "networks": ["192.0.2.7", "198.51.100.0/24"]}
        assert admin.put(where, json=wish).status_code == 204
        assert "very secret" not in admin.get(TRUNKS).text
        (found,) = listed(admin)
        assert found["has_password"] is True
        assert found["networks"] == ["192.0.2.7/32", "198.51.100.0/24"]
        assert any("password" in one for one in found["health"]["warnings"])
        assert admin.put(where, json={**WISH, "registers": True}).status_code == 204
        assert listed(admin)[0]["registers"] is True
        assert admin.delete(where).status_code == 204
        assert problem(admin.delete(where))["code"] == "not_found"
        assert listed(admin) == []


def test_trunks_stand_in_an_order_and_pause(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        for name in ("a", "b", "c"):
            wish = {**WISH, "name": name, "numbers": [f"+4930{ord(name)}*"]}
            assert admin.put(f"{TRUNKS}/{name}", json=wish).status_code == 204
        order = {"type": "order_trunks", "trunks": ["c", "a", "b"]}
        assert admin.put(TRUNKS, json=order).status_code == 204
        for wrong in (["a", "b"], ["a", "b", "c", "c"], ["a", "b", "x"]):
            said = problem(admin.put(TRUNKS, json={**order, "trunks": wrong}))
            assert (said["code"], said["field"]) == ("refused", "trunks")
        pause = {"type": "pause_trunk", "paused": True}
        assert admin.post(f"{TRUNKS}/a/pause", json=pause).status_code == 204
        assert problem(admin.post(f"{TRUNKS}/x/pause", json=pause))["code"] == "not_found"
        # A change does not resume it, nor move it.
        assert admin.put(f"{TRUNKS}/a", json={**WISH, "name": "A"}).status_code == 204
        found = listed(admin)
        assert [(one["id"], one["name"], one["paused"]) for one in found] == [
            ("c", "c", False),
            ("a", "A", True),
            ("b", "b", False),
        ]
        assert [one["health"]["state"] for one in found] == ["unknown", "paused", "unknown"]
        assert problem(admin.put(f"{TRUNKS}/d", json={**WISH, "name": "B"}))["field"] == "name"
        taken = {**WISH, "name": "d", "numbers": ["+493099*"]}
        assert problem(admin.put(f"{TRUNKS}/d", json=taken))["value"] == "+493099*"
        for one in ("a", "b", "c"):
            assert admin.delete(f"{TRUNKS}/{one}").status_code == 204


@pytest.mark.parametrize("network", ["0.0.0.0/0", "::/0", "anywhere", "192.0.2.1/24"])
def test_not_everybody_is_a_trunk(team: Team, network: str) -> None:
    with http(team.url, team.owner) as admin:
        said = problem(admin.put(f"{TRUNKS}/x", json={**WISH, "networks": [network]}))
    assert (said["field"], said["value"]) == ("networks", network)


def test_what_a_trunk_shows_belongs_to_queues_that_there_are(team: Team) -> None:
    with http(team.url, team.owner) as admin:
        wish = {**WISH, "caller_ids": {"nobody": "+4930999"}}
        said = problem(admin.put(f"{TRUNKS}/x", json=wish))
    assert (said["field"], said["value"]) == ("caller_ids", "nobody")


def test_a_trunk_is_tried_and_not_kept(team: Team) -> None:
    wish = {**WISH, "host": "127.0.0.1", "port": 1, "transport": "tcp", "password": "secret"}
    with http(team.url, team.owner) as admin:
        answer = admin.post(f"{TRUNKS}/new/test", json=wish)
        steps = {one["step"]: one for one in answer.json()["steps"]}
        assert list(steps) == ["resolve", "connect", "certificate", "options", "register"]
        assert [one["result"] for one in steps.values()] == ["good", "failed", *["skipped"] * 3]
        assert steps["connect"]["remedy"]
        assert "secret" not in answer.text
        assert listed(admin) == []
        wrong = {**wish, "networks": ["0.0.0.0/0"]}
        assert problem(admin.post(f"{TRUNKS}/new/test", json=wrong))["field"] == "networks"


TRUNK = TrunkSetup(id="one", name="Carrier", transport="tls", host="sip.example.org")


@pytest.mark.parametrize(
    ("condition", "words", "remedy"),
    [
        (TrunkCondition(standing="registered"), "Carrier knows this hub.", ""),
        (
            TrunkCondition(standing="refused", status=401, phrase="Unauthorized"),
            "refuses the user name or the password (401 Unauthorized)",
            "not tried again",
        ),
        (TrunkCondition(standing="refused", status=403, phrase="No"), "forbids", "locked"),
        (TrunkCondition(standing="refused", status=404, phrase="No"), "does not know", "domain"),
        (
            TrunkCondition(standing="unreachable", phrase="x has no address"),
            "cannot be reached: x has no address",
            "firewall",
        ),
        (
            TrunkCondition(
                standing="unreachable", phrase="it has expired", can_do="check_certificate"
            ),
            "cannot prove who it is: it has expired",
            "certificate",
        ),
        (
            TrunkCondition(standing="busy", status=503, phrase="Later"),
            "cannot serve now (503 Later)",
            "by itself",
        ),
    ],
)
def test_every_way_to_fail_has_words(condition: TrunkCondition, words: str, remedy: str) -> None:
    found = health(TRUNK, TrunkSeen(condition, 7))
    assert found.words.startswith("Carrier")
    assert words in found.words
    assert remedy in found.remedy
    assert (found.state, found.since, found.status) == (condition.standing, 7, condition.status)


def test_a_providers_words_stay_one_short_line() -> None:
    hostile = TrunkCondition(standing="busy", status=500, phrase="a\nb\x1b[31m" + "x" * 5_000)
    found = health(TRUNK, TrunkSeen(hostile, 7))
    assert found.words.isprintable()
    assert len(found.words) < 500


@pytest.mark.parametrize(
    ("transport", "password", "clear", "warned"),
    [
        ("udp", "good", None, True),  # before anything was proved
        ("tcp", "good", False, True),
        ("udp", "", False, False),
        ("udp", "", True, True),  # the provider asked all the same
        ("tls", "good", False, False),
        ("tls", "good", True, True),  # it led elsewhere
    ],
)
def test_a_password_that_proves_itself_in_the_clear_is_said(
    transport: Literal["udp", "tcp", "tls"], password: str, clear: bool | None, warned: bool
) -> None:
    trunk = msgspec.structs.replace(TRUNK, transport=transport, password=password)
    seen = (
        TrunkSeen(TrunkCondition(standing="registered", clear=clear), 7)
        if clear is not None
        else None
    )
    assert (CLEAR_DIGEST in health(trunk, seen).warnings) is warned


@pytest.mark.expected_log("the trunk one has us prove a password where others can read along")
def test_the_log_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    watch = TrunkWatch()
    for standing in ("registered", "unreachable", "registered"):
        watch.stands("one", TrunkCondition(standing=standing, clear=True))
    watch.stands("two", TrunkCondition(standing="registered"))
    assert [one.levelname for one in caplog.records] == ["WARNING"]
