"""Requests to the door around a small page, without a server: the answer as status, headers and body."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from ui.door_address import OnlyThisMachine
from ui.door_headers import SecurityHeaders
from ui.door_language import PageLanguage
from ui.door_messages import failed, refused
from ui.door_routes import routes
from vocab.refusal import Refusal

STREAMLIT_PAGE = Path(st.__file__).parent / "static" / "index.html"
DOCUMENT = {"accept": "text/html"}
PLANTED = "planted"


@dataclass(frozen=True)
class Answer:
    """What came back; for a socket the status is the kind of the first message."""

    status: int | str
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""

    def header(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]


def ask(
    path: str = "/",
    *,
    host: str = "127.0.0.1:8501",
    headers: dict[str, str] | None = None,
    server: str = "127.0.0.1",
    client: str = "127.0.0.1",
    kind: str = "http",
) -> Answer:
    """One request; an error of the page is swallowed after it was answered, as a server does."""
    plain, _, query = path.partition("?")
    scope = {
        "type": kind,
        "method": "GET",
        "path": plain,
        "raw_path": plain.encode(),
        "query_string": query.encode(),
        "headers": [
            (name.lower().encode(), value.encode()) for name, value in {"host": host, **(headers or {})}.items()
        ],
        "scheme": "http" if kind == "http" else "ws",
        "server": (server, 8501),
        "client": (client, 50000),
        "http_version": "1.1",
        "root_path": "",
    }
    sent: list[dict[str, Any]] = []
    try:
        # In a thread of its own: the browser of other tests keeps the loop of this one busy.
        with ThreadPoolExecutor(max_workers=1) as thread:
            thread.submit(asyncio.run, exchange(door(), scope, sent)).result()
    except ValueError as error:
        assert str(error) == PLANTED
    return read(sent)


async def exchange(app: Callable[..., Any], scope: dict[str, Any], sent: list[dict[str, Any]]) -> None:
    async def receive() -> dict[str, Any]:
        first = "http.request" if scope["type"] == "http" else "websocket.connect"
        return {"type": first, "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)


def read(sent: list[dict[str, Any]]) -> Answer:
    if sent[0]["type"].startswith("websocket"):
        return Answer(sent[0]["type"])
    headers = tuple((name.decode().lower(), value.decode()) for name, value in sent[0]["headers"])
    return Answer(sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]).decode())


def door() -> Starlette:
    """The guards and routes of dashboard.py around answers of our own."""
    guards = [Middleware(SecurityHeaders), Middleware(OnlyThisMachine), Middleware(PageLanguage)]
    inner = [
        *routes("ringkasan"),
        Route("/media/x.csv", figures),
        Route("/wrong", wrong),
        Route("/_stcore/metrics", figures),
        Route("/_stcore/agent/openapi.json", figures),
        Route("/_stcore/script-health-check", figures),
        WebSocketRoute("/_stcore/stream", accept),
        Route("/{rest:path}", page),
    ]
    return Starlette(routes=inner, middleware=guards, exception_handlers={Refusal: refused, Exception: failed})


async def page(_: object) -> HTMLResponse:
    return HTMLResponse(STREAMLIT_PAGE.read_text(encoding="utf-8"), headers={"etag": "x"})


async def figures(_: object) -> PlainTextResponse:
    return PlainTextResponse("370202")


async def accept(connection: Any) -> None:
    await connection.accept()


async def wrong(_: object) -> None:
    raise ValueError(PLANTED)
