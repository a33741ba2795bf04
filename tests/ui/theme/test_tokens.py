"""The token file: complete in both modes, and every listed pair is as readable as it says."""

import json

import pytest

from agent_desktop.files import resource
from agent_desktop.ui.theme.tokens import Mode, tokens

MODES: tuple[Mode, ...] = ("light", "dark")


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def color_of(mode: Mode, path: str) -> str:
    """A colour by the path used in the contrast lists."""
    if path.startswith("avatar["):
        pair = tokens().avatars(mode)[int(path[7])]
        return pair[0 if path.endswith(".bg") else 1]
    return tokens().colors(mode)[path]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("group", "least"), [("text", 4.5), ("non_text", 3.0)])
def test_listed_pairs_are_readable(mode: Mode, group: str, least: float) -> None:
    pairs: dict[str, float] = getattr(tokens().contrast[mode], group)
    assert len(pairs) > 20
    for pair, listed in pairs.items():
        front, back = pair.split(" on ")
        measured = ratio(color_of(mode, front), color_of(mode, back))
        assert measured >= least, f"{mode}: {pair} is {measured:.2f}, below {least}"
        assert measured == pytest.approx(listed, abs=0.011), f"{mode}: {pair} was listed wrong"


def test_black_on_white_is_21() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)


def test_both_modes_have_the_same_colours() -> None:
    assert tokens().colors("light").keys() == tokens().colors("dark").keys()
    assert len(tokens().avatars("light")) == len(tokens().avatars("dark"))


def test_the_file_is_what_is_read() -> None:
    raw = json.loads(resource("theme", "tokens.json").read_text("utf-8"))
    assert tokens().space[6] == raw["space"]["6"]
    assert tokens().size.work_list.max == raw["size"]["workList"]["max"]
    assert tokens().type.scale["metric"].feature == "tnum"
    assert tokens().colors("dark")["text.primary"] == raw["color"]["dark"]["text"]["primary"]
