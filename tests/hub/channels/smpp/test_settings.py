"""An SMPP entry point's settings: what is refused, by which name."""

import pytest

from agent_desktop.hub.channels.smpp.network import NETWORK
from agent_desktop.hub.channels.smpp.settings import SmppSettings
from agent_desktop.model.errors import Refused
from tests.hub.channels.smpp.peer import settings

GOOD = settings(2775)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("host", ""),
        ("host", "exämple"),
        ("port", "0"),
        ("port", "x"),
        ("port", "2775.5"),
        ("tls", "perhaps"),
        ("authority", "no certificate"),
        ("user", "sixteen-letters!"),
        ("system_type", "thirteen-long"),
        ("rate", "0"),
        ("rate", "nan"),
        ("window", "0"),
        ("window", "1e9"),
        ("alphabet", "ebcdic"),
        ("receipt_ids", "roman"),
        ("sender", "Łódź"),
    ],
)
def test_what_cannot_be_is_refused_by_name_and_value(field: str, value: str) -> None:
    chosen = {**GOOD, "tls": "yes", field: value}
    with pytest.raises(Refused) as refused:
        NETWORK.check(chosen, {"password": "pw"})
    assert refused.value.problem.field == field
    assert refused.value.problem.value == value
    assert refused.value.problem.remedy


@pytest.mark.parametrize("password", ["", "too-long-for-smpp", "pässword"])
def test_a_password_is_refused_without_being_told(password: str) -> None:
    with pytest.raises(Refused) as refused:
        NETWORK.check(GOOD, {"password": password})
    problem = refused.value.problem
    assert problem.field == "password"
    assert problem.value == ""
    assert not password or password not in problem.words()


def test_an_empty_form_holds_what_most_providers_want() -> None:
    defaults = {one.name: one.default for one in NETWORK.limits.fields}
    filled = {**defaults, "host": "smsc.example", "user": "hub", "sender": "+48600100200"}
    chosen = SmppSettings(filled, {"password": "pw"})
    assert (chosen.port, chosen.tls, chosen.window, chosen.rate) == (2775, True, 10, 10.0)
    assert "pw" not in repr(chosen)
