"""How the page of a search shows what it found."""

from collections.abc import Sequence

from pages.forum.search_hits import MOST, Hit, Hits
from ui import address, blocks
from ui.blocks import Action
from ui.code_address import CodeAddress, NotHere, address_of_code
from ui.markup import anchor, element, html
from ui.words import day, t
from vocab.table_codes import CodeMistake, looks_like_code


def code_block(typed: str) -> bool:
    """Where a code leads, or what is wrong with it; False where nobody meant a code."""
    if not looks_like_code(typed):
        return False
    found = address_of_code(typed)
    if isinstance(found, CodeAddress):
        _leads(found)
    elif isinstance(found, NotHere):
        blocks.notice(t(f"search.{found}"), kind="attention", title=t("search.code_leads_nowhere"))
    else:
        _mistake(found)
    return True


def _leads(found: CodeAddress) -> None:
    table = t(f"table_code.name.{found.code.table}")
    where = t("search.code_of", number=found.number, day=day(found.meeting_date), forum=found.forum)
    blocks.section(table, f"{where} {t('search.code_version', version=found.code.version)}")
    blocks.links((Action(t("search.open_table"), address.link(found.page, **found.parameters)),))


def _mistake(mistake: CodeMistake) -> None:
    title = t("search.code_wrong")
    blocks.notice(f"{t(f'table_code.mistake.{mistake}')} {t('search.nothing_opened')}", kind="attention", title=title)


def hits_block(hits: Hits) -> None:
    """Everything found, by kind, each with a link."""
    for kind in ("meetings", "institutions", "activities"):
        found: Sequence[Hit] = getattr(hits, kind)
        if found:
            more = t("search.first_of", shown=MOST, count=len(found)) if len(found) > MOST else ""
            blocks.section(t(f"search.{kind}", count=len(found)), more)
            html(f'<ul class="hits" role="list">{"".join(_item(hit) for hit in found[:MOST])}</ul>')


def _item(hit: Hit) -> str:
    return f"<li>{anchor(hit.title, hit.href)}{element('span', hit.about, css='note')}</li>"
