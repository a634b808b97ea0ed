"""The search box: an ordinary form, so that the Enter key, a phone and the way back work as everywhere."""

from ui import address, filters
from ui.markup import attribute, html, safe
from ui.words import t

SEARCH_PATH = "tuju"
"""Our own route that reads what was typed and leads on."""
PAGE, ASKED = "cari", "q"
LONGEST = 200
ARROW = "→"


def search_box(place: str, *, value: str = "") -> None:
    """Draw the box; `place` tells the one beside the menu (`sidebar`) from the one on the page."""
    name = f"search_{place}"
    kept = "".join(_hidden(key, address.value(key)) for key in address.KEYS)
    field = (
        f'<input id="{name}" type="search" name="{ASKED}" maxlength="{LONGEST}" autocomplete="off"'
        f"{attribute('placeholder', t('search.placeholder'))}{attribute('value', value)}>"
    )
    role = ' role="search"' if place == "sidebar" else ""
    html(
        f'<form class="search {place}"{role} action="{SEARCH_PATH}" method="get">'
        f'<label class="spoken" for="{name}">{safe(t("search.label"))}</label>'
        f'{field}<button type="submit"{attribute("aria-label", t("search.button"))}>{ARROW}</button>{kept}</form>'
    )


def asked_for() -> str:
    """What the address asks for."""
    return filters.param(ASKED).strip()[:LONGEST]


def _hidden(key: str, value: str) -> str:
    return f'<input type="hidden" name="{key}"{attribute("value", value)}>' if value else ""
