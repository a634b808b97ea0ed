"""Pieces of HTML from plain text; everything people wrote is escaped here and nowhere else."""

from html import escape

import streamlit as st


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
    if "//" in href or href.startswith(("javascript:", "data:")):
        return element("span", words, css=css)
    return f"<a{attribute('href', href)}{attribute('class', css)}>{safe(words)}</a>"


def html(markup: str) -> None:
    """Put markup made of safe pieces on the page; nothing for no markup, which Streamlit would refuse."""
    if markup:
        st.html(markup)
