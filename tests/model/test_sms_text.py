"""SMS texts: the alphabet, the parts and the counter, by hand and by any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.model import sms_text
from agent_desktop.model.sms_text import Alphabet

BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ÄÖÑÜ§¿äöñüà"
EXTENSION = "\f^{}\\[~]|€"

texts = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(BASIC + EXTENSION + "żłąę漢字😀👩"),
    ),
    max_size=700,
)
gsm_texts = st.text(st.sampled_from(BASIC + EXTENSION + "abcxyz"), max_size=700)


def units(text: str, used: Alphabet) -> int:
    """Counted another way than the code counts: by what is really written."""
    data = sms_text.written(text, used)
    return len(data) if used is Alphabet.GSM7 else len(data) // 2


@pytest.mark.parametrize(
    ("text", "used", "sizes"),
    [
        ("", Alphabet.GSM7, []),
        ("Hello", Alphabet.GSM7, [5]),
        ("a" * 160, Alphabet.GSM7, [160]),
        ("a" * 161, Alphabet.GSM7, [153, 8]),
        ("€" * 80, Alphabet.GSM7, [80]),
        ("€" * 81, Alphabet.GSM7, [76, 5]),  # 153 is odd: the escape of the 77th would stand alone
        ("a" * 152 + "€" * 5, Alphabet.GSM7, [152, 5]),
        ("ż" * 70, Alphabet.UCS2, [70]),
        ("ż" * 71, Alphabet.UCS2, [67, 4]),
        ("😀" * 35, Alphabet.UCS2, [35]),
        ("😀" * 36, Alphabet.UCS2, [33, 3]),  # 67 is odd: a pair is not torn
        ("a" * 159 + "’", Alphabet.UCS2, [67, 67, 26]),
    ],
)
def test_cuts_where_phones_join(text: str, used: Alphabet, sizes: list[int]) -> None:
    assert sms_text.alphabet(text) is used
    assert [len(part) for part in sms_text.parts(text)] == sizes


def test_counts_for_the_composer() -> None:
    short = sms_text.count("Grüße")
    assert (short.alphabet, short.units, short.parts, short.left) == (Alphabet.GSM7, 5, 1, 155)
    empty = sms_text.count("")
    assert (empty.units, empty.parts, empty.left, empty.too_long) == (0, 0, 160, False)
    full = sms_text.count("a" * 306)
    assert (full.parts, full.left) == (2, 0)
    quote = sms_text.count("It’s your – it’s")
    assert quote.forcing == ("’", "–")
    assert (quote.alphabet, quote.left) == (Alphabet.UCS2, 70 - 16)
    assert sms_text.count("a" * 153 * 255).too_long is False
    assert sms_text.count("a" * 153 * 255 + "a").too_long is True


def test_knows_the_tables_of_the_standard() -> None:
    """Spot checks against TS 23.038, which no round trip of our own tables could find wrong."""
    assert sms_text.written("@Δ §à", Alphabet.GSM7) == bytes([0x00, 0x10, 0x20, 0x5F, 0x7F])
    assert sms_text.written("Éß¤¡¿", Alphabet.GSM7) == bytes([0x1F, 0x1E, 0x24, 0x40, 0x60])
    assert sms_text.written("€[~", Alphabet.GSM7) == bytes([0x1B, 0x65, 0x1B, 0x3C, 0x1B, 0x3D])
    assert sms_text.forcing("çÇ`") == ("ç", "`")
    assert sms_text.written("\x1b", Alphabet.GSM7) == b"?"  # nobody can slip in an escape


def test_reads_what_is_damaged() -> None:
    assert sms_text.read(b"a\x1b", Alphabet.GSM7) == "a\ufffd"
    assert sms_text.read(b"\x1ba\xff\x1b\x1b", Alphabet.GSM7) == "a\ufffd\ufffd"
    assert sms_text.read(b"\x00a\x00", Alphabet.UCS2) == "a\ufffd"
    assert sms_text.written("a\ud83d", Alphabet.UCS2) == b"\x00a\x00?"


@given(texts)
def test_any_text_is_cut_without_loss_and_within_the_limits(text: str) -> None:
    used = sms_text.alphabet(text)
    cut = sms_text.parts(text)
    counted = sms_text.count(text)
    assert "".join(cut) == text
    sizes = [units(part, used) for part in cut]
    assert counted.units == sum(sizes)
    assert counted.parts == len(cut)
    if len(cut) <= 1:
        assert all(size <= used.alone for size in sizes)
        assert counted.left == used.alone - sum(sizes)
    else:
        assert sum(sizes) > used.alone
        assert all(used.part - 1 <= size <= used.part for size in sizes[:-1])  # no waste
        assert 0 < sizes[-1] <= used.part
        assert counted.left == used.part - sizes[-1]
    assert bool(counted.forcing) is (used is Alphabet.UCS2)


@given(texts)
def test_each_part_can_be_read_alone(text: str) -> None:
    used = sms_text.alphabet(text)
    cut = sms_text.parts(text)
    assert [sms_text.read(sms_text.written(part, used), used) for part in cut] == list(cut)


@given(gsm_texts)
def test_the_gsm_alphabet_is_enough_for_itself(text: str) -> None:
    assert sms_text.forcing(text) == ()
    assert sms_text.read(sms_text.written(text, Alphabet.GSM7), Alphabet.GSM7) == text


@given(st.binary(max_size=300), st.sampled_from(Alphabet))
def test_any_bytes_can_be_read(data: bytes, used: Alphabet) -> None:
    assert isinstance(sms_text.read(data, used), str)
