"""What leaves with our own mails: a few looks, and nothing that a desk or a thief of its password put in."""

from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.channels.email.formatting import leaving, plain
from agent_desktop.model.rich_lines import lines_of, text_of


def test_what_leaves() -> None:
    html = (
        '<p class="x">Dear <strong>Tom</strong>, <a href="https://a.example" onclick="x()">see</a>'
        '<img src="https://t.example/pixel"><form action="https://t.example"><input></form>'
        "<svg><script>1</script></svg><ul><li><em>one</em></li></ul>"
    )
    assert leaving(html) == (
        '<div>Dear <b>Tom</b>, <a href="https://a.example">see</a></div>\n'
        "<ul>\n<li><i>one</i></li>\n</ul>"
    )
    assert plain(html) == "Dear Tom, see <https://a.example>\n- one"


@given(st.text(max_size=400))
def test_a_second_time_changes_nothing_and_no_word_is_lost(html: str) -> None:
    once = leaving(html)
    assert leaving(once) == once
    assert text_of(lines_of(once)) == plain(html)
