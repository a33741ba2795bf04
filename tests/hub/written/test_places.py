"""Places that customers share: a map's address, or nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.written.places import map_link, map_link_of

HERE = "https://www.openstreetmap.org/?mlat=52.2&mlon=21#map=17/52.2/21"
SHAPE = re.compile(
    r"https://www\.openstreetmap\.org/\?mlat=(-?[\d.]+)&mlon=(-?[\d.]+)#map=17/\1/\2"
)


@pytest.mark.parametrize(
    ("uri", "link"),
    [
        ("geo:52.2,21", HERE),
        ("GEO:52.200000,21.0;u=35", HERE),
        (" geo:52.2,21.0,120 ", HERE),
        ("geo:52.2,21?z=3", HERE),
        ("geo:91,0", ""),
        ("geo:0,181", ""),
        ("geo:52.2", ""),
        ("geo:a,b", ""),
        ("https://evil.example/geo:1,1", ""),
        ("", ""),
    ],
)
def test_a_place_is_on_the_map_or_nowhere(uri: str, link: str) -> None:
    assert map_link_of(uri) == link


def test_coordinates_are_numbers_on_the_earth() -> None:
    assert map_link(52.2, 21) == HERE
    wrong: list[object] = ["52.2", None, True, float("nan"), float("inf"), 90.1, -91, {}, [1]]
    assert {map_link(one, 21) for one in wrong} == {""}
    assert map_link(1, 180.5) == ""


@given(st.one_of(st.floats(), st.integers(), st.text(max_size=9), st.none()), st.floats())
def test_whatever_comes_is_a_maps_address_or_nothing(north: object, east: object) -> None:
    link = map_link(north, east)
    assert not link or SHAPE.fullmatch(link)


@given(st.text(max_size=40))
def test_no_uri_raises(uri: str) -> None:
    assert not map_link_of(uri) or SHAPE.fullmatch(map_link_of(uri))
    assert not (link := map_link_of(f"geo:{uri}")) or SHAPE.fullmatch(link)
