"""Searching by looking at every text: slow, written apart from the store, and right by inspection."""

import unicodedata

_QUOTES = '"“”„«»「」'
_UNSPACED = ("CJK UNIFIED", "HIRAGANA", "KATAKANA", "HANGUL SYLLABLE", "THAI")


def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"


def _is_unspaced(char: str) -> bool:
    return unicodedata.name(char, "").startswith(_UNSPACED)


def _fold(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    kept = "".join(char for char in decomposed if not "\u0300" <= char <= "\u036f")
    return unicodedata.normalize("NFKC", kept)


def pieces(text: str) -> list[str]:
    """The words of a text, folded, and cut where scripts with and without spaces meet."""
    words: list[str] = []
    for run in "".join(char if _is_word(char) else " " for char in text).split():
        word = ""
        for char in _fold(run):
            if word and (not _is_word(char) or _is_unspaced(char) != _is_unspaced(word[-1])):
                words.append(word)
                word = ""
            word += char if _is_word(char) else ""
        if word:
            words.append(word)
    return words


def needles(query: str) -> list[tuple[list[str], bool]]:
    """Words that must stand side by side, and whether the last one may be unfinished."""
    parts: list[tuple[str, bool]] = []
    rest = query
    while rest:
        head = rest[0]
        if head in _QUOTES:
            ends = [at for at in (rest.find(quote, 1) for quote in _QUOTES) if at > 0]
            if ends:
                parts.append((rest[1 : min(ends)], False))
                rest = rest[min(ends) + 1 :]
            else:
                rest = rest[1:]
        elif head.isspace():
            rest = rest[1:]
        else:
            length = 1
            while length < len(rest) and rest[length] not in _QUOTES and not rest[length].isspace():
                length += 1
            parts.append((rest[:length], True))
            rest = rest[length:]
    return [
        (pieces(part), bare and at == len(parts) - 1)
        for at, (part, bare) in enumerate(parts)
        if pieces(part)
    ]


def answers(text: str, query: str) -> bool:
    """True when `text` has everything that `query` asks for."""
    have = pieces(text)
    wanted = needles(query)
    return bool(wanted) and all(_stands_in(have, need, unfinished) for need, unfinished in wanted)


def _stands_in(have: list[str], need: list[str], unfinished: bool) -> bool:
    return any(
        all(
            _alike(
                have[at + n], need[n], first=n == 0, last=n == len(need) - 1, unfinished=unfinished
            )
            for n in range(len(need))
        )
        for at in range(len(have) - len(need) + 1)
    )


def _alike(have: str, need: str, *, first: bool, last: bool, unfinished: bool) -> bool:
    free_start = first and _is_unspaced(need[0])
    free_end = last and (unfinished or _is_unspaced(need[-1]))
    if free_start and free_end:
        return need in have
    if free_start:
        return have.endswith(need)
    return have.startswith(need) if free_end else have == need
