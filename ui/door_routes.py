"""Addresses of our own beside Streamlit's: downloads, health, search, the remembered person, the first page's name."""

import json
import logging
from urllib.parse import quote

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from store import latest_version
from store.migrations import HEAD, revision
from ui import downloads
from ui.data import engine
from ui.door_language import cookie
from ui.door_messages import message_page
from ui.door_search import SEARCH_PATH, search
from ui.person_cookie import LONGEST_FIELD, PERSON_COOKIE, PERSON_FIELDS

log = logging.getLogger("cakupan.door")


async def download(request: Request) -> Response:
    """The file behind `/unduh/{id}`, built now in a worker thread; a page that explains when it is gone."""
    kept = downloads.find(request.path_params["identity"])
    if kept is None:
        return message_page(request, "door.download_gone", status=410)
    content = await run_in_threadpool(kept.build)
    return Response(content, media_type=kept.media_type, headers={"Content-Disposition": attachment(kept.file_name)})


def attachment(file_name: str) -> str:
    """The header that names a file (RFC 6266): plain letters for old clients, the real name for the others."""
    plain = "".join(mark if mark.isascii() and mark.isprintable() and mark not in '"\\' else "_" for mark in file_name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}"


async def health(_: Request) -> Response:
    """Whether the program runs and its store answers, for whoever watches over the machine."""
    try:
        standing = await run_in_threadpool(_standing_of_store)
    except SQLAlchemyError:
        log.exception("the store does not answer")
        return JSONResponse({"status": "failing", "runtime": "ok", "store": "failing"}, status_code=503)
    return JSONResponse({"status": "ok", "runtime": "ok", "store": "ok", **standing})


def _standing_of_store() -> dict[str, object]:
    with engine().connect() as connection:
        step = revision(connection)
    return {"migration": step, "is_newest": step == HEAD, "version": latest_version(engine())}


async def remember_person(request: Request) -> Response:
    """Keep who is sitting here in a cookie, because a session ends when the page is loaded again.

    Only our own page may ask: another site must not be able to write a name that is then recorded.
    """
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return Response(status_code=403)
    fields = {name: request.query_params.get(name, "")[:LONGEST_FIELD] for name in PERSON_FIELDS}
    answer = Response(status_code=204)
    answer.raw_headers.append((b"set-cookie", cookie(PERSON_COOKIE, json.dumps(fields)).encode()))
    return answer


async def first_page(request: Request) -> Response:
    """The first page has the address `/`; its name leads there."""
    return RedirectResponse("/" + (f"?{request.url.query}" if request.url.query else ""), status_code=307)


def routes(first_page_path: str) -> list[Route]:
    """The routes for `st.App`."""
    return [
        Route(downloads.PATH + "{identity}", download),
        Route("/sehat", health),
        Route("/saya", remember_person),
        Route(f"/{SEARCH_PATH}", search),
        Route(f"/{first_page_path}", first_page),
    ]
