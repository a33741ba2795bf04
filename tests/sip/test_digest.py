"""Digest authentication: the examples of the RFCs, odd texts, and a server that is lied to."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.sip.agent.auth import Authenticator
from agent_desktop.sip.digest import Challenge, Credentials, answer, choose, ha1, parameters
from agent_desktop.sip.digest_server import Secrets, Verifier
from agent_desktop.sip.message import Headers, Request, Response
from tests.sip.transaction_script import Tokens

URI = "sip:hub.example.org"
ALICE = Credentials("alice", "correct horse")


def challenges(*values: str, name: str = "WWW-Authenticate") -> list[Challenge]:
    return Challenge.parse_all(Headers([(name, value) for value in values]))


def field(value: str, name: str) -> str:
    [(scheme, params)] = parameters("Authorization", value)
    assert scheme == "digest"
    return params[name]


def test_the_example_of_rfc_2617() -> None:
    [challenge] = challenges(
        'Digest realm="testrealm@host.com", qop="auth,auth-int",'
        ' nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"'
    )
    value = answer(
        challenge,
        Credentials("Mufasa", "Circle Of Life"),
        "GET",
        "/dir/index.html",
        b"",
        1,
        "0a4f113b",
    )
    assert value == (
        'Digest username="Mufasa", realm="testrealm@host.com",'
        ' nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html",'
        ' response="6629fae49393a05397450978507c4ef1", cnonce="0a4f113b",'
        ' opaque="5ccc069c403ebaf9f0171e9517f40e41", qop=auth, nc=00000001'
    )


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_examples_of_rfc_7616(algorithm: str, response: str) -> None:
    challenge = Challenge(
        "http-auth@example.org",
        "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
        algorithm,
        ("auth", "auth-int"),
    )
    cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
    who = Credentials("Mufasa", "Circle of Life")
    value = answer(challenge, who, "GET", "/dir/index.html", b"", 1, cnonce)
    assert field(value, "response") == response
    assert field(value, "algorithm") == algorithm


def test_the_example_of_rfc_7616_with_a_hidden_name() -> None:
    """With the values of erratum 4897: those printed are of SHA-512 cut short, not of SHA-512/256."""
    [challenge] = challenges(
        'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256,'
        ' nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK",'
        ' opaque="HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS", charset=UTF-8, userhash=true'
    )
    who = Credentials("J\u00e4s\u00f8n Doe", "Secret, or not?")
    value = answer(
        challenge, who, "GET", "/doe.json", b"", 1, "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v"
    )
    assert field(value, "username") == (
        "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b"
    )
    assert field(value, "response") == (
        "3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5"
    )
    assert field(value, "userhash") == "true"


def test_without_qop_as_in_rfc_2069() -> None:
    [challenge] = challenges('Digest realm="r", nonce="n"')
    value = answer(challenge, ALICE, "REGISTER", URI, b"", 1, "c")
    assert "qop" not in value
    assert "cnonce" not in value
    assert "algorithm" not in value


def test_the_strongest_known_comes_first() -> None:
    found = challenges(
        'Digest realm="r", nonce="1", algorithm=MD5',
        'Basic realm="r"',
        'Digest realm="r", nonce="2", algorithm=SHA-999',
        'Digest realm="r", nonce="3", algorithm=SHA-256-sess, qop="auth", Digest realm="s", nonce="4"',
        'Digest realm="r", nonce="5", algorithm=sha-512-256, qop="token"',
        'Digest realm="r", nonce="6", algorithm=sha-512-256, qop="AUTH"',
        'Digest realm="r", algorithm=SHA-256',
    )
    assert [one.nonce for one in found] == ["6", "3", "1", "4"]
    assert [one.nonce for one in choose(found)] == ["6", "4"]


def test_two_who_ask_are_both_answered() -> None:
    headers = Headers(
        [
            ("Proxy-Authenticate", 'Digest realm="r", nonce="1"'),
            ("WWW-Authenticate", 'Digest realm="r", nonce="2", stale=TRUE'),
        ]
    )
    found = choose(Challenge.parse_all(headers))
    assert {(one.answered_in, one.nonce, one.stale) for one in found} == {
        ("Proxy-Authorization", "1", False),
        ("Authorization", "2", True),
    }


def test_commas_and_quotes_in_texts() -> None:
    [challenge] = challenges(r'Digest realm="a \"b\", c=\\d", nonce="x,y" , qop="auth,auth-int"')
    assert challenge.realm == 'a "b", c=\\d'
    assert challenge.nonce == "x,y"
    value = answer(challenge, Credentials('al"ice\\', "p"), "REGISTER", URI, b"", 1, "c")
    assert r'realm="a \"b\", c=\\d"' in value
    assert r'username="al\"ice\\"' in value
    assert field(value, "username") == 'al"ice\\'


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Digest",
        "Digest realm",
        'Digest realm="r", nonce="',
        'Digest realm="r", nonce="1", nonce="2"',
        'Digest realm="r", nonce="1", rubbish',
        'realm="r", nonce="1"',
        'Digest realm="r" nonce="1"',
    ],
)
def test_what_cannot_be_read_is_left_out(value: str) -> None:
    assert challenges(value) == []
    assert [one.nonce for one in challenges(value, 'Digest realm="r", nonce="good"')] == ["good"]


@given(st.text(st.characters(exclude_characters="\r\n"), max_size=80))
def test_hostile_challenges_do_no_harm(text: str) -> None:
    challenges(f"Digest {text}")


def test_passwords_are_never_shown() -> None:
    assert "horse" not in repr(ALICE)
    assert "horse" not in str(ALICE)
    assert "secret-nonce" not in repr(Challenge("r", "secret-nonce"))


def test_our_own_word_stays_with_its_nonce() -> None:
    """With -sess a server may compute the first half of the proof once (RFC 7616, 3.4.2)."""
    auth = Authenticator(ALICE, Tokens("c"))
    request = Request("REGISTER", URI)

    def asked_with(nonce: str) -> list[tuple[str, str]]:
        challenge = f'Digest realm="r", nonce="{nonce}", algorithm=SHA-256-sess, qop="auth"'
        response = Response(401, "Unauthorized", Headers([("WWW-Authenticate", challenge)]))
        assert auth.learn(response, Request("REGISTER", URI))
        used = []
        for _ in range(2):
            auth.sign(request)
            [value] = request.headers.all("Authorization")
            used.append((field(value, "cnonce"), field(value, "nc")))
        return used

    [one, again], [other, _] = asked_with("n1"), asked_with("n2")
    assert (one[1], again[1]) == ("00000001", "00000002")
    assert one[0] == again[0] != other[0]


# The server


class Users:
    """Tokens, the time, and one user."""

    def __init__(self, *algorithms: str, lifetime: float = 300.0, limit: int = 10_000) -> None:
        self.count = 0
        self.verifier = Verifier(
            "hub",
            b"key",
            self.token,
            algorithms=algorithms or ("SHA-256", "MD5"),
            lifetime=lifetime,
            limit=limit,
        )

    def token(self) -> str:
        self.count += 1
        return f"n{self.count}"

    def challenge(self, now: float = 0.0) -> Challenge:
        return challenges(*self.verifier.challenges(now))[0]


def secrets(username: str, algorithm: str) -> str | None:
    return ha1("alice", "hub", ALICE.password, algorithm) if username == "alice" else None


def asked(value: str, method: str = "REGISTER", uri: str = URI, body: bytes = b"") -> Request:
    return Request(method, uri, Headers([("Authorization", value)]), body)


@pytest.mark.parametrize(
    "algorithm", ["MD5", "MD5-sess", "SHA-256", "SHA-256-sess", "SHA-512-256", "SHA-512-256-sess"]
)
@pytest.mark.parametrize("qop", [(), ("auth",), ("auth-int",)])
def test_both_sides_agree(algorithm: str, qop: tuple[str, ...]) -> None:
    users = Users(algorithm)
    challenge = dataclasses.replace(users.challenge(), qop=qop)
    assert challenge.algorithm == algorithm
    value = answer(challenge, ALICE, "INVITE", URI, b"body", 1, "c")
    right = asked(value, "INVITE", body=b"body")
    changed = asked(value, "INVITE", body=b"other")
    assert (users.verifier.verify(changed, secrets, 1).username == "alice") == (
        qop != ("auth-int",)
    )
    users = Users(algorithm)
    assert users.verifier.verify(right, secrets, 1).username == "alice"


def test_wrong_answers_are_refused() -> None:
    users = Users()
    challenge = users.challenge()
    good = answer(challenge, ALICE, "REGISTER", URI, b"", 1, "c")
    wrong = answer(challenge, Credentials("alice", "guess"), "REGISTER", URI, b"", 1, "c")
    nobody = answer(challenge, Credentials("bob", ALICE.password), "REGISTER", URI, b"", 1, "c")
    elsewhere = answer(challenge, ALICE, "REGISTER", "sip:other.example.org", b"", 1, "c")
    weaker = answer(dataclasses.replace(challenge, algorithm="SHA-512-256"), ALICE, "REGISTER", URI)
    for request, why in [
        (asked(wrong), "the name or the password is wrong"),
        (asked(nobody), "the name or the password is wrong"),
        (asked(good, "INVITE"), "the name or the password is wrong"),
        (asked(elsewhere), "the answer was made for another address"),
        (asked(weaker), "the algorithm was not offered"),
        (asked(good.replace("qop=auth", "qop=odd")), "the answer is malformed"),
        (asked(good.replace("nc=00000001", "nc=1")), "the answer is malformed"),
        (asked("Basic YTpi"), "there is no answer to our challenge"),
        (asked(good.replace('realm="hub"', 'realm="x"')), "there is no answer to our challenge"),
        (asked(good + ', username="root"'), "there is no answer to our challenge"),
    ]:
        verdict = users.verifier.verify(request, secrets, 1)
        assert (verdict.username, verdict.stale, verdict.why) == (None, False, why)
    assert users.verifier.verify(asked(good), secrets, 1).username == "alice"


def test_the_same_address_in_other_words_is_the_same() -> None:
    users = Users()
    value = answer(users.challenge(), ALICE, "REGISTER", "sip:HUB.example.org", b"", 1, "c")
    assert users.verifier.verify(asked(value), secrets, 1).username == "alice"


def test_an_answer_counts_once() -> None:
    users = Users()
    challenge = users.challenge()

    def use(count: int) -> tuple[str | None, bool]:
        value = answer(challenge, ALICE, "REGISTER", URI, b"", count, "c")
        verdict = users.verifier.verify(asked(value), secrets, 1)
        return verdict.username, verdict.stale

    assert use(1) == ("alice", False)
    assert use(1) == (None, True)
    assert use(3) == ("alice", False)
    assert use(2) == ("alice", False)
    assert use(2) == (None, True)
    assert use(500) == ("alice", False)
    assert use(437) == ("alice", False)
    assert use(436) == (None, True)
    assert use(437) == (None, True)
    assert use(500) == (None, True)


def test_without_qop_a_nonce_counts_once() -> None:
    users = Users()
    value = answer(dataclasses.replace(users.challenge(), qop=()), ALICE, "REGISTER", URI)
    assert users.verifier.verify(asked(value), secrets, 1).username == "alice"
    assert users.verifier.verify(asked(value), secrets, 1).stale


def test_old_and_strange_nonces_are_stale_only_for_those_who_know_the_password() -> None:
    users = Users(lifetime=10)
    challenge = users.challenge(now=5)
    strange = Verifier("hub", b"another key", lambda: "x")
    for one, now in [(challenge, 15.1), (challenges(*strange.challenges(5))[0], 6)]:
        right = answer(one, ALICE, "REGISTER", URI, b"", 1, "c")
        wrong = answer(one, Credentials("alice", "guess"), "REGISTER", URI, b"", 1, "c")
        assert users.verifier.verify(asked(right), secrets, now).stale
        assert not users.verifier.verify(asked(wrong), secrets, now).stale
    assert "stale=true" in users.verifier.challenges(0, stale=True)[0]
    value = answer(challenge, ALICE, "REGISTER", URI, b"", 1, "c")
    assert users.verifier.verify(asked(value), secrets, 15).username == "alice"


def test_memory_is_bounded_and_what_is_forgotten_is_stale() -> None:
    users = Users(limit=2)
    made = [users.challenge(now=number) for number in range(4)]

    def use(number: int, count: int) -> bool:
        value = answer(made[number], ALICE, "REGISTER", URI, b"", count, "c")
        return users.verifier.verify(asked(value), secrets, 5).username == "alice"

    assert [use(number, 1) for number in range(3)] == [True, True, True]
    assert not use(0, 2), "it could be a repetition: nobody remembers"
    assert use(1, 2)
    assert use(3, 1)
    assert len(users.verifier._uses) == 2


def test_proxies_are_asked_in_their_own_header() -> None:
    users = Users()
    [challenge, _] = challenges(*users.verifier.challenges(0), name="Proxy-Authenticate")
    value = answer(challenge, ALICE, "INVITE", URI, b"", 1, "c")
    request = Request("INVITE", URI, Headers([(challenge.answered_in, value)]))
    assert users.verifier.verify(request, secrets, 1).username is None
    assert users.verifier.verify(request, secrets, 1, proxy=True).username == "alice"


def test_a_server_offers_only_what_it_can_compute() -> None:
    with pytest.raises(ValueError, match="ROT13"):
        Verifier("hub", b"key", lambda: "x", algorithms=("MD5", "ROT13"))


def test_both_algorithms_work_for_every_user() -> None:
    users = Users()
    lookup: Secrets = secrets
    for challenge in challenges(*users.verifier.challenges(0)):
        value = answer(
            challenge, ALICE, "REGISTER", URI, b"", 1 if challenge.algorithm == "MD5" else 2
        )
        assert users.verifier.verify(asked(value), lookup, 1).username == "alice"
