"""Plain pages that explain why there is nothing to show, in the reader's language."""

import logging
import secrets
from html import escape
from importlib import resources

from starlette.requests import Request
from starlette.responses import HTMLResponse

from texts import text
from ui.door_headers import FIXED_HEADERS, content_security_policy
from ui.door_language import language_of
from vocab.refusal import Refusal

log = logging.getLogger("cakupan.door")


def error_code() -> str:
    """A short code that stands both on the screen and in the log."""
    return secrets.token_hex(3).upper()


def message_page(request: Request, key: str, *, status: int, **values: object) -> HTMLResponse:
    """A page with a title, a sentence (texts `<key>.title`, `<key>.text`) and the way back."""
    language = language_of(request)
    return _page(
        language, title=text(f"{key}.title", language), words=text(f"{key}.text", language, **values), status=status
    )


async def refused(request: Request, refusal: Refusal) -> HTMLResponse:
    """The answer to a request that cannot be carried out as asked."""
    language = language_of(request)
    words = text(f"refusal.{refusal.code}", language, **refusal.values)
    return _page(language, title=text("door.refused.title", language), words=words, status=409)


async def failed(request: Request, error: Exception) -> HTMLResponse:
    """The answer when we are wrong: a code that the log has too. Sent outside the header guard, it brings its own."""
    code = error_code()
    log.error("%s failed, code %s", request.url.path, code, exc_info=error)
    page = message_page(request, "door.failed", status=500, code=code)
    page.headers.update(FIXED_HEADERS)
    page.headers["Content-Security-Policy"] = content_security_policy(request.headers.get("host", ""))
    return page


def _page(language: str, *, title: str, words: str, status: int) -> HTMLResponse:
    page = resources.files("ui").joinpath("message.html").read_text(encoding="utf-8")
    places = {"language": language, "title": title, "text": words, "back": text("door.back", language)}
    for place, value in places.items():
        page = page.replace(f"[{place}]", escape(value))
    return HTMLResponse(page, status_code=status)
