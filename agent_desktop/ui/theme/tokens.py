"""The design tokens, read from the one token file.

Promises typed access to colours by mode, spaces, sizes, type and motion. Refuses defaults: a token that is missing or
of a wrong type fails at the first load, with its path in the error.
"""

from functools import lru_cache
from typing import Literal, TypeAlias

import msgspec

from agent_desktop.files import resource

Mode: TypeAlias = Literal["light", "dark"]
AvatarPair: TypeAlias = tuple[str, str]


class _Group(msgspec.Struct, frozen=True, rename="camel"):
    """A group of tokens; names are camelCase in the file."""


class Radius(_Group, frozen=True):
    """Corner radii in px."""

    none: int
    sm: int
    md: int
    lg: int
    bubble: int
    pill: int


class Stroke(_Group, frozen=True):
    """Line widths in px."""

    hairline: int
    focus_ring: int
    focus_offset: int
    active_mark: int
    channel_spine: int
    icon: float


class TypeRole(_Group, frozen=True):
    """One step of the type scale: px, px, weight 100 to 900. `feature` names an OpenType feature that is always on."""

    size: int
    line: int
    weight: int
    feature: str = ""


class Type(_Group, frozen=True):
    """The family and the scale."""

    family: str
    scale: dict[str, TypeRole]


class IconSizes(_Group, frozen=True):
    """Icon sizes in px, and the stroke width in the 24-unit box of the icons."""

    sm: int
    md: int
    lg: int
    xl: int
    stroke_width: float


class Span(_Group, frozen=True):
    """A width that may change between two limits."""

    default: int
    min: int
    max: int


class Rows(_Group, frozen=True):
    """Row heights."""

    work: int
    queue: int
    list: int
    list_two_line: int
    table: int
    table_header: int
    menu: int
    palette: int


class Steps(_Group, frozen=True):
    """Sizes of something that comes small, medium and large."""

    sm: int
    md: int
    lg: int
    xl: int = 0


class OfferCard(_Group, frozen=True):
    """The card of an offer."""

    width: int


class PaletteSize(_Group, frozen=True):
    """The command palette."""

    width: int
    max_rows: int


class WindowSize(_Group, frozen=True):
    """The main window: width and height."""

    min: tuple[int, int]
    default: tuple[int, int]


class Size(_Group, frozen=True):
    """Sizes of the window's parts in px."""

    rail: int
    work_list: Span
    sidebar: Span
    thread_min: int
    bubble_max: int
    reading_max: int
    call_strip: int
    banner: int
    status_bar: int
    thread_header: int
    pane_header: int
    section_header: int
    row: Rows
    control: Steps
    hit_min: int
    avatar: Steps
    badge: int
    presence_dot: int
    offer_card: OfferCard
    palette: PaletteSize
    window: WindowSize


class Motion(_Group, frozen=True):
    """Durations in ms."""

    instant: int
    fast: int
    base: int
    slow: int
    strip: int
    toast_in: int
    toast_stay: int
    undo_window: int
    ring_tick: int


class Contrast(msgspec.Struct, frozen=True):
    """Pairs "foreground on background" with the ratio that was measured when they were chosen."""

    text: dict[str, float] = msgspec.field(name="text_4.5")
    non_text: dict[str, float] = msgspec.field(name="nonText_3.0")


class Tokens(_Group, frozen=True):
    """The whole token file."""

    color: dict[Mode, dict[str, dict[str, str] | list[AvatarPair]]]
    contrast: dict[Mode, Contrast]
    space: dict[int, int]
    radius: Radius
    stroke: Stroke
    type: Type
    icon: IconSizes
    size: Size
    motion: Motion

    def colors(self, mode: Mode) -> dict[str, str]:
        """Every colour of `mode` by its path, such as `text.primary`; values as CSS writes them."""
        return {
            f"{group}.{name}": value
            for group, members in self.color[mode].items()
            if isinstance(members, dict)
            for name, value in members.items()
        }

    def avatars(self, mode: Mode) -> list[AvatarPair]:
        """The avatar colours of `mode`: background and text."""
        pairs = self.color[mode]["avatar"]
        assert isinstance(pairs, list)
        return pairs


@lru_cache(maxsize=1)
def tokens() -> Tokens:
    """The token file of this program, read once."""
    return msgspec.json.decode(resource("theme", "tokens.json").read_bytes(), type=Tokens)
