"""The theme: modes, colours, fonts, icons."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import agent_desktop
from agent_desktop.files import resource
from agent_desktop.ui.theme.icons import icon_pixmap
from agent_desktop.ui.theme.theme import FONT_FILES, Theme, less_motion_of, parse_color

PACKAGE = Path(agent_desktop.__file__).parent


def test_changing_the_mode_changes_colours_and_says_so(theme: Theme, qtbot: QtBot) -> None:
    light = QColor(theme.color("bg.window"))
    with qtbot.waitSignal(theme.changed, timeout=20_000):
        theme.set_choice("dark")
    assert theme.mode == "dark"
    assert theme.color("bg.window") != light
    assert QApplication.palette().color(QPalette.ColorRole.Window) == theme.color("bg.window")
    assert theme.css("bg.surface") in theme.qss()


def test_choosing_the_same_mode_is_silent(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_choice("light")


def test_following_the_system(theme: Theme, qtbot: QtBot) -> None:
    told = QApplication.styleHints().colorSchemeChanged
    theme.set_choice("system")
    with qtbot.waitSignal(theme.changed, timeout=20_000):
        told.emit(Qt.ColorScheme.Dark)
    assert theme.mode == "dark"
    theme.set_choice("light")
    with qtbot.assertNotEmitted(theme.changed):
        told.emit(Qt.ColorScheme.Dark)


def test_unknown_colours_and_roles_are_refused(theme: Theme) -> None:
    with pytest.raises(KeyError, match=r"bg\.nowhere"):
        theme.color("bg.nowhere")
    with pytest.raises(KeyError, match="shout"):
        theme.font("shout")


def test_inter_is_really_used_in_three_weights(theme: Theme) -> None:
    widths = set()
    for role in ("body", "micro", "bodyStrong"):
        assert QFontInfo(theme.font(role)).family().startswith("Inter")
        font = theme.font("body", weight=theme.font(role).weight())
        assert QFontInfo(font).family().startswith("Inter")
        widths.add(theme.width("Halden Home Care", "body", weight=font.weight()))
    assert len(widths) == 3
    for name in FONT_FILES:
        assert resource("fonts", name).is_file()
    assert "Open Font License" in resource("fonts", "Inter-LICENSE.txt").read_text("utf-8")


def test_tabular_digits_are_equally_wide(theme: Theme) -> None:
    assert theme.width("1111", "body") < theme.width("0000", "body")
    assert theme.width("1111", "body", True) == theme.width("0000", "body", True)
    assert theme.width("1111", "metric") == theme.width("0000", "metric")


def test_eliding_fits_and_keeps_what_fits(theme: Theme) -> None:
    assert theme.elided("short", "body", 200) == "short"
    short = theme.elided("a very long sentence about lamps", "body", 80)
    assert short.endswith("…")
    assert theme.width(short, "body") <= 80


def test_no_motion_means_no_duration(theme: Theme) -> None:
    assert theme.duration("base") == 0
    theme.less_motion = "off"
    assert theme.duration("base") == theme.tokens.motion.base


def test_the_wish_of_the_system_counts_until_the_agent_chooses(theme: Theme) -> None:
    theme.less_motion = less_motion_of("nonsense")
    assert theme.duration("base") > 0
    theme.set_less_motion_wished(True)
    assert theme.duration("base") == 0
    theme.less_motion = less_motion_of("off")
    assert theme.duration("base") > 0
    theme.set_less_motion_wished(False)
    theme.less_motion = less_motion_of("on")
    assert theme.duration("base") == 0


def test_colours_with_alpha() -> None:
    color = parse_color("rgba(20,22,28,0.28)")
    assert (color.red(), color.green(), color.blue()) == (20, 22, 28)
    assert color.alphaF() == pytest.approx(0.28, abs=0.01)


def test_an_icon_is_painted_in_its_colour_and_cached(qapp: QApplication) -> None:
    pixmap = icon_pixmap("check", QColor("#12AB34"), 16, 2.0)
    assert pixmap.width() == 32
    assert pixmap.devicePixelRatio() == 2.0
    image = pixmap.toImage()
    strongest = max(
        (image.pixelColor(x, y) for x in range(32) for y in range(32)), key=QColor.alpha
    )
    assert strongest.name() == "#12ab34"
    assert icon_pixmap("check", QColor("#12AB34"), 16, 2.0) is pixmap


def test_an_unknown_icon_is_refused_by_name(qapp: QApplication) -> None:
    with pytest.raises(LookupError, match="no-such-icon"):
        icon_pixmap("no-such-icon", QColor("black"), 16)


CALLERS = {"icon", "icon_centered", "pixmap", "icon_pixmap", "IconButton", "set_icon_name"}
RECORDS = {"Command": 3, "Workspace": 2}
"""Records that are written without keywords, and where in them the icon stands."""


def icon_words() -> set[str]:
    """Every string of the program that stands where an icon is named, or that is in a table of icons."""
    found: set[str] = set()
    for path in [*(PACKAGE / "ui").rglob("*.py"), *(PACKAGE / "app").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in ("icon", "icon_name"):
                found |= {text_of(part) for part in ast.walk(node.value)}
            elif isinstance(node, ast.Call) and called(node) in CALLERS:
                found |= {text_of(argument) for argument in node.args}
            elif isinstance(node, ast.Call) and called(node) in RECORDS:
                found |= {text_of(part) for part in node.args[RECORDS[called(node)] :][:1]}
            elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                if isinstance(target, ast.Name) and "ICONS" in target.id:
                    found |= {text_of(value) for value in node.value.values}
    # Icon names are small words with dashes; colour paths have a dot, sentences a capital.
    return {word for word in found if re.fullmatch(r"[a-z][a-z0-9-]*", word)}


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def text_of(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_every_icon_named_in_the_code_is_shipped() -> None:
    shipped = {path.stem for path in resource("icons").glob("*.svg")}
    named = icon_words()
    assert {"phone", "clock", "search", "x"} <= named
    assert named - shipped == set()
    assert "ISC" in resource("icons", "LICENSE").read_text("utf-8")
