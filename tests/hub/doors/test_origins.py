"""Only the hub's own names are answered, and only exact origins pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from agent_desktop.hub.doors.faults import Forbidden, Malformed, WrongHost
from agent_desktop.hub.doors.origins import (
    LOOPBACK_NAMES,
    check_host,
    check_origin,
    checked_origin,
    cross_origin_headers,
    host_name,
    normal_origin,
)

GOOD_HOSTS = ("127.0.0.1", "127.0.0.1:8080", "LOCALHOST:1", "[::1]:443", "localhost.")
BAD_HOSTS = (
    *("", "evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "localhost:80:80"),
    *("127.0.0.2", "0.0.0.0", "[::ffff:127.0.0.1]", "localhost/..", "localhost evil", "2130706433"),
)


@pytest.mark.parametrize("host", GOOD_HOSTS)
def test_own_names_pass(host: str) -> None:
    check_host(Headers({"host": host}), LOOPBACK_NAMES)


@pytest.mark.parametrize("host", BAD_HOSTS)
def test_other_names_are_refused_by_name(host: str) -> None:
    with pytest.raises(WrongHost) as refused:
        check_host(Headers({"host": host}), LOOPBACK_NAMES)
    assert refused.value.problem.value == host


def test_two_hosts_are_none() -> None:
    headers = Headers(raw=[(b"host", b"localhost"), (b"host", b"evil.example")])
    with pytest.raises(WrongHost):
        check_host(headers, LOOPBACK_NAMES)


@given(st.text(max_size=60))
def test_no_text_passes_for_an_own_name_unless_it_is_one(host: str) -> None:
    name = host_name(host)
    assert name is None or name not in LOOPBACK_NAMES or name.strip("[]") in host.lower()


BAD_ORIGINS = (
    *(
        "null",
        "http://evil.example",
        "http://127.0.0.1:81",
        "http://localhost:80",
        "https://127.0.0.1",
    ),
    *(
        "http://127.0.0.1:80.evil.example",
        "file://",
        "http://127.0.0.1:80/x",
        "http://a@127.0.0.1:80",
    ),
)


@pytest.mark.parametrize("origin", BAD_ORIGINS)
def test_foreign_pages_are_refused_by_name(origin: str) -> None:
    with pytest.raises(Forbidden) as refused:
        check_origin(Headers({"host": "127.0.0.1:8080", "origin": origin}))
    assert refused.value.problem.value == origin


@pytest.mark.parametrize("origin", [None, "http://127.0.0.1:8080", "HTTP://127.0.0.1:8080"])
def test_programs_and_own_pages_pass(origin: str | None) -> None:
    headers = {"host": "127.0.0.1:8080"} | ({"origin": origin} if origin else {})
    check_origin(Headers(headers))


def test_an_allowed_page_passes_and_gets_its_own_name_back() -> None:
    allowed = {checked_origin("https://Shop.example:443")}
    headers = Headers({"host": "127.0.0.1:1", "origin": "https://shop.example"})
    check_origin(headers, allowed)
    given_headers = cross_origin_headers(headers, allowed)
    assert given_headers["access-control-allow-origin"] == "https://shop.example"
    assert given_headers["vary"] == "Origin"
    foreign = Headers({"host": "127.0.0.1:1", "origin": "https://shop.example.evil.example"})
    assert cross_origin_headers(foreign, allowed) == {}


@pytest.mark.parametrize(
    "origin", ["", "*", "https://*.example", "shop.example", "ftp://a", "http://a/b"]
)
def test_an_administrator_cannot_allow_what_is_no_origin(origin: str) -> None:
    with pytest.raises(Malformed):
        checked_origin(origin)


@given(st.text(max_size=60))
def test_normalising_never_raises_and_is_stable(text: str) -> None:
    normal = normal_origin(text)
    assert normal is None or normal_origin(normal) == normal
