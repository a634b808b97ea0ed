"""Whether a text is UTF-16: two bytes a letter, with or without a mark at its start."""

_LOOKED_AT = 4096
_MOSTLY = 0.8


def wide_encoding(data: bytes) -> str | None:
    """The UTF-16 that a text is written in, if it is; without a mark every other byte of plain letters is NUL."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    start = data[: min(len(data), _LOOKED_AT) & ~1]
    half = len(start) // 2
    for encoding, letters, zeros in (("utf-16-le", start[::2], start[1::2]), ("utf-16-be", start[1::2], start[::2])):
        if half > 1 and zeros.count(0) > _MOSTLY * half and not letters.count(0):
            return encoding
    return None
