"""The language of the page itself, so that widgets and grids write numbers as the chosen language does."""

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from texts import DEFAULT_LANGUAGE, LANGUAGES, text

LANGUAGE_PARAMETER = "bahasa"
LANGUAGE_COOKIE = "bahasa"
A_YEAR = 365 * 24 * 3600
_BROWSER_LANGUAGES = {"id": '["id-ID","id"]', "en": '["en-GB","en"]'}
_NOT_FOR_A_REWRITE = (b"accept-encoding", b"if-none-match", b"if-modified-since")
_NOT_OF_THE_REWRITTEN = ("content-length", "etag", "last-modified", "accept-ranges")


def language_script(language: str) -> str:
    """The script that tells the page its language; Streamlit formats numbers and dates by `navigator.languages`.

    On a narrow screen it forgets that the menu was open, which would lie over the page that a link in it leads to.
    """
    names = _BROWSER_LANGUAGES[language]
    return (
        f"try{{Object.defineProperty(navigator,'languages',{{get:()=>{names}}});"
        f"Object.defineProperty(navigator,'language',{{get:()=>{names}[0]}})}}catch(e){{}}"
        "try{if(innerWidth<768)Object.keys(localStorage).filter(k=>k.startsWith('stSidebarCollapsed-'))"
        ".forEach(k=>localStorage.removeItem(k))}catch(e){}"
    )


MEETING_MODE = (Path(__file__).parent / "meeting_mode.js").read_text(encoding="utf-8")
"""The script that hands over what is typed in meeting mode at each pause, and begins each item at its title."""
SCRIPTS: tuple[str, ...] = (*(language_script(language) for language in LANGUAGES), MEETING_MODE)
"""Every script this module may put in a page; the Content-Security-Policy allows exactly these."""


def language_of(connection: HTTPConnection) -> str:
    """The language asked for in the address, else the one in the cookie, else Indonesian."""
    for chosen in (connection.query_params.get(LANGUAGE_PARAMETER), connection.cookies.get(LANGUAGE_COOKIE)):
        if chosen in LANGUAGES:
            return chosen
    return DEFAULT_LANGUAGE


class PageLanguage:
    """Rewrites the empty page that Streamlit serves: its language, title and note for browsers without scripts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything but documents through untouched."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _wants_document(scope):
            await self.app(scope, receive, send)
            return
        headers = [(name, value) for name, value in scope["headers"] if name not in _NOT_FOR_A_REWRITE]
        rewriting = _Rewriting(send, language=language_of(HTTPConnection(scope)))
        await self.app({**scope, "headers": headers}, receive, rewriting.send)


class _Rewriting:
    """Holds one document back until it is whole, then sends it in its language."""

    def __init__(self, send: Send, *, language: str) -> None:
        self._send = send
        self._language = language
        self._start: Message | None = None
        self._body: list[bytes] = []

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_document(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body.append(message.get("body", b""))
            if not message.get("more_body"):
                await self._send_whole(self._start, page_in(self._language, b"".join(self._body)))

    async def _send_whole(self, start: Message, body: bytes) -> None:
        headers = MutableHeaders(raw=list(start["headers"]))
        for name in _NOT_OF_THE_REWRITTEN:
            del headers[name]
        headers["content-length"] = str(len(body))
        headers["cache-control"] = "no-store"
        headers.append("set-cookie", cookie(LANGUAGE_COOKIE, self._language))
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


def cookie(name: str, value: str) -> str:
    """A cookie header that keeps a choice for a year, for this site only."""
    return f"{name}={quote(value)}; Path=/; Max-Age={A_YEAR}; SameSite=Lax"


def page_in(language: str, page: bytes) -> bytes:
    """Streamlit's page with our language, title and words; the pointer to its interface for machines is left out."""
    document = page.decode()
    for pattern, replacement in _rewrites(language):
        document = re.sub(pattern, replacement.replace("\\", r"\\"), document, count=1, flags=re.DOTALL)
    return document.encode()


def _rewrites(language: str) -> Iterable[tuple[str, str]]:
    yield '<html lang="en">', f'<html lang="{language}">'
    yield "<head>", f"<head><script>{language_script(language)}</script><script>{MEETING_MODE}</script>"
    yield "<title>.*?</title>", f"<title>{text('door.title', language)}</title>"
    yield '<link rel="service-desc"[^>]*>', ""
    yield "<noscript>.*?</noscript>", f"<noscript><p>{text('door.needs_javascript', language)}</p></noscript>"


def _wants_document(scope: Scope) -> bool:
    return "text/html" in HTTPConnection(scope).headers.get("accept", "")


def _is_document(message: Message) -> bool:
    headers = MutableHeaders(raw=list(message["headers"]))
    is_page = headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers
    return is_page and message["status"] == 200
