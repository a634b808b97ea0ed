"""In a real Chromium no word of a figure is cut off, on a phone or on a wide screen."""

import base64
from pathlib import Path

import plotly
import pytest
import streamlit
from test_charts import FIGURES

import charts

PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
FONT = next((Path(streamlit.__file__).parent / "static").rglob("SourceSansVF-Upright*.woff2"))
"""The page's own font: another one has other widths."""
OUTSIDE = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
    const frame = plot.getBoundingClientRect();
    return [...plot.querySelectorAll('text')].filter(text => {
        const place = text.getBoundingClientRect();
        return place.width > 0 && (place.left < frame.left - 1 || place.right > frame.right + 1
            || place.top < frame.top - 1 || place.bottom > frame.bottom + 1);
    }).map(text => text.textContent);
})"""


def page_of(language: str) -> str:
    parts = []
    for place, draw in enumerate(FIGURES):
        figure = draw(language)
        parts.append(
            f'<div id="plot{place}" style="height:{figure.layout.height}px"></div><script>'
            f"Plotly.newPlot('plot{place}', {{...{figure.to_json()}, config: CONFIG}})</script>"
        )
    return "".join(parts)


def font_face() -> str:
    font = base64.b64encode(FONT.read_bytes()).decode()
    return f'@font-face {{ font-family: "Source Sans"; font-weight: 200 900; src: url(data:font/woff2;base64,{font}) }}'


@pytest.mark.browser
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("width", [390, 900])
def test_no_word_is_cut_off(browser, width: int, language: str):
    page = browser.new_page(viewport={"width": width, "height": 900})
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.set_content(f"<style>{font_face()} body {{ margin: 8px; font-family: 'Source Sans' }}</style>")
    page.evaluate("() => Promise.all(['400', '600', '700'].map(w => document.fonts.load(w + ' 15px \"Source Sans\"')))")
    page.add_script_tag(path=PLOTLY)
    page.evaluate("config => { window.CONFIG = config }", charts.plotly_config(language))
    page.evaluate(
        "html => document.body.append(document.createRange().createContextualFragment(html))", page_of(language)
    )
    page.wait_for_function(f"() => document.querySelectorAll('.main-svg').length >= {len(FIGURES)}")
    assert failures == []
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
