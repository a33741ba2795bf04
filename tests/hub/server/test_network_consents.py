"""Consent at a provider, asked for by a running hub: in a browser, by a code, taken back, and by who means harm."""

import urllib.parse
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from httpx import Client

from tests.hub.server.conftest import Team
from tests.hub.server.desk import http, problem
from tests.hub.server.hub_process import kept_by
from tests.peers.provider import CLIENT_SECRET, Provider

NETWORKS = "/v1/admin/networks"
CONSENTS = "/v1/admin/consents"
PORT = 50123
ADDRESS = "support1@hub.test"


@pytest.fixture
def provider() -> Iterator[Provider]:
    provider = Provider(0, owner=ADDRESS)
    with provider.open():
        yield provider


@pytest.fixture
def admin(team: Team) -> Iterator[Client]:
    with http(team.url, team.owner) as client:
        yield client


def wish(provider: Provider, **about: str) -> dict[str, Any]:
    """What an administrator wrote into the form of a mailbox."""
    settings = provider.settings() | {"address": ADDRESS} | about
    servers = {"imap_host": "127.0.0.1", "smtp_host": "127.0.0.1", "imap_port": "9"}
    return {
        "network": "email",
        "settings": settings | servers | {"smtp_port": "9"},
        "secrets": {"client_secret": CLIENT_SECRET},
    }


def begin(admin: Client, entry: str, provider: Provider, by: str = "browser") -> dict[str, Any]:
    body = {"type": "begin_consent", "by": by, "port": PORT, **wish(provider)}
    answer = admin.post(f"{NETWORKS}/{entry}/consent", json=body)
    assert answer.status_code == 200, answer.text
    begun: dict[str, Any] = answer.json()
    return begun


def came_back(provider: Provider, begun: dict[str, Any], say: str = "allow") -> dict[str, str]:
    """What the browser comes back with, after the person clicked."""
    assert httpx.get(begun["address"]).status_code == 200
    code = list(provider.codes)[-1]
    decided = httpx.post(f"{provider.base}/decide", data={"code": code, "say": say})
    where = urllib.parse.urlsplit(decided.headers["location"])
    assert where.netloc == f"127.0.0.1:{PORT}"
    return {"type": "answer_consent", **dict(urllib.parse.parse_qsl(where.query))}


def answer(admin: Client, begun: dict[str, Any], back: dict[str, str]) -> httpx.Response:
    return admin.post(f"{CONSENTS}/{begun['id']}/answer", json=back)


def wait(admin: Client, begun: dict[str, Any], within_ms: int = 20_000) -> httpx.Response:
    body = {"type": "await_consent", "within_ms": within_ms}
    return admin.post(f"{CONSENTS}/{begun['id']}/wait", json=body, timeout=40)


def save(admin: Client, entry: str, provider: Provider) -> httpx.Response:
    body = {"type": "define_network_entry", "name": "Care", "queue_id": "support"}
    return admin.put(f"{NETWORKS}/{entry}", json=body | wish(provider))


def entry_of(admin: Client, entry: str) -> dict[str, Any]:
    found = {one["id"]: one for one in admin.get(NETWORKS).json()["entries"]}
    return dict(found[entry])


def test_what_was_consented_to_is_kept_with_its_entry_point(
    admin: Client, provider: Provider, team: Team
) -> None:
    assert problem(save(admin, "first", provider))["field"] == "refresh_token"
    begun = begin(admin, "first", provider)
    assert wait(admin, begun, 0).json()["given"] is False
    back = came_back(provider, begun)
    assert answer(admin, begun, back).status_code == 204
    assert wait(admin, begun).json()["given"] is True
    assert save(admin, "first", provider).status_code == 204
    assert entry_of(admin, "first")["secrets"] == ["client_secret", "refresh_token"]
    kept = kept_by(team.hub.data)
    assert b"first" in kept
    for secret in (provider.refresh, back["code"], CLIENT_SECRET):
        assert secret.encode() not in kept
    said = admin.get(NETWORKS).text + wait(admin, begun).text
    assert provider.refresh not in said


def test_a_new_consent_holds_at_once_where_the_entry_point_is_kept(
    admin: Client, provider: Provider
) -> None:
    begun = begin(admin, "again", provider)
    assert answer(admin, begun, came_back(provider, begun)).status_code == 204
    assert save(admin, "again", provider).status_code == 204
    provider.lose()
    before = provider.asked
    begun = begin(admin, "again", provider)
    assert answer(admin, begun, came_back(provider, begun)).status_code == 204
    tested = admin.post(
        f"{NETWORKS}/again/test",
        json={"type": "define_network_entry", "name": "Care", "queue_id": "support"}
        | wish(provider)
        | {"secrets": {}},
        timeout=60,
    )
    assert tested.status_code == 200, "it has the new token, and client secret"
    assert provider.asked > before


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda back: back | {"state": "x" * 64}, "another sign-in"),
        (lambda back: back | {"code": "code-0"}, "does not take"),
        (lambda back: {"type": back["type"], "state": back["state"]}, "said no"),
        (lambda back: back | {"error": "access_denied"}, "not allowed"),
    ],
    ids=["state", "code", "nothing", "denied"],
)
def test_what_comes_back_wrong_gives_nothing(
    admin: Client,
    provider: Provider,
    spoil: Callable[[dict[str, str]], dict[str, str]],
    words: str,
) -> None:
    begun = begin(admin, "spoilt", provider)
    said = problem(answer(admin, begun, spoil(came_back(provider, begun))))
    assert (said["code"], said["field"]) == ("refused", "refresh_token")
    assert words in said["message"]
    assert said["remedy"]
    assert problem(save(admin, "spoilt", provider))["field"] == "refresh_token"


def test_a_foreign_state_leaves_the_right_answer_its_chance(
    admin: Client, provider: Provider
) -> None:
    begun = begin(admin, "chance", provider)
    back = came_back(provider, begun)
    assert answer(admin, begun, back | {"state": "wrong"}).status_code == 422
    assert answer(admin, begun, back).status_code == 204


def test_a_code_is_answered_once(admin: Client, provider: Provider) -> None:
    begun = begin(admin, "once", provider)
    back = came_back(provider, begun)
    with ThreadPoolExecutor(2) as both:
        found = [one.status_code for one in both.map(lambda _: answer(admin, begun, back), "ab")]
    assert sorted(found) == [204, 404]
    assert problem(answer(admin, begun, back))["code"] == "not_found"
    assert wait(admin, begun).json()["given"] is True, "the replay took nothing away"


def test_another_consent_for_the_entry_point_ends_the_one_before(
    admin: Client, provider: Provider
) -> None:
    first, other = begin(admin, "two", provider), begin(admin, "beside", provider)
    back = came_back(provider, first)
    second = begin(admin, "two", provider)
    assert "Another sign-in" in problem(wait(admin, first))["message"]
    assert answer(admin, first, back).status_code == 404
    assert answer(admin, second, back).status_code == 422, "its state is another one"
    assert answer(admin, second, came_back(provider, second)).status_code == 204
    assert wait(admin, other, 0).json()["given"] is False, "that of another entry point goes on"


def test_a_consent_is_nobody_elses(admin: Client, provider: Provider, team: Team) -> None:
    begun = begin(admin, "mine", provider)
    back = came_back(provider, begun)
    with http(team.url, team.ann) as agent:
        assert problem(answer(agent, begun, back))["code"] == "forbidden"
        body = {"type": "begin_consent", "by": "code", **wish(provider)}
        refused = agent.post(f"{NETWORKS}/mine/consent", json=body)
        assert problem(refused)["code"] == "forbidden"
    unknown = {**begun, "id": "f" * 32}
    assert problem(answer(admin, unknown, back))["code"] == "not_found"
    assert admin.delete(f"{CONSENTS}/{begun['id']}").status_code == 204
    assert answer(admin, begun, back).status_code == 404
    assert "broke off" in problem(wait(admin, begun))["message"]


def test_a_code_is_typed_elsewhere(admin: Client, provider: Provider) -> None:
    begun = begin(admin, "typed", provider, by="code")
    assert begun["address"] == f"{provider.base}/activate"
    assert begun["code"] in provider.typed
    assert "device" not in str(begun)
    assert wait(admin, begun, 0).json()["given"] is False
    assert answer(admin, begun, {"type": "answer_consent", "state": ""}).status_code == 404
    provider.decide(begun["code"], True)
    assert wait(admin, begun).json()["given"] is True
    assert save(admin, "typed", provider).status_code == 204


@pytest.mark.parametrize(
    ("stands", "words"), [("denied", "not allowed"), ("expired", "not used in time")]
)
def test_a_code_that_is_not_allowed_says_so(
    admin: Client, provider: Provider, stands: str, words: str
) -> None:
    begun = begin(admin, "refused", provider, by="code")
    provider.typed[begun["code"]][1].stands = stands
    assert words in problem(wait(admin, begun))["message"]


def test_a_code_that_nobody_types_runs_out(admin: Client, provider: Provider) -> None:
    provider.lasts_s = 2
    begun = begin(admin, "slow", provider, by="code")
    assert "not used in time" in problem(wait(admin, begun))["message"]
    assert set(provider.polled) <= {"authorization_pending"}


def test_a_consent_without_a_lasting_token_is_none(admin: Client, provider: Provider) -> None:
    provider.lasting = False
    begun = begin(admin, "moment", provider)
    said = problem(answer(admin, begun, came_back(provider, begun)))
    assert "refresh token" in said["message"]
    assert "offline_access" in said["remedy"]


def test_what_cannot_be_asked_is_refused_at_its_field(admin: Client, provider: Provider) -> None:
    for about, field in (
        ({"client_id": ""}, "client_id"),
        ({"authorize_url": "http://example.org/"}, "authorize_url"),
        ({"sign_in": "password"}, "sign_in"),
        ({"authorize_url": ""}, "refresh_token"),
    ):
        body = {"type": "begin_consent", "by": "browser", "port": PORT, **wish(provider, **about)}
        said = problem(admin.post(f"{NETWORKS}/wrong/consent", json=body))
        assert (said["code"], said["field"]) == ("refused", field)
    bot = {"type": "begin_consent", "by": "browser", "network": "telegram"}
    assert problem(admin.post(f"{NETWORKS}/bot/consent", json=bot))["field"] == "network"
    gone = Provider(0)
    gone._server.server_close()
    body = {"type": "begin_consent", "by": "code", **wish(gone)}
    said = problem(admin.post(f"{NETWORKS}/gone/consent", json=body))
    assert "does not answer" in said["message"]
