"""Where the search box leads: a code straight to its table, everything else to the page of what was found."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ui.address import KEYS, with_query
from ui.code_address import CodeAddress, address_of_code
from ui.search_box import ASKED, LONGEST, PAGE, SEARCH_PATH
from vocab.table_codes import looks_like_code

__all__ = ["SEARCH_PATH", "search"]


async def search(request: Request) -> Response:
    """Lead on by redirection, so that the browser's way back passes by what was typed."""
    typed = request.query_params.get(ASKED, "").strip()[:LONGEST]
    kept = {key: request.query_params[key] for key in KEYS if request.query_params.get(key)}
    found = await run_in_threadpool(address_of_code, typed) if looks_like_code(typed) else None
    if isinstance(found, CodeAddress):
        return RedirectResponse(with_query(found.page, {**kept, **found.parameters}), status_code=303)
    return RedirectResponse(with_query(PAGE, {**kept, ASKED: typed}), status_code=303)
