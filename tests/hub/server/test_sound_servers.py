"""Servers that help sound through firewalls: named by an administrator, used with names of one's own."""

import base64
import hashlib
import hmac
from collections.abc import Mapping

import msgspec
import pytest

from agent_desktop.hub.server.sound_servers import LIFETIME, HelpingServer
from agent_desktop.model.telephone import PhoneLine
from tests.hub.server.conftest import Team
from tests.hub.server.desk import http, make_agent, owner_token, problem
from tests.hub.server.hub_process import throwaway_hub

PATH = "/v1/admin/voice/servers"
TURN = "turns:turn.example.org:443?transport=tcp"


def test_names_end_by_themselves_and_prove_themselves_with_the_secret() -> None:
    server = HelpingServer(uris=(TURN,), secret="between us")
    granted = server.granted("ann", 1_000_000)
    until, _, name = granted.user.partition(":")
    assert (int(until), name) == ((1_000_000 + LIFETIME) // 1000, "ann")
    wanted = hmac.new(b"between us", granted.user.encode(), hashlib.sha1).digest()
    assert base64.b64decode(granted.password) == wanted
    assert "between us" not in msgspec.json.encode(granted).decode()


def test_telephones_get_what_an_administrator_named() -> None:
    with throwaway_hub(voice=True) as hub:
        owner = owner_token(hub.url, hub.ticket)
        ann = make_agent(hub.url, owner, "ann")
        servers = [
            {"uris": ["stun:stun.example.org"]},
            {"uris": [TURN], "secret": "between us"},
        ]
        with http(hub.url, owner) as admin:
            wish = {"type": "define_sound_servers", "servers": servers}
            assert admin.put(PATH, json=wish).status_code == 204
            listed = admin.get(PATH)
        assert "between us" not in listed.text
        assert [one["own_passwords"] for one in listed.json()["servers"]] == [False, True]
        with http(hub.url, ann) as client:
            answer = client.get("/v1/phone/line")
        stun, turn = msgspec.json.decode(answer.content, type=PhoneLine).servers
        assert (stun.uris, stun.user) == (("stun:stun.example.org",), "")
        assert turn.uris == (TURN,)
        assert turn.user.endswith(":ann")
        assert turn.password


def test_secrets_that_are_not_given_again_hold(team: Team) -> None:
    with http(team.url, team.owner) as admin:

        def define(*servers: Mapping[str, object]) -> int:
            wish = {"type": "define_sound_servers", "servers": servers}
            return admin.put(PATH, json=wish).status_code

        other = "turn:other.example.org"
        shared = {"uris": [TURN], "secret": "between us"}
        assert define(shared, {"uris": [other], "user": "all", "password": "known"}) == 204
        assert define({"uris": [TURN]}, {"uris": [other], "user": "all"}) == 204
        listed = admin.get(PATH).json()["servers"]
        assert [one["own_passwords"] for one in listed] == [True, False]
        assert define({"uris": ["turn:third.example.org"]}) == 422, "nothing is known of it"
        assert define({"uris": [TURN], "user": "all"}) == 422, "a secret is no password"
        assert define() == 204


@pytest.mark.parametrize(
    ("server", "field"),
    [
        ({"uris": ["http://turn.example.org"]}, "$.servers[0].uris[0]"),
        ({"uris": ["turn:turn.example.org?transport=sctp"]}, "$.servers[0].uris[0]"),
        ({"uris": [TURN]}, "uris"),
        ({"uris": []}, "$.servers[0].uris"),
    ],
)
def test_what_nobody_could_use_is_refused(
    team: Team, server: dict[str, object], field: str
) -> None:
    with http(team.url, team.owner) as admin:
        wish = {"type": "define_sound_servers", "servers": [server]}
        said = problem(admin.put(PATH, json=wish))
        assert said["field"] == field
        assert admin.get(PATH).json()["servers"] == []
