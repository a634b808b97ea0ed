"""Security headers on every answer, and a Content-Security-Policy computed from the pages that are really served."""

import base64
import functools
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.door_language import SCRIPTS

NEVER_STORED = ("/media/", "/unduh/", "/sehat", "/saya")
FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
}


@functools.cache
def script_sources() -> tuple[str, ...]:
    """The hashes of the inline scripts that may run: those of the installed Streamlit's page and our own."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    return tuple(_hash(script) for script in (*SCRIPTS, *re.findall(r"<script>(.*?)</script>", page, re.DOTALL)))


def content_security_policy(host: str) -> str:
    """The policy for a page served from a host; nothing may be fetched from anywhere else."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in _directives(host))


class SecurityHeaders:
    """Adds the headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wrap what is sent back; sockets are left alone."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        policy = content_security_policy(HTTPConnection(scope).headers.get("host", ""))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _headers(message, path=scope["path"], policy=policy)}
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _directives(host: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    yield "default-src", ("'none'",)
    yield "script-src", ("'self'", *script_sources())
    yield "worker-src", ("'self'", "blob:")
    # Streamlit writes its styles at run time (Emotion): without this every page is bare.
    yield "style-src", ("'self'", "'unsafe-inline'")
    yield "img-src", ("'self'", "data:", "blob:")
    yield "font-src", ("'self'", "data:")
    yield "media-src", ("'self'", "blob:")
    yield "connect-src", ("'self'", f"ws://{host}", f"wss://{host}")
    yield "manifest-src", ("'self'",)
    yield "object-src", ("'none'",)
    yield "base-uri", ("'none'",)
    yield "form-action", ("'self'",)
    yield "frame-ancestors", ("'none'",)


def _headers(message: Message, *, path: str, policy: str) -> list[tuple[bytes, bytes]]:
    headers = MutableHeaders(raw=list(message["headers"]))
    for name, value in FIXED_HEADERS.items():
        headers[name] = value
    headers["Content-Security-Policy"] = policy
    if path.startswith(NEVER_STORED):
        headers["Cache-Control"] = "no-store"
    return headers.raw


def _hash(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
