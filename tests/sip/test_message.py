"""Header fields: order, names, folding, and that nothing can break out of its line."""

import pytest

from agent_desktop.sip.message import Headers, Request, Response, canonical, unfold


@pytest.mark.parametrize(
    ("written", "name"),
    [("Via", "via"), ("v", "via"), ("L", "content-length"), ("X-Own", "x-own"), ("k", "supported")],
)
def test_names_compare_in_lower_case_and_in_full(written: str, name: str) -> None:
    assert canonical(written) == name


def test_compact_and_full_names_are_one_name() -> None:
    headers = Headers([("f", "<sip:a@b>"), ("Route", "<sip:1>"), ("ROUTE", "<sip:2>")])
    assert headers.get("From") == "<sip:a@b>"
    assert headers.all("route") == ["<sip:1>", "<sip:2>"]
    assert "FROM" in headers
    assert "To" not in headers
    assert headers.get("To") is None
    assert len(headers) == 3


def test_values_are_read_without_folding_and_kept_with_it() -> None:
    headers = Headers([("Subject", "  I know \r\n\t you're there ")])
    assert headers.get("s") == "I know you're there"
    request = Request("OPTIONS", "sip:a", headers)
    assert b"Subject:   I know \r\n\t you're there \r\n" in request.encode()


def test_setting_keeps_the_place_and_the_written_name() -> None:
    headers = Headers([("v", "one"), ("X", "1"), ("Via", "two"), ("Y", "2")])
    headers.set("Via", "only")
    headers.set("Z", "new")
    assert list(headers) == [("v", "only"), ("X", "1"), ("Y", "2"), ("Z", "new")]


def test_a_field_put_first_stands_before_its_own_name_only() -> None:
    headers = Headers([("X", "1"), ("Via", "old")])
    headers.add_first("Via", "new")
    headers.add_first("Record-Route", "<sip:p>")
    assert [name for name, _ in headers] == ["Record-Route", "X", "Via", "Via"]
    assert headers.all("via") == ["new", "old"]


def test_removing_and_copying() -> None:
    headers = Headers([("m", "1"), ("X", "1"), ("Contact", "2")])
    copy = headers.copy()
    headers.remove("contact")
    assert list(headers) == [("X", "1")]
    assert len(copy) == 3
    assert copy != headers


def test_content_length_is_what_the_body_has() -> None:
    request = Request("INVITE", "sip:a", Headers([("l", "99"), ("X", "1"), ("l", "7")]), b"abc")
    assert request.encode() == b"INVITE sip:a SIP/2.0\r\nl: 3\r\nX: 1\r\n\r\nabc"
    assert Response(200, "OK").encode() == b"SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n"
    assert request.headers.all("l") == ["99", "7"], "encoding changes nothing"


@pytest.mark.parametrize(
    "value",
    ["a\r\nEvil: 1", "a\nEvil: 1", "a\rEvil: 1", "a\r\n", "a\n b", "\r\n\r\nbody", "a\r\r\n b"],
)
def test_a_value_cannot_bring_lines_of_its_own(value: str) -> None:
    with pytest.raises(ValueError, match="breaks out of its line"):
        Headers([("Subject", value)])
    headers = Headers([("Subject", "good")])
    for put in (headers.add, headers.add_first, headers.set):
        with pytest.raises(ValueError, match="breaks out of its line"):
            put("Subject", value)
    assert list(headers) == [("Subject", "good")]


@pytest.mark.parametrize("name", ["", "A B", "A:", "Ä", "A\r\nB", " A"])
def test_a_name_is_a_token(name: str) -> None:
    with pytest.raises(ValueError, match="must be a token"):
        Headers().add(name, "1")


def test_the_first_line_cannot_break_either() -> None:
    with pytest.raises(ValueError, match="first line"):
        Request("OPTIONS", "sip:a\r\nEvil:1").encode()
    with pytest.raises(ValueError, match="first line"):
        Response(200, "OK\r\nEvil: 1").encode()


@pytest.mark.parametrize(
    ("method", "uri"), [("A B", "sip:a"), ("", "sip:a"), ("A", ""), ("A", "a b")]
)
def test_a_request_line_has_three_words(method: str, uri: str) -> None:
    with pytest.raises(ValueError, match="one word each"):
        Request(method, uri).encode()


def test_unfolding() -> None:
    assert unfold(" a \r\n  b\r\n\tc ") == "a b c"
    assert unfold("a  b") == "a  b"
