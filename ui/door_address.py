"""Serves this machine only: the address it is started on, the host it is asked for, and where a socket comes from."""

import ipaddress
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from texts import LANGUAGES, text

CLOSED_PATHS = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent")
"""Streamlit's own pages for machines: they tell what goes on inside and nobody here reads them."""
REFUSED_BY_POLICY = 1008


def is_this_machine(host: str | None) -> bool:
    """Whether a host name or address, with or without a port, is this machine's loopback."""
    name = _host_name(host)
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def refuse_other_address(address: str | None) -> None:
    """End the start with the reason in every language when the server would listen beyond this machine.

    An address that is not set counts as 127.0.0.1; `OnlyThisMachine` then holds it for each request.
    """
    if address and not is_this_machine(address):
        raise SystemExit("\n".join(text("door.refused_start", language, address=address) for language in LANGUAGES))


class OnlyThisMachine:
    """Outermost guard: other hosts get 403, foreign or missing origins no socket, closed paths 404."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with the reason."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif not _comes_from_here(scope):
            await _refuse(scope, receive, send, status=403, key="door.refused_request")
        elif scope["path"].startswith(CLOSED_PATHS):
            await _refuse(scope, receive, send, status=404, key="door.no_such_page")
        elif scope["type"] == "websocket" and not _is_own_page(scope):
            await _refuse(scope, receive, send, status=403, key="door.refused_request")
        else:
            await self.app(scope, receive, send)


def _host_name(host: str | None) -> str:
    if not host:
        return ""
    if host.count(":") > 1 and not host.startswith("["):
        return host
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _comes_from_here(scope: Scope) -> bool:
    ends = [end[0] for end in (scope.get("server"), scope.get("client")) if end]
    return is_this_machine(HTTPConnection(scope).headers.get("host")) and all(map(is_this_machine, ends))


def _is_own_page(scope: Scope) -> bool:
    """The exact origin, decided before Streamlit looks: its own check asks the internet for this machine's address."""
    headers = HTTPConnection(scope).headers
    scheme = "https" if scope.get("scheme") in ("wss", "https") else "http"
    return headers.get("origin") == f"{scheme}://{headers.get('host')}"


async def _refuse(scope: Scope, receive: Receive, send: Send, *, status: int, key: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": REFUSED_BY_POLICY})
        return
    reason = "\n\n".join(text(key, language) for language in LANGUAGES)
    await PlainTextResponse(reason, status_code=status)(scope, receive, send)
