"""Text that senders wrapped softly, as paragraphs again (RFC 3676)."""


def unflowed(text: str, delsp: bool = False) -> str:
    """The text with soft line ends undone: a line that ends in a space goes on in the next of the same quote depth."""
    out: list[list[str]] = []
    depth_before, open_before = 0, False
    for line in text.split("\n"):
        bare = line.lstrip(">")
        depth = len(line) - len(bare)
        content = bare.removeprefix(
            " "
        )  # stuffed, so that no line seems to begin with ">" or "From "
        soft = content.endswith(" ") and content != "-- "
        if soft and delsp:
            content = content[:-1]
        if open_before and depth == depth_before and content != "-- ":
            out[-1].append(content)
        else:
            out.append(["> " * depth, content])
        depth_before, open_before = depth, soft
    return "\n".join("".join(pieces) for pieces in out)
