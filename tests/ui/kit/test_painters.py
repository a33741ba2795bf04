"""The painters: what they draw, what they keep inside, what they make of hostile names."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit import avatars, badges, marks, paint
from agent_desktop.ui.kit.marked import marked_text, pieces
from agent_desktop.ui.theme.theme import Theme

TONES: tuple[marks.Tone, ...] = ("ready", "idle", "notReady", "offline")


def painted(draw: Callable[[QPainter], object], width: int = 200, height: int = 60) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(p)
    p.end()
    return image


def inked(image: QImage) -> QRectF:
    """The rectangle that holds everything that is not white."""
    white = QColor("white")
    points = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) != white
    ]
    if not points:
        return QRectF()
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return QRectF(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Layla Haddad", "LH"),
        ("Nguyễn Minh Châu", "NC"),
        ("佐藤 健", "佐"),
        ("@nordic.nest", "@"),
        ("madonna", "M"),
        ("ليلى حداد", "ل"),
        ("", "?"),
        ("😊 🎉", "?"),
        ("  (Ada)   Lovelace!", "AL"),
        ("ßen ǆabc", "SǄ"),
        ("\u202eevil\u202c name", "EN"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert avatars.initials(name) == letters


@given(st.text())
def test_initials_of_anything_are_short(name: str) -> None:
    assert 1 <= len(avatars.initials(name)) <= 2


@given(st.text())
def test_single_line_has_no_controls(words: str) -> None:
    line = paint.single_line(words)
    assert len(line) <= 400
    assert not any(ord(char) < 32 or 0x202A <= ord(char) <= 0x202E for char in line)
    assert not any(0x2066 <= ord(char) <= 0x2069 for char in line)


def test_the_same_person_has_the_same_colour_everywhere() -> None:
    assert avatars.color_number("c-17") == avatars.color_number("c-17")
    assert avatars.color_number("Layla Haddad") == 921377358


def test_shapes_differ_without_colour(theme: Theme) -> None:
    def shape(tone: marks.Tone) -> bytes:
        image = painted(lambda p: marks.presence_mark(p, theme, QRectF(5, 5, 20, 20), tone))
        return bytes(image.pixelColor(x, y).lightness() > 200 for x in range(30) for y in range(30))

    assert len({shape(tone) for tone in TONES}) == len(TONES)


def test_every_presence_and_channel_has_a_mark(theme: Theme) -> None:
    assert set(marks.PRESENCE_TONES) == set(PresenceState)
    for channel in Channel:
        draw = partial(marks.channel_glyph, theme=theme, at=QPointF(4, 4), channel=channel)
        image = painted(draw)
        assert not inked(image).isNull()


def test_badges_are_as_wide_as_they_say(theme: Theme) -> None:
    for sla in badges.Sla:
        said = badges.sla_badge_width(theme, "−15 min")
        draw = partial(
            badges.sla_badge, theme=theme, right=150, middle=30, words="−15 min", sla=sla
        )
        box = inked(painted(draw))
        assert box.left() == pytest.approx(150 - said, abs=1)
        assert box.right() == pytest.approx(150, abs=1)
        assert box.height() == pytest.approx(badges.BADGE_HEIGHT, abs=1)
    drawn = inked(painted(lambda p: badges.chip(p, theme, 10, 30, "Damaged", "tag")))
    assert drawn.width() == pytest.approx(badges.chip_width(theme, "Damaged", "tag"), abs=1)
    vip = inked(painted(lambda p: badges.vip_badge(p, theme, 10, 30)))
    assert vip.width() == pytest.approx(badges.vip_badge_width(theme), abs=1)
    count = inked(painted(lambda p: badges.count_badge(p, theme, 10, 30, 4000)))
    assert count.width() == pytest.approx(badges.count_badge_width(theme, 4000), abs=1)


@settings(max_examples=40, deadline=None)
@given(words=st.text(max_size=300), width=st.integers(0, 120))
def test_text_stays_in_its_rectangle(qapp: object, words: str, width: int) -> None:
    theme = Theme("light")
    line = paint.single_line(words)
    used: list[float] = []
    rect = QRectF(40, 10, width, 20)
    painted(lambda p: used.append(paint.text(p, theme, rect, line)))
    assert used[0] <= max(width, theme.width("…", "body")) + 1


def test_a_ring_empties(theme: Theme) -> None:
    def green(fraction: float) -> int:
        color = theme.color("presenceDot.ready")
        image = painted(
            lambda p: marks.countdown_ring(p, theme, QRectF(4, 4, 50, 50), fraction), 60, 60
        )
        return sum(image.pixelColor(x, y) == color for x in range(60) for y in range(60))

    amounts = [green(fraction) for fraction in (0, 0.25, 0.5, 1, 2)]
    assert amounts[0] == 0
    assert amounts[0] < amounts[1] < amounts[2] < amounts[3] == amounts[4]


@pytest.mark.parametrize(
    ("left", "total", "tone"),
    [(14, 20, "ready"), (6, 20, "idle"), (4, 20, "notReady"), (30, 30, "ready"), (2, 3, "idle")],
)
def test_ring_tones(left: float, total: float, tone: str) -> None:
    assert marks.ring_tone(left, total) == tone


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(-2, 22), st.integers(-2, 22))))
def test_cutting_at_marks_loses_nothing_whatever_the_marks(
    words: str, marks: list[tuple[int, int]]
) -> None:
    cut = pieces(words, marks)
    assert "".join(piece for piece, _ in cut) == words
    assert all(piece for piece, _ in cut)


def test_marks_cut_out_what_they_lie_on() -> None:
    assert pieces("the late invoice", [(9, 7), (4, 4)]) == [
        ("the ", False),
        ("late", True),
        (" ", False),
        ("invoice", True),
    ]
    assert pieces("late", [(0, 3), (1, 2), (2, 9), (-1, 2)]) == [("lat", True), ("e", False)]
    assert pieces("", [(0, 1)]) == []


def test_marked_words_are_drawn_in_another_face_and_stay_inside(theme: Theme) -> None:
    area = QRectF(10, 10, 90, 20)

    def drawn(marks: list[tuple[int, int]]) -> QImage:
        words = "parcel after parcel after parcel"
        return painted(lambda p: marked_text(p, theme, area, words, marks))

    plain, marked = drawn([]), drawn([(0, 6), (13, 6)])
    assert plain != marked
    for image in (plain, marked):
        assert area.contains(inked(image))
