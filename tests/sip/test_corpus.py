"""The torture messages of RFC 4475 as files, with their verdicts, where they lie beside the checkout."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.sip import fields
from agent_desktop.sip.parse import BadMessage, Stream, parse
from agent_desktop.sip.uri import SipUri

from .readings import read_everything
from .test_fuzz import Target

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "sip"
INDEX = CORPUS / "index.json"
CASES: list[dict[str, Any]] = (
    json.loads(INDEX.read_text(encoding="utf-8"))["cases"] if INDEX.exists() else []
)
pytestmark = pytest.mark.skipif(not CASES, reason="the corpus is not there")


def data_of(name: str) -> bytes:
    return (CORPUS / "rfc4475" / f"{name}.dat").read_bytes()


def of_class(*classes: str) -> list[Any]:
    found = [case for case in CASES if case["class"] in classes]
    return [pytest.param(case, id=case["file"]) for case in found]


#: An invalid file that may be tolerated and is: its only fault stands in Date, which nobody reads.
TOLERATED = {"rfc4475/baddate.dat"}
#: A semantic case that is refused already here, because nothing could be done with it.
REFUSED_EARLY = {"rfc4475/insuf.dat": 400}


@pytest.mark.parametrize("case", of_class("valid"))
def test_valid_files_are_read_and_written_back(case: dict[str, Any]) -> None:
    data = (CORPUS / case["file"]).read_bytes()
    message = parse(data)
    assert read_everything(message) == []
    assert data.startswith(message.encode())


@pytest.mark.parametrize("case", of_class("invalid"))
def test_invalid_files_are_refused(case: dict[str, Any]) -> None:
    data = (CORPUS / case["file"]).read_bytes()
    expected = str(case["expect"])
    status = 505 if expected.startswith("505") else 0 if "discard response" in expected else 400
    if case["file"] in TOLERATED:
        assert case["liberal_ok"]
        assert read_everything(parse(data)) == []
        return
    with pytest.raises(BadMessage) as caught:
        parse(data)
    assert caught.value.status == status


@pytest.mark.parametrize("case", of_class("semantic"))
def test_semantic_files_are_read_and_judged_by_others(case: dict[str, Any]) -> None:
    data = (CORPUS / case["file"]).read_bytes()
    if case["file"] in REFUSED_EARLY:
        with pytest.raises(BadMessage) as caught:
            parse(data)
        assert caught.value.status == REFUSED_EARLY[case["file"]]
    else:
        assert read_everything(parse(data)) == []


@pytest.mark.parametrize("case", of_class("valid", "invalid", "semantic"))
def test_no_file_disturbs_a_stream(case: dict[str, Any]) -> None:
    data = (CORPUS / case["file"]).read_bytes()
    whole, slowly = Stream(), Stream()
    at_once = whole.feed(data)
    one_by_one = [item for byte in data for item in slowly.feed(bytes([byte]))]
    assert [repr(item) for item in at_once] == [repr(item) for item in one_by_one]


#: What a telephone that is user@example.com answers; all others by their class. None: nothing.
ANSWERS: dict[str, int | None] = {
    "rfc4475/badbranch.dat": 200,
    "rfc4475/bcast.dat": None,
    "rfc4475/bext01.dat": 420,
    "rfc4475/bigcode.dat": None,
    "rfc4475/badvers.dat": 505,
    "rfc4475/cparam01.dat": 405,
    "rfc4475/cparam02.dat": 405,
    "rfc4475/dblreq.dat": 405,
    "rfc4475/esc01.dat": 180,
    "rfc4475/esc02.dat": 405,
    "rfc4475/escnull.dat": 405,
    "rfc4475/intmeth.dat": 405,
    "rfc4475/inv2543.dat": 180,
    "rfc4475/invut.dat": 415,
    "rfc4475/longreq.dat": 180,
    "rfc4475/lwsdisp.dat": 200,
    "rfc4475/baddate.dat": 180,
}


@pytest.mark.parametrize("case", of_class("valid", "invalid", "semantic"))
def test_a_telephone_answers_each_file_as_it_must_and_is_well_afterwards(
    case: dict[str, Any],
) -> None:
    target = Target(random.Random(1), only_rings=True)
    said = target.receive((CORPUS / case["file"]).read_bytes())
    expected = ANSWERS.get(case["file"], 400)
    assert [one.status for one in said] == ([] if expected is None else [expected])
    if case["file"] == "rfc4475/bext01.dat":
        assert (
            said[0].headers.get("Unsupported") == "nothingSupportsThis, nothingSupportsThisEither"
        )
    if expected == 415:
        assert said[0].headers.get("Accept") == "application/sdp"
    assert target.is_well()


def test_a_parameter_belongs_to_the_header_or_to_the_address() -> None:
    outside = fields.contacts(parse(data_of("cparam01")).headers)[0]
    inside = fields.contacts(parse(data_of("cparam02")).headers)[0]
    assert isinstance(outside, fields.NameAddr)
    assert isinstance(inside, fields.NameAddr)
    assert isinstance(outside.uri, SipUri)
    assert isinstance(inside.uri, SipUri)
    assert "unknownparam" in outside.params
    assert "unknownparam" not in outside.uri.params
    assert "unknownparam" in inside.uri.params
    assert "unknownparam" not in inside.params


def test_an_empty_branch_names_no_transaction() -> None:
    assert not fields.vias(parse(data_of("badbranch")).headers)[0].is_unique
    assert not fields.vias(parse(data_of("inv2543")).headers)[0].is_unique


def test_a_length_beyond_the_end_waits_on_a_stream() -> None:
    stream = Stream()
    assert stream.feed(data_of("clerr")) == []
    assert not stream.broken
