"""Pieces of HTML from plain text; everything people wrote is escaped here and nowhere else."""

import re
from html import escape

import streamlit as st

_ADDRESS = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]}]", re.IGNORECASE)


def safe(words: str) -> str:
    """Text that can stand in HTML, between tags and in attributes."""
    return escape(words, quote=True)


def element(tag: str, words: str, *, css: str = "") -> str:
    """An element with text in it; nothing for no text."""
    if not words:
        return ""
    return f"<{tag}{attribute('class', css)}>{safe(words)}</{tag}>"


def attribute(name: str, value: str) -> str:
    """An attribute with a space before it; nothing for no value."""
    return f' {name}="{safe(value)}"' if value else ""


def anchor(words: str, href: str, *, css: str = "") -> str:
    """A link within this site; other addresses are not made into links."""
    if "//" in href or ":" in href.partition("?")[0]:
        return element("span", words, css=css)
    return f"<a{attribute('href', href)}{attribute('class', css)}>{safe(words)}</a>"


def with_links(words: str) -> str:
    """People's text with the http and https addresses in it as links; everything else in it stays text."""
    parts, read = [], 0
    for found in _ADDRESS.finditer(words):
        parts += [safe(words[read : found.start()]), _outward(found.group())]
        read = found.end()
    return "".join([*parts, safe(words[read:])])


def _outward(address: str) -> str:
    """A link to another site, which is not told where the reader came from."""
    return f'<a{attribute("href", address)} target="_blank" rel="noopener noreferrer">{safe(address)}</a>'


def html(markup: str) -> None:
    """Put markup made of safe pieces on the page; nothing for no markup, which Streamlit would refuse."""
    if markup:
        st.html(markup)
