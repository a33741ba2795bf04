"""The telephones' administration: a policy is taken whole or not at all, secrets stay inside, prompts are sounds."""

import io
import math
import shutil
import struct
import wave
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from agent_desktop.hub.protocol import SnapshotFrame
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.people import PresenceState
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, http, owner_token, problem
from tests.hub.server.hub_process import HubProcess, throwaway_hub

POLICY = "/v1/admin/voice/policy"
PROMPTS = "/v1/admin/voice/prompts"
SPOKEN = {"type": "speak_prompt", "name": "hello", "text": "Hello there."}


@pytest.fixture(scope="module")
def voice_hub() -> Iterator[tuple[HubProcess, str]]:
    """A hub with telephones, and its owner's token."""
    with throwaway_hub(voice=True) as hub:
        yield hub, owner_token(hub.url, hub.ticket)


def policy_of(team: Team) -> dict[str, Any]:
    with http(team.url, team.owner) as admin:
        found: dict[str, Any] = admin.get(POLICY).json()
    return found


def put(team: Team, policy: dict[str, Any]) -> Any:
    with http(team.url, team.owner) as admin:
        return admin.put(POLICY, json={"type": "define_voice_policy", "policy": policy})


def test_a_new_hub_has_a_policy_that_fits(team: Team) -> None:
    answer = policy_of(team)
    entries = {one["id"] for one in answer["policy"]["entry_points"]}
    assert entries == {"web", "telephone"}
    assert any("no trunk" in one for one in answer["warnings"])
    assert put(team, answer["policy"]).status_code == 204
    assert policy_of(team) == answer


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"entry_points": [{"id": "a", "numbers": [], "then": {"type": "ToQueue", "queue": "no"}}]},
         "queue", "no"),
        ({"entry_points": [{"id": "a", "numbers": [], "then": {"type": "ToMenu", "menu": "no"}}]},
         "menu", "no"),
        ({"queues": [{"id": "nobody"}]}, "queue", "nobody"),
        ({"queues": [{"id": "support"}, {"id": "support"}]}, "queue", "support"),
        ({"entry_points": [{"id": "a", "numbers": ["1", "1"],
                            "then": {"type": "ToQueue", "queue": "support"}}]}, "number", "1"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_as_a_whole(
    team: Team, change: dict[str, Any], field: str, value: str
) -> None:
    before = policy_of(team)
    said = problem(put(team, change))
    assert (said["code"], said["field"], said["value"]) == ("refused", field, value)
    assert policy_of(team) == before


@pytest.mark.parametrize(
    "wrong",
    [{"agent_ring_ms": 0}, {"agent_ring": 1}, {"ring_ms": "x"}, {"plan": {"country": "0"}},
     {"queues": [{"id": "support", "musik": "x"}]}],
)  # fmt: skip
def test_what_is_out_of_bounds_is_malformed(team: Team, wrong: dict[str, Any]) -> None:
    assert problem(put(team, wrong))["code"] == "malformed"


def test_without_telephones_there_is_no_line_and_no_prompt(team: Team) -> None:
    with http(team.url, team.ann) as agent:
        said = problem(agent.get("/v1/phone/line"))
    assert said["code"] == "unsupported"
    assert "--voice-address" in said["remedy"]
    with http(team.url, team.owner) as admin:
        assert problem(admin.get(PROMPTS))["code"] == "unsupported"
        assert admin.get("/v1/admin/voice").json()["running"] is False


def sound(rate: int = 8000, seconds: float = 0.5) -> bytes:
    """A tone as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        values = (int(9000 * math.sin(0.3 * n)) for n in range(int(rate * seconds)))
        file.writeframes(b"".join(struct.pack("<h", one) for one in values))
    return out.getvalue()


def own(admin: httpx.Client) -> list[dict[str, Any]]:
    """The prompts that were uploaded."""
    return [one for one in admin.get(PROMPTS).json()["prompts"] if one["own"]]


def test_shipped_prompts_are_listed_with_their_words_and_heard(
    voice_hub: tuple[HubProcess, str],
) -> None:
    hub, owner = voice_hub
    with http(hub.url, owner) as admin:
        listed = {
            (one["language"], one["name"]): one for one in admin.get(PROMPTS).json()["prompts"]
        }
        welcome = listed["de", "welcome"]
        assert welcome["text"].startswith("Willkommen")
        assert (welcome["own"], welcome["shipped"]) == (False, True)
        assert ("", "music/waiting") in listed
        where = f"{PROMPTS}/sound?name=welcome&language=de"
        shipped = admin.get(where)
        assert (shipped.headers["content-type"], len(shipped.content)) == (
            "audio/ogg",
            welcome["size"],
        )
        admin.put(f"{PROMPTS}?name=welcome&language=de", content=sound())
        assert admin.get(where).content.startswith(b"RIFF")
        admin.delete(f"{PROMPTS}?name=welcome&language=de")
        assert admin.get(where).content == shipped.content
        assert problem(admin.get(f"{PROMPTS}/sound?name=none"))["code"] == "not_found"


def test_prompts_are_uploaded_listed_and_deleted(voice_hub: tuple[HubProcess, str]) -> None:
    hub, owner = voice_hub
    with http(hub.url, owner) as admin:
        where = f"{PROMPTS}?name=music/waiting&language=de"
        assert admin.put(where, content=sound()).status_code == 204
        assert admin.put(f"{PROMPTS}?name=welcome", content=sound(48_000)).status_code == 204
        listed = own(admin)
        names = [(one["language"], one["name"]) for one in listed]
        assert names == [("", "welcome"), ("de", "music/waiting")]
        assert all(one["size"] > 8000 for one in listed)
        for wrong in (b"", b"no sound at all", sound()[:-100]):
            said = problem(admin.put(where, content=wrong))
            assert (said["code"], said["field"]) == ("refused", "body")
        assert problem(admin.put(f"{PROMPTS}?name=../x", content=sound()))["field"] == "name"
        assert problem(admin.put(f"{PROMPTS}?name=x&language=.", content=b"x"))["value"] == "."
        assert admin.delete(where).status_code == 204
        assert problem(admin.delete(where))["code"] == "not_found"
        assert admin.delete(f"{PROMPTS}?name=welcome").status_code == 204
        assert own(admin) == []


def test_a_text_becomes_a_prompt_where_a_synthesiser_is(
    voice_hub: tuple[HubProcess, str],
) -> None:
    hub, owner = voice_hub
    with http(hub.url, owner) as admin:
        there = admin.get("/v1/admin/voice").json()["speech"]
        assert there == (shutil.which("espeak-ng") is not None)
        answer = admin.post(f"{PROMPTS}/spoken", json=SPOKEN)
        if not there:
            assert "not installed" in problem(answer)["message"]
            return
        assert answer.status_code == 204
        assert [one["name"] for one in own(admin)] == ["hello"]
        said = problem(admin.post(f"{PROMPTS}/spoken", json={**SPOKEN, "voice": "x; rm"}))
        assert (said["code"], said["field"]) == ("refused", "text")


def test_payment_pages_reach_every_desk_at_once(team: Team) -> None:
    policy = policy_of(team)["policy"]

    def told(desk: Desk) -> tuple[str, ...]:
        return desk.until(SnapshotFrame).snapshot.payment_pages

    with Desk.open(team.live, team.ann) as desk:
        assert put(team, {**policy, "payment_pages": ["till *"]}).status_code == 204
        assert told(desk) == ("till *",)
        desk.perform(ChoosePresence(state=PresenceState.READY))
        assert put(team, {**policy, "ring_ms": 40_000}).status_code == 204
        assert told(desk) == ()
    long = {**policy, "payment_pages": ["x" * 121]}
    assert problem(put(team, long))["code"] == "malformed"
    assert put(team, policy).status_code == 204
