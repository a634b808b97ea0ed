"""Where the figures of Kualitas & Pemadanan come from: file, sheet, cell, and who loaded them."""

import pandas as pd

from metrics import membership_rows, population_rows
from pages.data.quality_view import QualityView
from pages.data.quality_words import short_office
from ui import blocks, data
from ui.filters import Choice
from ui.words import code_word, n, short_month, t
from vocab.codes import MatchClass, PopulationSource

MOST_PLACES = 60
"""More places than this are counted, not listed: nobody reads them one by one."""


def of_sources(view: QualityView, choice: Choice) -> None:
    """The rows behind the two sources of population and of PBI."""
    frames = data.frames(choice)
    asked = {"region_codes": view.members, "period": view.period}
    counted = pd.concat(
        [population_rows(frames.population, **asked, source=source.value) for source in PopulationSource],
        ignore_index=True,
    )
    recorded = _matching_rows(view, choice)
    recorded = recorded[recorded["match_class"] == MatchClass.PBI_RECORDED]
    items = [_item("population", _by_office(counted), "people"), _item("pbi", _by_office(recorded), "people")]
    _show(items, key="quality_sources")


def of_matching(view: QualityView, choice: Choice) -> None:
    """The rows behind the matching results."""
    rows = _matching_rows(view, choice)
    named = _by_office(rows)
    words = [code_word("match_class", code) for code in rows["match_class"]]
    said = [f"{name}, {word}" for name, word in zip(named["named"], words, strict=True)]
    _show([_item("matching", named.assign(named=said), "people")], key="quality_matching")


def of_warnings(view: QualityView, choice: Choice, part: str) -> None:
    """The members of the areas that a part warns about; their population has its rows among the sources."""
    areas = list(dict.fromkeys(view.waiting(part)["region_code"]))
    rows = membership_rows(data.frames(choice).membership, region_codes=areas, period=view.period)
    named = rows.assign(
        named=[
            f"{data.area_name(area, short=True)}, {code_word('segment', segment)}"
            for area, segment in zip(rows["region_code"], rows["segment"], strict=True)
        ]
    )
    given = named[named["registered_people"].notna()]
    _show([_item("members", given, "registered_people")], key=f"quality_{part}")


def _matching_rows(view: QualityView, choice: Choice) -> pd.DataFrame:
    keys = ["region_code", "period", "source", "match_class"]
    rows = data.frames(choice).matching
    typed = rows.astype(dict.fromkeys(keys, "str"))
    return typed.merge(view.newest_matching[keys], on=keys, how="inner", validate="one_to_one")


def _by_office(rows: pd.DataFrame) -> pd.DataFrame:
    parts = zip(rows["region_code"], rows["source"], rows["period"], strict=True)
    names = [
        f"{data.area_name(str(area), short=True)}, {short_office(str(source))}, {short_month(str(period))}"
        for area, source, period in parts
    ]
    return rows.assign(named=pd.array(names, dtype="str"))


def _item(name: str, rows: pd.DataFrame, value: str) -> blocks.Provenance:
    left = len(rows) - MOST_PLACES
    return blocks.Provenance(
        title=t(f"quality.origin.{name}"),
        formula=t(f"quality.origin.{name}_formula"),
        result=t("quality.origin.figures", count=n(len(rows))),
        numerator=blocks.cell_sources(rows.head(MOST_PLACES), what="named", value=value),
        notes=[t("quality.origin.more", count=n(left))] if left > 0 else [],
    )


def _show(items: list[blocks.Provenance], *, key: str) -> None:
    known = [item for item in items if item.numerator]
    if known:
        blocks.provenance(known, key=key)
