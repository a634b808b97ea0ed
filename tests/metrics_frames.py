"""Small frames for the tests of `metrics`: published figures (papers S000, S001, S002) and made ones, marked so."""

import pandas as pd

BANYUASIN = "16.07"
KLUNGKUNG_BRANCH = ("51.05", "51.04", "51.06", "51.07")
"""Klungkung, Gianyar, Bangli, Karangasem, in the order of the paper."""


def frame(columns: str, *rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns.split(", "))


def membership(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Rows of region_code, period, segment, registered_people, active_people."""
    return frame("region_code, period, segment, registered_people, active_people", *rows).astype(
        {"registered_people": "Int64", "active_people": "Int64"}
    )


def population(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Rows of region_code, period, source, people."""
    return frame("region_code, period, source, people", *rows).astype({"people": "Int64"})


def matching(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Rows of region_code, period, source, match_class, people."""
    return frame("region_code, period, source, match_class, people", *rows).astype({"people": "Int64"})


def acceptances(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Rows of region_code, period, code, subject, figures, accepted_until; by Ani of Dinkes."""
    given = frame("region_code, period, code, subject, figures, accepted_until", *rows)
    typed = given.astype({"accepted_until": "datetime64[s]"})
    made_at = pd.Timestamp("2026-11-22 05:00", tz="UTC")
    return typed.assign(reason="counted by hand", by_name="Ani", by_institution="Dinkes", made_at=made_at)


def targets(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Rows of scheme, metric, region_code, period, value_pct."""
    given = frame("scheme, metric, region_code, period, value_pct", *rows).astype({"value_pct": "float64"})
    return given.assign(source="as read in the test", status="confirmed")


BANYUASIN_MEMBERSHIP = membership(
    (BANYUASIN, "2016-01", "total", 338_075, None),
    (BANYUASIN, "2016-08", "pbi", 300_659, None),
    (BANYUASIN, "2016-08", "ppu_pn", 20_547, None),
    (BANYUASIN, "2016-08", "ppu_bu", 27_072, None),
    (BANYUASIN, "2016-08", "pbpu", 18_590, None),
    (BANYUASIN, "2016-08", "bp", 3_334, None),
)
BANYUASIN_POPULATION = population(
    (BANYUASIN, "2016-01", "bpjs", 930_523),
    (BANYUASIN, "2016-08", "bpjs", 977_492),
    (BANYUASIN, "2016-06", "disdukcapil", 799_094),
)
BANYUASIN_TARGETS = targets(
    ("rpjmn_2015_2019", "coverage", "00", "2019-12", 95),
    ("rpjmn_2020_2024", "coverage", "00", "2024-12", 98),
    ("forum_banyuasin_2016", "coverage", BANYUASIN, "2019-12", 100),
)

CRITERIA = targets(
    ("uhc_2018", "coverage", "00", "2018-05", 95),
    ("uhc_2025", "coverage", "00", "2025-01", 98),
    ("uhc_2025", "active_share", "00", "2025-01", 80),
    ("uhc_award_2026_utama", "coverage", "00", "2025-09", 99),
    ("uhc_award_2026_utama", "active_share", "00", "2025-09", 95),
    ("uhc_award_2026_utama", "government_registered_share", "00", "2025-09", 18),
    ("uhc_award_2026_utama_active", "coverage", "00", "2025-09", 99),
    ("uhc_award_2026_utama_active", "active_share", "00", "2025-09", 100),
    ("uhc_award_2026_madya", "coverage", "00", "2025-09", 98),
    ("uhc_award_2026_madya", "active_share", "00", "2025-09", 85),
    ("uhc_award_2026_madya_pemda", "coverage", "00", "2025-09", 98),
    ("uhc_award_2026_madya_pemda", "active_share", "00", "2025-09", 80),
    ("uhc_award_2026_madya_pemda", "government_registered_share", "00", "2025-09", 25),
    ("uhc_award_2026_pratama", "coverage", "00", "2025-09", 98),
    ("uhc_award_2026_pratama", "active_share", "00", "2025-09", 80),
)

PRINTED_FACILITIES: dict[str, dict[int, tuple[int, ...]]] = {
    "fktp": {
        2020: (34, 79, 37, 35, 185),
        2021: (35, 83, 39, 37, 194),
        2022: (35, 86, 41, 36, 198),
        2023: (37, 90, 42, 35, 204),
        2024: (36, 93, 41, 35, 205),
    },
    "fkrtl": {
        2020: (3, 7, 3, 2, 15),
        2021: (5, 6, 3, 2, 16),
        2022: (5, 7, 3, 2, 17),
        2023: (5, 7, 3, 2, 17),
        2024: (5, 8, 3, 3, 19),
    },
}
"""Klungkung, Gianyar, Bangli, Karangasem and the printed total (paper S001)."""


def facilities(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Rows of region_code, year, facility_kind, facility_type, owner, facilities; contracted."""
    given = frame("region_code, year, facility_kind, facility_type, owner, facilities", *rows)
    return given.assign(measure="contracted").astype({"facilities": "Int64"})


KLUNGKUNG_FACILITIES = facilities(
    *(
        (region, year, kind, "", "", count)
        for kind, by_year in PRINTED_FACILITIES.items()
        for year, counts in by_year.items()
        for region, count in zip((*KLUNGKUNG_BRANCH, "branch:klungkung"), counts, strict=True)
    )
)

FIVE_ACTIVITIES = frame(
    "activity_id, forum, origin, region_code, institution, sector, activity, field, start_date, due_date, status, "
    "obstacle, has_report",
    ("a1", "F", "2016", BANYUASIN, "Dinkes", "health", "one", "awareness", None, None, "partly_done", "access", False),
    (
        "a2",
        "F",
        "2016",
        BANYUASIN,
        "Disdukcapil",
        "non_health",
        "two",
        "people",
        None,
        None,
        "not_started",
        "access",
        False,
    ),
    (
        "a3",
        "F",
        "2016",
        BANYUASIN,
        "Dinsos",
        "non_health",
        "three",
        "people",
        None,
        None,
        "not_started",
        "budget",
        False,
    ),
    (
        "a4",
        "F",
        "2016",
        BANYUASIN,
        "Disnakertrans",
        "non_health",
        "four",
        "awareness",
        None,
        None,
        "partly_done",
        None,
        False,
    ),
    ("a5", "F", "2016", BANYUASIN, "Dinkes", "health", "five (made)", "service", None, None, "done", None, True),
).astype({"start_date": "datetime64[s]", "due_date": "datetime64[s]"})
"""The four unfinished activities of Banyuasin (paper S002) and a made one that is done."""
