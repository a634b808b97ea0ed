"""Figures say what the frames say: gaps stay gaps, bars start at zero, people's text is harmless, both languages."""

import json
from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import pytest
from report_frames import MADE_UP, MADE_UP_NAMES, facilities, membership, population, targets

import charts
import metrics
from charts.look import on_colour
from texts import LANGUAGES, text
from vocab.codes import Metric, TargetState
from vocab.regions import REGIONS

BANYUASIN = "Kabupaten Banyuasin"
HOSTILE = "<script>alert(1)</script> %{x} <b>Dinas"
KLUNGKUNG = {code: REGIONS[code].name for code in ("51.04", "51.05", "51.06", "51.07")}


def trend(language: str = "id", area: str = "16.07", name: str = BANYUASIN) -> go.Figure:
    members = MADE_UP if area == "99" else (area,)
    period = "2022-07" if area.startswith("99") else "2016-08"
    headline = metrics.coverage_headline(
        membership(), population(), targets(), area=area, period=period, members=members
    )
    figures = metrics.area_figures(membership(), population(), area=area, members=members)
    return charts.coverage_trend(
        figures, area_name=name, language=language, path=headline.path, target=headline.first_target,
        change=headline.change,
    )  # fmt: skip


def composition(language: str) -> go.Figure:
    rows = metrics.composition(membership(), region_code="16.07", period="2016-08", view="six")
    return charts.segment_composition(rows, period="2016-08", area_name=BANYUASIN, language=language)


def over_time(language: str) -> go.Figure:
    rows = metrics.composition_by_period(membership(), region_code="99", view="six", members=MADE_UP)
    return charts.composition_over_time(rows, area_name="Provinsi Peraga", language=language)


def comparison(language: str, order: str = "code") -> go.Figure:
    rows = metrics.area_table(membership(), population(), members=MADE_UP, period="2022-07")
    rows = rows.assign(state=metrics.states_against(rows["coverage_pct"], 98.0, operator="at_least"))
    return charts.area_comparison(
        rows, period="2022-07", names=MADE_UP_NAMES | {"99.02": HOSTILE}, language=language, average_pct=80.5,
        target_pct=98.0, own="99.01", order=order,
    )  # fmt: skip


def denominators(language: str) -> go.Figure:
    rows = metrics.area_denominators(membership(), population(), area="16.07", period="2016-08")
    return charts.denominators(rows, period="2016-08", area_name=BANYUASIN, language=language, target_pct=95.0)


def facility_trend(language: str, kind: str = "fktp") -> go.Figure:
    counts = metrics.facilities_by_region_year(facilities())
    drops = metrics.facility_drops(counts)
    return charts.facilities_trend(counts, facility_kind=kind, names=KLUNGKUNG, language=language, drops=drops)


def facility_total(language: str) -> go.Figure:
    counts = metrics.facilities_by_region_year(facilities())
    rows = metrics.facilities_by_area_year(counts, area="branch:klungkung")
    return charts.facilities_total(
        rows, facility_kind="fktp", area_name="Kantor Cabang Klungkung", language=language, growth_pct=10.8108
    )


def contribution(language: str) -> go.Figure:
    growth = metrics.facility_growth(metrics.facilities_by_region_year(facilities()), area="branch:klungkung")
    return charts.facility_contribution(growth, facility_kind="fktp", names=KLUNGKUNG, language=language)


def by_institution(language: str) -> go.Figure:
    rows = [("Dinas Kesehatan", "partly_done", 3), (HOSTILE, "not_started", 1), ("", "postponed", 2)]
    counts = pd.DataFrame(rows, columns=["institution", "status", "activities"])
    return charts.unfinished_by_institution(counts, language=language)


def by_obstacle(language: str) -> go.Figure:
    counts = pd.DataFrame({"obstacle": ["access", "budget", ""], "unfinished": [2, 1, 1]})
    return charts.obstacle_pareto(counts.assign(cumulative_pct=[50.0, 75.0, 100.0]), language=language)


FIGURES: tuple[Callable[[str], go.Figure], ...] = (
    trend, composition, over_time, comparison, denominators, facility_trend, facility_total, contribution,
    by_institution, by_obstacle,
)  # fmt: skip


def words_of(figure: go.Figure) -> str:
    return json.dumps(figure.to_plotly_json(), ensure_ascii=False, default=str)


def trace(figure: go.Figure, name: str) -> go.Figure:
    return next(part for part in figure.data if part.name == name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("draw", FIGURES)
def test_every_figure_is_drawn_in_both_languages(draw: Callable[[str], go.Figure], language: str):
    figure = draw(language)
    assert charts.plain_title(figure)
    assert figure.layout.separators == {"id": ",.", "en": ".,"}[language]
    assert figure.layout.height >= 60
    assert "Source Sans" in figure.layout.font.family
    figure.to_json()


@pytest.mark.parametrize("draw", FIGURES)
def test_people_cannot_write_markup_or_places(draw: Callable[[str], go.Figure]):
    words = words_of(draw("id"))
    assert "<script" not in words
    assert "<b>Dinas" not in words
    assert "%{" not in words


def test_the_trend_says_what_moved():
    assert charts.plain_title(trend()) == (
        "Cakupan Kabupaten Banyuasin 37,87\u00a0% (Agu\u00a02016): sejak Jan\u00a02016 peserta bertambah 32.127; "
        "penduduk pembagi bertambah 46.969 (5,05\u00a0%)"
    )


def test_the_trend_names_target_path_and_population():
    words = words_of(trend())
    for part in ("37,87\u00a0%", "36,33\u00a0%", "Target 95\u00a0% (Des 2019)", "lintasan indikatif"):
        assert part in words
    assert "Penduduk pembagi: BPJS Kesehatan per Agu\u00a02016." in words


def test_a_change_between_different_sets_of_areas_is_not_told():
    title = charts.plain_title(trend(area="99", name="Provinsi Peraga"))
    assert "sejak" not in title
    assert title.startswith("Cakupan Provinsi Peraga")


def test_gaps_stay_gaps_on_real_dates():
    line = trace(trend(area="99.01", name="Kabupaten Satu"), "line")
    assert list(line.x) == ["2022-01-01", "2022-02-01", None, "2022-06-01", "2022-07-01"]
    assert list(line.y)[2] is None
    assert line.connectgaps is False


def test_an_old_population_is_a_hollow_mark():
    values = trace(trend(area="99.01", name="Kabupaten Satu"), "values")
    assert list(values.marker.color) == ["#FFFFFF", "#FFFFFF", "#0B6E6E", "#FFFFFF"]
    assert values.marker.size[-1] > values.marker.size[0]


def test_a_ratio_that_is_not_of_the_population_says_nothing_of_it():
    figures = metrics.area_figures(membership(), population(), area="99.01", members=("99.01",))
    figure = charts.coverage_trend(figures, area_name="Satu", language="id", metric=Metric.ACTIVE_SHARE)
    assert "Penduduk pembagi" not in words_of(figure)
    assert "Keaktifan Satu" in charts.plain_title(figure)


@pytest.mark.parametrize("draw", [composition, comparison, denominators, contribution, by_institution, by_obstacle])
def test_bars_start_at_zero(draw: Callable[[str], go.Figure]):
    assert draw("id").layout.xaxis.range[0] == 0


def test_composition_writes_share_and_people_at_each_bar():
    words = words_of(composition("id"))
    for part in ("300.659 · 81,21\u00a0%", "20.547 · 5,55\u00a0%", "18.590 · 5,02\u00a0%", "3.334 · 0,90\u00a0%"):
        assert part in words


def test_segments_have_their_fixed_colour():
    assert next(iter(trace(composition("id"), "bars").marker.color)) == charts.segment_colour("pbi")


def test_denominators_show_three_ratios_and_mark_the_chosen():
    figure = denominators("id")
    words = words_of(figure)
    assert all(part in words for part in ("37,87\u00a0%", "39,78\u00a0%", "46,33\u00a0%"))
    assert list(trace(figure, "bars").marker.color).count("#0B6E6E") == 1


def test_missing_and_over_100_look_different_from_a_figure():
    values = trace(comparison("id"), "values")
    by_code = dict(zip(MADE_UP, values.text, strict=True))
    assert by_code["99.03"] == "▨ Tidak ada data"
    assert by_code["99.71"].endswith(" *")
    assert "di atas 100" in words_of(comparison("id"))
    assert max(trace(comparison("id"), "areas").x[:1] + trace(comparison("id"), "areas").x[-1:]) > 100


def test_areas_stand_in_code_order_unless_ranking_is_chosen():
    in_code_order = list(trace(comparison("id"), "areas").x)
    by_value = [value for value in trace(comparison("id", order="value"), "areas").x if value == value]
    assert by_value == sorted(by_value, reverse=True)
    assert [value for value in in_code_order if value == value] != by_value


def test_exactly_the_five_drops_of_klungkung_are_marked():
    found = {
        (kind, line.name, year)
        for kind in ("fktp", "fkrtl")
        for line in facility_trend("id", kind).data
        for year, symbol in zip(line.x, line.marker.symbol, strict=True)
        if symbol == "triangle-down"
    }
    assert found == {
        ("fktp", "51.07", 2022), ("fktp", "51.07", 2023), ("fktp", "51.06", 2024), ("fktp", "51.05", 2024),
        ("fkrtl", "51.04", 2021),
    }  # fmt: skip
    assert "4 kali turun" in charts.plain_title(facility_trend("id")).replace("\u00a0", " ")


def test_facilities_of_the_branch_say_growth():
    assert charts.plain_title(facility_total("id")).replace("\u00a0", " ") == (
        "FKTP Kantor Cabang Klungkung: 185 (2020) menjadi 205 (2024), +10,81 %"
    )
    assert "+20 (+10,81" in charts.plain_title(contribution("id"))


def test_the_dots_of_a_pareto_chart_add_up_the_bars_on_one_scale():
    figure = by_obstacle("id")
    assert list(trace(figure, "bars").x) == [2, 1, 1]
    assert list(trace(figure, "cumulative").x) == [2, 3, 4]
    assert [words.replace("\u00a0", " ") for words in trace(figure, "cumulative").text] == ["50 %", "75 %", "100 %"]
    assert figure.layout.xaxis.range[1] >= 4


@pytest.mark.parametrize("column", ["sector", "field", "region_code"])
def test_unfinished_by_any_group_writes_its_names(column: str):
    rows = pd.DataFrame({column: ["a", "b"], "status": ["not_started", "partly_done"], "activities": [1, 2]})
    figure = charts.unfinished_by(rows, column, language="id", names={"a": "Satu"})
    assert list(trace(figure, "names").text) == ["Satu", "b"]
    assert "3 kegiatan" in charts.plain_title(figure)


def test_an_empty_frame_says_so():
    figures = metrics.area_figures(membership(), population(), area="11.01")
    assert "Tidak ada data" in words_of(charts.coverage_trend(figures, area_name="Aceh", language="id"))
    rows = metrics.composition(membership(), region_code="11.01", period="2016-08")
    empty = charts.segment_composition(rows, period="2016-08", area_name="Aceh", language="id")
    assert "Tidak ada data" in words_of(empty)
    nothing = pd.DataFrame({"institution": [], "status": [], "activities": []})
    assert charts.plain_title(charts.unfinished_by_institution(nothing, language="id")) == text(
        "charts.activities.none", "id"
    )


def test_no_frame_is_changed():
    rows = metrics.area_table(membership(), population(), members=MADE_UP, period="2022-07")
    before = rows.copy(deep=True)
    charts.area_comparison(rows, period="2022-07", names=MADE_UP_NAMES, language="id", order="value")
    pd.testing.assert_frame_equal(rows, before)


def test_plotly_speaks_the_language_without_asking_the_network():
    config = charts.plotly_config("id")
    assert config["locale"] == "id"
    formats = config["locales"]["id"]["format"]
    assert formats["months"][7] == "Agustus"
    assert formats["days"][0] == "Minggu"
    assert (formats["decimal"], formats["thousands"]) == (",", ".")
    assert config["locales"]["id"]["dictionary"]["Download plot as a PNG"] == "Unduh PNG"


def contrast(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_states_can_be_read_and_never_rest_on_colour_alone():
    marks = charts.STATE_MARKS
    assert set(marks) == set(TargetState)
    assert all(contrast(mark.colour) >= 4.5 for mark in marks.values())
    assert len({mark.shape for mark in marks.values()}) == len(marks)
    assert all(contrast(colour) >= 3 for colour in charts.STATUS_COLOURS.values())
    assert on_colour("#FFFFFF") != "#FFFFFF"
