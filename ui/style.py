"""The look of every screen: the style sheets, and the few words of Streamlit that can only be replaced by style."""

import functools
import json
from pathlib import Path

from texts import text

HERE = Path(__file__).parent
WORDS = ("upload_here", "upload_limits", "upload_button", "upload_too_big", "paper_limits", "paper_too_big")
"""Texts `ui.<word>` that stand in place of the uploader's own English, which has no setting."""


@functools.cache
def style_sheet(language: str) -> str:
    """The common style sheet and those of parts (`style_<part>.css`) as markup, with their words in a language."""
    words = "".join(f"--{word.replace('_', '-')}:{_css_text(text(f'ui.{word}', language))};" for word in WORDS)
    sheets = "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("style*.css")))
    return f"<style>:root{{{words}}}\n{sheets}</style>"


def _css_text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False).replace("<", "\\3c ")
