"""How long a text is, as each network counts."""

import pytest

from agent_desktop.model.text_length import LengthUnit, length


@pytest.mark.parametrize(
    ("unit", "text", "to", "says"),
    [
        (LengthUnit.CHARACTERS, "añ👍", "", 3),
        (LengthUnit.UTF16, "añ👍", "", 4),
        (LengthUnit.BYTES, "añ👍", "", 7),
        ("a unit of tomorrow", "añ👍", "", 3),
        (LengthUnit.POST, "see https://example.org/a/very/long/way/to/the/page", "", 4 + 23),
        (LengthUnit.POST, "hello", "layla@away.test", len("@layla hello")),
        (LengthUnit.POST, "@Layla@away.test hello", "layla@away.test", len("@layla hello")),
        (LengthUnit.POST, "mail me: a@b.example", "", len("mail me: a@b.example")),
        (LengthUnit.UTF16, "\ud800", "", 1),
        (LengthUnit.SMS, "", "", 0),
        (LengthUnit.SMS, "a" * 160, "", 1),
        (LengthUnit.SMS, "a" * 161, "", 2),
        (LengthUnit.SMS, "👍" * 36, "", 2),
        (LengthUnit.BYTES, "\ud800", "", 3),
    ],
)
def test_each_network_counts_in_its_own_unit(unit: str, text: str, to: str, says: int) -> None:
    assert length(text, unit, to) == says
