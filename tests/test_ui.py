"""What screens share, as pieces: escaping, addresses, areas that belong together, colours."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from texts import LANGUAGES, keys, text
from ui.areas import choices, family, neighbourhood
from ui.markup import anchor, element, with_links
from ui.menu import MENU
from ui.style import style_sheet
from ui.words import escape_markdown

ROOT = Path(__file__).parents[1]
HOSTILE = "<img src=x onerror=alert(1)> \"'& [klik](http://evil.example) **tebal**"


@pytest.mark.parametrize(
    ("href", "is_link"),
    [
        ("cakupan?wilayah=branch:klungkung", True),
        ("?versi=3", True),
        ("/unduh/abc", True),
        ("https://evil.example", False),
        ("//evil.example", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,x", False),
    ],
)
def test_links_stay_on_this_site(href, is_link):
    assert anchor("klik", href).startswith("<a ") is is_link


def test_text_is_escaped_between_tags_and_in_attributes():
    assert "<img" not in element("p", HOSTILE, css='x" onclick="y')
    assert 'class="x&quot; onclick=&quot;y"' in element("p", "a", css='x" onclick="y')
    assert "<img" not in with_links(HOSTILE)


def test_markdown_of_people_draws_nothing():
    app = AppTest.from_function(draw_label, kwargs={"words": escape_markdown(HOSTILE)}).run()
    shown = app.markdown[0].value
    assert re.search(r"(?<!\\)[\[\]<>*!]", shown) is None


def draw_label(words: str) -> None:
    import streamlit as st

    st.markdown(words)


def draw_blocks(hostile: str) -> None:
    from ui import blocks

    cells = [blocks.Cell(hostile, note=hostile, href="?a=1"), hostile]
    table = blocks.Table(
        [blocks.Column(hostile, unit=hostile), blocks.Column("b", align="right")],
        [cells, cells],
        caption=hostile,
        source=hostile,
        foot=cells,
    )
    blocks.page_header(hostile, hostile, question=hostile)
    blocks.section(hostile, hostile)
    blocks.paragraph(hostile)
    blocks.points([hostile])
    blocks.tiles([blocks.Tile(hostile, hostile, hostile, hostile, hostile, hostile, hostile, hostile)], label=hostile)
    blocks.notice(hostile, kind="problem", title=hostile)
    blocks.empty(hostile, hostile, actions=[blocks.Action(hostile, "?a=1")])
    blocks.key_values([(hostile, hostile)])
    blocks.timeline([blocks.Entry(hostile, hostile, hostile, hostile, hostile)])
    blocks.steps([hostile], 0)
    blocks.table(table, visible_rows=1)
    blocks.heat_table(table, legend=(hostile, hostile))
    blocks.download(hostile, file_name=hostile, build=bytes)


def test_no_block_lets_markup_through():
    app = AppTest.from_function(draw_blocks, kwargs={"hostile": HOSTILE}).run()
    assert not app.exception
    drawn = [element.proto.body for element in app.get("html")]
    assert len(drawn) == 13
    assert not [body for body in drawn if "<img" in body or "onerror" in body.replace("onerror=alert(1)&gt;", "")]


def draw_too_many_tiles() -> None:
    from ui import blocks

    blocks.tiles([blocks.Tile("a", "1")] * 6)


def test_a_headline_has_at_most_five_tiles():
    assert AppTest.from_function(draw_too_many_tiles).run().exception


def remember(clicks: bool) -> None:
    import streamlit as st

    from ui import address

    address.restore()
    if clicks:
        address.change("periode", "2016-08")
        address.change("kegiatan", "abc")
    st.text(address.link("cakupan", wilayah="16.07", kegiatan="x y", versi=None))
    st.text(address.link())


def test_address_survives_a_click_on_the_menu():
    app = AppTest.from_function(remember, kwargs={"clicks": True})
    app.query_params["wilayah"] = "16"
    app.query_params["versi"] = "3"
    app.run()
    assert app.text[0].value == "cakupan?wilayah=16.07&periode=2016-08&kegiatan=x+y"
    for name in ("wilayah", "periode", "versi", "kegiatan"):
        app.query_params.pop(name, None)
    app.run()
    assert app.text[1].value == "?wilayah=16&periode=2016-08&versi=3"
    assert app.query_params["wilayah"] == "16"


@pytest.mark.parametrize(
    ("area", "inside", "outside"),
    [
        ("16.07", {"00", "16", "16.07", "16.07.01"}, {"16.01", "16.08.01"}),
        ("16", {"00", "16", "16.01", "16.07"}, {"15.01", "16.07.01"}),
        ("branch:klungkung", {"00", "51", "51.05", "branch:klungkung"}, {"51.01"}),
        ("16.07.01", {"00", "16", "16.07", "16.07.01"}, {"16.07.02"}),
    ],
)
def test_family_of_an_area(area, inside, outside):
    found = set(family(area, ("16.07.01", "16.07.02", "16.08.01")) or ())
    assert inside <= found
    assert not outside & found


def test_neighbourhood_adds_the_areas_beside():
    beside = set(neighbourhood("16.07", ()) or ())
    assert {"16", "16.01", "16.07", "16.71"} <= beside
    assert "15.01" not in beside
    assert neighbourhood("16", ()) is None
    assert family("00", ()) is None
    assert "51.01" not in (neighbourhood("branch:klungkung", ()) or ())


def test_every_area_can_be_chosen_once():
    listed = choices(("16.07.01", "99", "99.01"))
    assert len(listed) == len(set(listed))
    assert listed[0] == "00"
    assert {"16.07", "branch:kupang", "16.07.01", "99.01"} <= set(listed)


def test_menu_has_a_title_in_every_language_and_a_script():
    assert {entry.title_key for entry in MENU} <= keys("id")
    assert not [entry.script for entry in MENU if not entry.path.is_file()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_style_sheet_holds_the_words_of_the_uploader(language):
    sheet = style_sheet(language)
    assert text("ui.upload_button", language) in sheet
    assert "http" not in sheet
    assert "@import" not in sheet


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


COLOURS = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", (ROOT / "ui" / "style.css").read_text(encoding="utf-8")))
ON_GROUND = [
    *((state, f"{state}-ground") for state in ("below", "near", "reached", "none")),
    *((words, ground) for words in ("ink", "quiet", "teal", "teal-dark") for ground in ("soft", "teal-ground")),
]


@pytest.mark.parametrize(("words", "ground"), ON_GROUND)
def test_words_can_be_read_on_their_ground(words, ground):
    assert contrast(COLOURS[words], COLOURS[ground]) >= 4.5
    assert contrast(COLOURS[words], "#ffffff") >= 4.5


def test_heat_cells_can_be_read_on_every_shade():
    from ui.blocks_table import DARK_GROUND

    for step in range(101):
        share = (8 + 92 * step / 100) / 100
        mixed = [round(255 - (255 - part) * share) for part in (0x0B, 0x6E, 0x6E)]
        ground = "#" + "".join(f"{part:02x}" for part in mixed)
        letters = "#ffffff" if step / 100 >= DARK_GROUND else "#000000"
        assert contrast(letters, ground) >= 4.4, step
