"""Surveys by every network of messages, over real servers: the question where the customer wrote, once, and what people
answer. (By mail: `email/test_surveys.py`; by telephone: `server/test_phone_surveys.py`; in a chat: `widget`.)
"""

import contextlib
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from agent_desktop.hub.protocol import Answer
from agent_desktop.model.alerts import AlertRaised
from agent_desktop.model.base import new_id, wall_clock
from agent_desktop.model.commands import (
    AnswerOffer,
    CompleteWrapUp,
    EditCustomer,
    EndInteraction,
    SendMessage,
)
from agent_desktop.model.events import OfferMade
from agent_desktop.model.surveys import DAY_MS
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.work import Offer
from tests.hub.channels.all_networks import SMS, SOCIAL, Networks, entry_point
from tests.hub.server.desk import Desk, http, make_agent, owner_token
from tests.hub.server.hub_process import HubProcess, ask_database
from tests.peers.smsc import letter_text

pytestmark = pytest.mark.serial
EVERYWHERE = (*SMS, *SOCIAL)
SURVEY: dict[str, Any] = {
    "type": "define_survey",
    "name": "After help",
    "channels": ["sms", "social"],
}
QUICK = """
from agent_desktop.hub.channels.mastodon import session
session.MastodonSession.__init__.__defaults__ = (None, 0.2)
from agent_desktop.hub.centre import letters
letters.WAITS_MS = (500,)
"""
"""It looks at Mastodon, and tries again, sooner than usual."""
COMMENT = "Nobody called <b>me</b> back."
SCORES = dict(
    zip(
        EVERYWHERE,
        ("2", "2/5", "Two!", "2 out of 5", "⭐⭐", "2️⃣", "zwei", "2.", "2 👎", "2 stars", "two"),
        strict=True,
    )
)


class House:
    """A hub with an entry point at each network, an agent and the owner, in one life after another."""

    def __init__(self, folder: Path, networks: Networks) -> None:
        self.networks = networks
        self._data = folder / "hub"
        self.hub = HubProcess(self._data, first=QUICK)
        networks.hub_is_at(self.hub.url)
        self.owner = owner_token(self.hub.url, self.hub.ticket)
        with http(self.hub.url, self.owner) as admin:
            for name, peer in networks.peers.items():
                wish = entry_point(peer, name)
                answer = admin.put(f"/v1/admin/networks/{name}", json=wish)
                assert answer.status_code == 204, answer.text
        self.ask()
        self.ann = make_agent(self.hub.url, self.owner, "ann", capacity={"sms": 20, "social": 20})
        self._over = contextlib.ExitStack()
        self._taken: set[str] = set()
        self.threads: dict[str, Offer] = {}
        self._sit_down()

    def _sit_down(self) -> None:
        self.desk = self._over.enter_context(Desk.open(self.hub.live, self.ann))
        end = time.monotonic() + 20
        with http(self.hub.url, self.owner) as admin:
            while admin.get("/v1/admin/networks").text.count('"live"') < len(EVERYWHERE):
                assert time.monotonic() < end, admin.get("/v1/admin/networks").text
                time.sleep(0.1)
        self.desk.ready()

    def ask(self, **more: Any) -> None:
        """The survey, from now on."""
        with http(self.hub.url, self.owner) as admin:
            answer = admin.put("/v1/admin/surveys/csat", json=SURVEY | more)
            assert answer.status_code == 204, answer.text

    def kill(self) -> None:
        """SIGKILL; and it begins again where it was."""
        self.hub.kill()
        with contextlib.suppress(Exception):
            self._over.close()
        self.hub = HubProcess(self._data, first=QUICK)
        self.networks.hub_is_at(self.hub.url)
        self._sit_down()

    def stop(self) -> None:
        self._over.close()
        code, errors = self.hub.stop()
        self.hub.repeat_complaints()
        assert (code, errors) == (0, "")

    def do(self, command: Any) -> None:
        answer = self.desk.perform(command)
        assert isinstance(answer, Answer), answer

    def take(self, count: int) -> None:
        """Take so many pieces of work."""
        for _ in range(count):
            offer = self.desk.event(
                OfferMade, lambda one: one.offer.interaction_id not in self._taken
            ).offer
            self._taken.add(offer.interaction_id)
            self.threads[offer.network] = offer
            self.do(
                AnswerOffer(interaction_id=offer.interaction_id, epoch=offer.epoch, accept=True)
            )

    def reply(self, names: Iterable[str]) -> None:
        for name in names:
            offer = self.threads[name]
            self.do(
                SendMessage(
                    client_id=new_id(),
                    conversation_id=offer.conversation_id,
                    channel=offer.channel,
                    text="On its way.",
                )
            )

    def close(self, names: Iterable[str]) -> None:
        for name in names:
            interaction_id = self.threads[name].interaction_id
            self.do(EndInteraction(interaction_id=interaction_id))
            self.do(CompleteWrapUp(interaction_id=interaction_id, disposition="answered"))

    def lines(self, kind: LineKind, wanted: list[str]) -> None:
        """Wait until every conversation tells this in its lines of this kind."""
        end = time.monotonic() + 20
        while others := {
            one: now for one in EVERYWHERE if (now := self._told(one, kind)) != wanted
        }:
            assert time.monotonic() < end, others
            time.sleep(0.1)

    def _told(self, name: str, kind: LineKind) -> list[str]:
        return [one.get("detail", "") for one in self.items(name) if one.get("kind") == kind]

    def alerted(self, lead: Desk, score: int, comment: str) -> None:
        """Wait until a lead is alerted of such an answer by every network."""
        left = {self.threads[name].conversation_id for name in EVERYWHERE}

        def last(one: AlertRaised) -> bool:
            if (one.alert.value, one.alert.comment) == (score, comment):
                left.discard(one.alert.conversation_id)
            return not left

        lead.event(AlertRaised, last)

    def kept(self, name: str) -> tuple[Any, ...]:
        """State, why, score and comment of the last question."""
        words = "SELECT state, why, score, comment FROM asked WHERE interaction_id = :it"
        (row,) = ask_database(self._data, words, it=self.threads[name].interaction_id)
        return row

    def items(self, name: str) -> list[dict[str, Any]]:
        """The newest of the conversation."""
        where = f"/v1/conversations/{self.threads[name].conversation_id}/timeline?limit=100"
        with http(self.hub.url, self.ann) as agent:
            found: list[dict[str, Any]] = agent.get(where).json()["items"]
        return found

    def stand(self, wanted: Mapping[str, tuple[str, str]]) -> None:
        """Wait until each question stands so (state, why), which nobody is told of."""
        end = time.monotonic() + 20
        while (now := {one: self.kept(one)[:2] for one in wanted}) != wanted:
            assert time.monotonic() < end, now
            time.sleep(0.05)

    def question(self, name: str) -> dict[str, Any]:
        """The newest question as the conversation has it."""
        found = [one for one in self.items(name) if one["type"] == "message"]
        return [one for one in found if one["author"]["kind"] == "system"][-1]

    def held_up(self, names: Sequence[str]) -> None:
        """Wait until each question says in words why it waits."""
        end = time.monotonic() + 20
        while waits := [one for one in names if not self.question(one).get("problem")]:
            assert time.monotonic() < end, waits
            time.sleep(0.05)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("networks")
    with Networks().running(folder) as networks:
        made = House(folder, networks)
        try:
            yield made
        finally:
            made.stop()


def test_where_a_network_forbids_it_nobody_is_asked(house: House) -> None:
    """Behind a window, in public, in a room that is encrypted; and what a network refuses was not asked."""
    peers, old = house.networks.peers, wall_clock() - 2 * DAY_MS
    house.ask()
    whatsapp = peers["whatsapp"].message({"type": "text", "text": {"body": "Hello?"}})
    said = whatsapp["entry"][0]["changes"][0]["value"]["messages"][0]
    said["timestamp"] = str(old // 1000)
    pages = [
        peers[one].event({"message": {"mid": "m_old", "text": "Hello?"}, "timestamp": old})
        for one in ("messenger", "instagram")
    ]
    for name, payload in zip(
        ("whatsapp", "messenger", "instagram"), (whatsapp, *pages), strict=True
    ):
        house.networks.tell(name, payload)
    peers["mastodon"].mentions("Is anybody there?", visibility="public")
    house.networks.write("twilio", "Hello?")
    house.networks.write("telegram", "Hello?")
    layla = peers["matrix"].customer
    house.networks.ask(layla.open_room(encrypted=True))
    keys = {"sender_key": "k", "device_id": "d"}
    secret = {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AAAA", "session_id": "s"} | keys
    house.networks.ask(layla.puts("m.room.encrypted", secret))
    names = ("whatsapp", "messenger", "instagram", "mastodon", "twilio", "telegram", "matrix")
    house.take(len(names))
    peers["twilio"].provider.refusals.append(
        web.json_response({"code": 21610, "message": "Unsubscribed"}, status=400)
    )
    peers["telegram"].api.refusals.append(
        {"error_code": 403, "description": "Forbidden: bot was blocked by the user"}
    )
    house.close(names)
    why = (*["window"] * 3, "no_way", *["undelivered"] * 3)
    house.stand({one: ("not_asked", word) for one, word in zip(names, why, strict=True)})
    for name in names[:6]:
        assert house.networks.got(name, 0) == [], name
    (notice,) = house.networks.got("matrix", 1)
    assert "encrypt" in notice, "in that room nothing else is said"
    layla.room = ""  # the next one is open
    for name in names[4:]:
        question = house.question(name)
        assert (question["delivery"], bool(question["problem"])) == ("refused", True)


def test_a_customer_of_every_network_is_asked_once_and_answers(house: House) -> None:
    networks = house.networks
    house.ask()
    before = Counter({one: len(networks.got(one, 0)) for one in EVERYWHERE})

    def arrives(name: str, count: int) -> list[str]:
        """What came since the beginning."""
        return networks.got(name, before[name] + count)[before[name] :]

    def all_write(text: str) -> None:
        for name in EVERYWHERE:
            networks.write(name, text)

    all_write("Where is my parcel?")
    house.take(len(EVERYWHERE))
    for name, language in {"smpp": "ar", "kannel": "de", "matrix": "fr"}.items():
        house.do(EditCustomer(customer_id=house.threads[name].customer_id, language=language))
    house.reply(EVERYWHERE)
    for name in EVERYWHERE:
        assert arrives(name, 1) == ["On its way."], name
    house.close(EVERYWHERE)
    asked: dict[str, str] = {}
    for name in EVERYWHERE:
        (asked[name],) = arrives(name, 2)[1:]
    words = {
        "smpp": "هل أنت راض",
        "kannel": "Wie zufrieden",
        "matrix": "Notre aide vous",
        "telegram": "Wie zufrieden",
        "mastodon": "Wie zufrieden",
    }
    for name, text in asked.items():
        assert text.startswith(words.get(name, "How satisfied were you")), (name, text)
        assert "STOP" in text, name
    peers = networks.peers
    (sent,) = networks.ask(peers["smpp"].smsc.seen())[-1:]  # one SMS, in Arabic too
    assert sent["coding"] == 8
    assert letter_text([sent]) == asked["smpp"]
    assert {one["visibility"] for one in peers["mastodon"].asked} == {"direct"}

    house.kill()  # between the question and the answer
    for name, score in SCORES.items():
        networks.write(name, score)
    house.lines(LineKind.SURVEYED, ["csat 2"])
    all_write("5")
    house.lines(LineKind.SURVEYED, ["csat 2", "csat 5 late"])
    with Desk.open(house.hub.live, house.owner) as lead:
        all_write(COMMENT)
        house.take(len(EVERYWHERE))  # nobody's words are lost
        house.alerted(lead, 2, COMMENT)
    house.close(EVERYWHERE)
    house.stand(dict.fromkeys(EVERYWHERE, ("not_asked", "asked_lately")))

    house.ask(pause_ms=0)
    all_write("My lamp broke again.")
    house.take(len(EVERYWHERE))
    with networks.away(EVERYWHERE):
        house.close(EVERYWHERE)
        house.stand(dict.fromkeys(EVERYWHERE, ("asked", "")))
        house.held_up(EVERYWHERE)
    for name in EVERYWHERE:
        assert "STOP" in arrives(name, 3)[-1], name
    all_write("STOP")
    house.stand(dict.fromkeys(EVERYWHERE, ("refused", "")))
    house.lines(LineKind.SURVEY_REFUSED, [""])
    all_write("And my other lamp?")
    house.take(len(EVERYWHERE))
    house.close(EVERYWHERE)
    house.stand(dict.fromkeys(EVERYWHERE, ("not_asked", "unwanted")))
    for name in EVERYWHERE:
        got = "".join(arrives(name, 0))
        assert got.count(asked[name]) == 2, "once for each time"
    with http(house.hub.url, house.owner) as client:
        report = client.get("/v1/reports/surveys").json()
    for row in report["rows"]:
        told = dict(zip((one["name"] for one in report["columns"]), row, strict=True))
        many = len(SMS if told["channel"] == "SMS" else SOCIAL)
        assert (told["rated"], told["rating"]) == (many, 2.0)
        counts = ("surveys", "survey_answers", "survey_refusals", "survey_silence")
        assert [told[one] for one in counts] == [2 * many, many, many, 0]
    assert len(report["rows"]) == 2
