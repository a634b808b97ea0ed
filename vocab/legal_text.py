"""Text that the XML inside office files can hold."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal_text(text: str) -> str:
    """Text without the characters that XML forbids (XML 1.0, section 2.2: Char)."""
    return _FORBIDDEN.sub("", text)
