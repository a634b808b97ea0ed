"""Published figures as the store would hand them to the reports, shared by the tests of reports and charts."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pandas as pd

from reports import StoreFrames, VersionFacts, WorkbookInputs, workbook_inputs
from vocab.people import Person

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
MADE_UP = ("99.01", "99.02", "99.03", "99.71")
MADE_UP_NAMES = {
    "99": "Provinsi Peraga",
    "99.01": "Kabupaten Satu",
    "99.02": "Kabupaten Dua & =Tiga",
    "99.03": "Kabupaten Empat",
    "99.71": "Kota Lima",
}
SHARES = {"pbi_apbn": 0.45, "pbi_apbd": 0.1, "ppu_pn": 0.1, "ppu_bu": 0.08, "pbpu": 0.07, "bp": 0.02}
LINEAGE = {"since": 1, "origin_version": 1, "sheet": "Data", "cell": "B2"}


def membership() -> pd.DataFrame:
    """Banyuasin 2016 and branch Kupang as printed; a made-up province with a gap in 2022 and a silent regency."""
    rows: list[tuple[object, ...]] = [
        ("16.07", "2016-01", "total", 338075, None),
        ("16.07", "2016-08", "ppu_pn", 20547, None),
        ("16.07", "2016-08", "pbi", 300659, None),
        ("16.07", "2016-08", "ppu_bu", 27072, None),
        ("16.07", "2016-08", "bp", 3334, None),
        ("16.07", "2016-08", "pbpu", 18590, None),
    ]
    for place, month in enumerate(("2022-01", "2022-02", "2022-06", "2022-07")):
        for code, people in zip(MADE_UP, (50_000, 80_000, 60_000, 40_000), strict=True):
            if (code, month) == ("99.03", "2022-07"):
                continue
            for segment, share in SHARES.items():
                count = round(people * (share + 0.01 * place))
                rows.append((code, month, segment, count, None if code == "99.71" else round(count * 0.81)))
    frame = pd.DataFrame(rows, columns=["region_code", "period", "segment", "registered_people", "active_people"])
    return frame.astype({"registered_people": "Int64", "active_people": "Int64"}).assign(active_cell=None, **LINEAGE)


def population() -> pd.DataFrame:
    """The three denominators of Banyuasin; one source for the made-up province."""
    rows: list[tuple[object, ...]] = [
        ("16.07", "2016-01", "bpjs", 930523),
        ("16.07", "2016-08", "bpjs", 977492),
        ("16.07", "2016-06", "disdukcapil", 799094),
    ]
    for code, people in zip(MADE_UP, (52_000, 90_000, 70_000, 30_000), strict=True):
        rows += [(code, "2021-12", "disdukcapil", people), (code, "2022-06", "disdukcapil", people + 700)]
    frame = pd.DataFrame(rows, columns=["region_code", "period", "source", "people"])
    return frame.astype({"people": "Int64"}).assign(**LINEAGE)


def facilities() -> pd.DataFrame:
    """Facilities of branch Klungkung 2020 to 2024 as printed."""
    counts = {
        "fktp": ((34, 79, 37, 35), (35, 83, 39, 37), (35, 86, 41, 36), (37, 90, 42, 35), (36, 93, 41, 35)),
        "fkrtl": ((3, 7, 3, 2), (5, 6, 3, 2), (5, 7, 3, 2), (5, 7, 3, 2), (5, 8, 3, 3)),
    }
    regencies = ("51.05", "51.04", "51.06", "51.07")
    rows = [
        (code, 2020 + place, kind, "", "", "contracted", count)
        for kind, years in counts.items()
        for place, year in enumerate(years)
        for code, count in zip(regencies, year, strict=True)
    ]
    names = ["region_code", "year", "facility_kind", "facility_type", "owner", "measure", "facilities"]
    return pd.DataFrame(rows, columns=names).astype({"facilities": "Int64", "year": "Int64"}).assign(**LINEAGE)


def targets(source: str = "RPJMN 2015–2019") -> pd.DataFrame:
    """The plan's and the forum's target for Banyuasin, and one for the made-up province."""
    rows = [
        ("rpjmn_2015_2019", "coverage", "00", "2019-12", 95.0, source, "confirmed"),
        ("forum_banyuasin_2016", "coverage", "16.07", "2019-12", 100.0, source, "confirmed"),
        ("rpjmn_2020_2024", "coverage", "00", "2024-12", 98.0, source, "unconfirmed"),
    ]
    names = ["scheme", "metric", "region_code", "period", "value_pct", "source", "status"]
    return pd.DataFrame(rows, columns=names).assign(**LINEAGE)


def activities(words: Sequence[str] = ()) -> pd.DataFrame:
    """The four planned activities of Banyuasin; with `words` one activity for each, which says it in every column."""
    rows = [
        ("Dinas Kesehatan", "health", "Sosialisasi dan peningkatan pelayanan", "service", "partly_done", "access"),
        ("Disdukcapil", "non_health", "Pendataan wilayah perbatasan", "information", "not_started", "access"),
        ("Dinas Sosial", "non_health", "Verifikasi PBI 2015 di desa", "information", "not_started", "budget"),
        ("Disnakertrans", "non_health", "Pengawasan badan usaha", "awareness", "partly_done", "compliance"),
    ]
    rows = [(word, "health", word, "other", "not_started", "other") for word in words] or rows
    names = ["institution", "sector", "activity", "field", "status", "obstacle"]
    texts = (
        *("forum", "code", "origin", "problem", "indicator", "output_unit", "office", "person", "supporters"),
        *("obstacle_note", "budget_source", "evidence"),
    )
    days = pd.Series([pd.NaT] * len(rows), dtype="datetime64[s]")
    numbers = {name: float("nan") for name in ("output_target", "output_realised", "progress_pct")}
    return pd.DataFrame(rows, columns=names).assign(
        **{name: list(words) or ["FKPKU"] * len(rows) for name in texts}, **numbers, start_date=days, due_date=days,
        reported_on=days, region_code="16.07", budget=pd.array([None] * len(rows), dtype="Int64"), budget_state=None,
        people_expected=pd.array([None] * len(rows), dtype="Int64"), people_segment=None,
        activity_id=[f"{place:012x}" for place in range(len(rows))], activity_key="", has_report=False, **LINEAGE,
    )  # fmt: skip


def reports() -> pd.DataFrame:
    """No progress report."""
    return pd.DataFrame({"activity_id": pd.Series(dtype="str")})


def versions(words: str = "banyuasin.xlsx") -> pd.DataFrame:
    """One version, from one file."""
    return pd.DataFrame(
        {
            "number": [1], "kind": ["import"], "made_at": [pd.Timestamp(NOW)], "by_name": [words],
            "by_institution": [words], "is_sample": [True], "file_name": [words], "sha256": ["ab" * 32],
        }
    )  # fmt: skip


def inputs(area: str, period: str, *, words: Sequence[str] = (), **choices: object) -> WorkbookInputs:
    """The inputs of a workbook on these figures; `words` stand where people write."""
    frames = StoreFrames(
        membership(), population(), facilities(), targets(words[0] if words else "RPJMN"), activities(words), reports()
    )
    named = words[0] if words else "Siti"
    return workbook_inputs(
        frames, area=area, period=period, by=Person(named, named, named), made_at=NOW, today=date(2026, 11, 22),
        version=VersionFacts(1, NOW, True, True, False, versions(named)), **{"names": MADE_UP_NAMES} | choices,
    )  # fmt: skip
