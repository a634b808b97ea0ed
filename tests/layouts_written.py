"""Tables as offices write them, made at random with the rows they must give: layouts, spellings, decorations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hypothesis import strategies as st

from vocab.regions import REGIONS

Key = tuple[str, ...]
PROVINCES = tuple(sorted(code for code in REGIONS if len(code) == 2 and code != "00"))
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
SEGMENTS: dict[str, tuple[str, ...]] = {
    "pbi_apbn": ("PBI APBN", "Penerima Bantuan Iuran APBN", "PBI JK"),
    "pbi_apbd": ("PBI APBD", "PBPU Pemda", "Penerima Bantuan Iuran Daerah"),
    "ppu_pn": ("DPRD/PNS/POLRI/TNI", "PPU PN"),
    "ppu_bu": ("Badan Usaha", "PPU BU"),
    "pbpu": ("PBPU", "Mandiri", "Pekerja Bukan Penerima Upah (PBPU)/ Mandiri"),
    "bp": ("BP", "Bukan Pekerja (BP)", "Bukan Pekerja"),
}
SOURCES = {
    "bpjs": "Sumber: BPJS Kesehatan",
    "disdukcapil": "Sumber: Dinas Kependudukan dan Pencatatan Sipil",
    "bps": "Sumber: Badan Pusat Statistik",
}


@dataclass
class Written:
    """A sheet as it was written, what a person says about it, and the rows it must give: kind and key to counts.

    `body` is the first row under the header.
    """

    layout: str
    rows: list[list[object]]
    expected: dict[str, dict[Key, dict[str, int]]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    answers: Mapping[str, str] = field(default_factory=dict)
    body: int = 1
    first_row: int = 0
    first_column: int = 0


@dataclass(frozen=True)
class Style:
    """How one office writes: names, numbers, months."""

    region: str
    number: str
    period: str
    is_upper: bool

    @property
    def heading(self) -> str:
        """What stands over a column of areas."""
        return "Kode Wilayah" if self.region == "code" else "Kabupaten/Kota"

    def name(self, code: str) -> str:
        """An area as this office writes it."""
        official = REGIONS[code].name
        kind, _, bare = official.partition(" ")
        short = {"Kabupaten": "Kab.", "Kota": "Kota"}.get(kind, kind)
        written = {
            "full": official,
            "short": f"{short} {bare}",
            "code": code,
            "both": f"{code} {official}",
            "spaced": f"{official}  ",
        }[self.region]
        return written.upper() if self.is_upper else written

    def count(self, value: int) -> object:
        """A count as this office writes it."""
        dotted = f"{value:,}".replace(",", ".")
        return {"int": value, "float": float(value), "dots": dotted, "plain": str(value), "spaces": f"{dotted}\u00a0"}[
            self.number
        ]

    def month(self, period: str) -> object:
        """A month as this office writes it."""
        year, month = int(period[:4]), int(period[5:])
        return {
            "long": f"{MONTHS[month - 1]} {year}",
            "short": f"{SHORT[month - 1]}-{year % 100:02d}",
            "iso": period,
            "until": f"s.d. {MONTHS[month - 1]} {year}",
            "date": date(year, month, 1),
        }[self.period]


styles = st.builds(
    Style,
    region=st.sampled_from(("full", "short", "code", "both", "spaced")),
    number=st.sampled_from(("int", "float", "dots", "plain", "spaces")),
    period=st.sampled_from(("long", "short", "iso", "until", "date")),
    is_upper=st.booleans(),
)
counts = st.integers(min_value=1_000, max_value=9_999_999)
years = st.integers(min_value=2012, max_value=2025)
periods = st.builds(lambda year, month: f"{year}-{month:02d}", years, st.integers(1, 12))


totals = st.sampled_from(("", "JUMLAH", "TOTAL", "Jumlah Kab/Kota"))
"""How an office calls the last row of a table; nothing where it has none."""


def total_row(label: str, figures: Sequence[Sequence[int]], style: Style, *, before: int = 0) -> list[list[object]]:
    """The row that adds up the figures of the rows above."""
    sums = [style.count(sum(column)) for column in zip(*figures, strict=True)]
    return [[label, *[""] * before, *sums]] if label else []


@st.composite
def regencies(draw: st.DrawFn, least: int = 1, most: int = 8) -> list[str]:
    """Regencies of one province, in any order."""
    province = draw(st.sampled_from(PROVINCES))
    inside = sorted(code for code in REGIONS if code.startswith(f"{province}.") and len(code) == 5)
    return draw(st.lists(st.sampled_from(inside), min_size=min(least, len(inside)), max_size=most, unique=True))


segments = st.lists(st.sampled_from(sorted(SEGMENTS)), min_size=2, max_size=6, unique=True)


@st.composite
def tidy(draw: st.DrawFn) -> Written:
    """One row a figure, its columns in any order."""
    style, codes, groups = draw(styles), draw(regencies()), draw(segments)
    months = draw(st.lists(periods, min_size=1, max_size=3, unique=True))
    keys = [(code, month, group) for code in codes for month in months for group in groups]
    figures = draw(st.lists(st.tuples(counts, counts), min_size=len(keys), max_size=len(keys)))
    label = {group: draw(st.sampled_from(SEGMENTS[group])) for group in groups}
    columns = {
        draw(st.sampled_from(("Kode Wilayah", "Kabupaten/Kota", "Nama Wilayah"))): [style.name(key[0]) for key in keys],
        draw(st.sampled_from(("Periode", "Bulan"))): [style.month(key[1]) for key in keys],
        draw(st.sampled_from(("Segmen", "Jenis Kepesertaan"))): [label[key[2]] for key in keys],
        draw(st.sampled_from(("Peserta Terdaftar", "Jumlah Peserta"))): [style.count(max(pair)) for pair in figures],
        "Peserta Aktif": [style.count(min(pair)) for pair in figures],
    }
    order = draw(st.permutations(list(columns)))
    rows = [list(order), *[[columns[name][index] for name in order] for index in range(len(keys))]]
    expected = {
        key: {"registered_people": max(pair), "active_people": min(pair)}
        for key, pair in zip(keys, figures, strict=True)
    }
    return Written("template", rows, {"membership": expected})


@st.composite
def population_over_years(draw: st.DrawFn) -> Written:
    """Areas down, years across; gap years are not filled."""
    style, codes = draw(styles), draw(regencies(least=2))
    across = sorted(draw(st.lists(years, min_size=2, max_size=5, unique=True)))
    source = draw(st.sampled_from(sorted(SOURCES)))
    head = draw(st.sampled_from(("plain", "words", "over")))
    names = [f"Tahun {year}" if head == "words" else year for year in across]
    figures = {(code, year): draw(counts) for code in codes for year in across}
    body = [[style.name(code), *[style.count(figures[code, year]) for year in across]] for code in codes]
    expected = {(code, f"{year}-12", source): {"people": value} for (code, year), value in figures.items()}
    rows: list[list[object]] = [[style.heading, *names], *body]
    merged = []
    if head == "over":
        rows.insert(0, [style.heading, "Jumlah Penduduk", *[""] * (len(across) - 1)])
        rows[1][0] = ""
        merged = [(0, 0, 1, 0), (0, 1, 0, len(across))]
    sums = total_row(draw(totals), [[figures[code, year] for year in across] for code in codes], style)
    titled = [["Jumlah Penduduk menurut Kabupaten/Kota"], *rows, *sums, [SOURCES[source]]]
    merged = [(top + 1, left, bottom + 1, right) for top, left, bottom, right in merged]
    return Written("years_across", titled, {"population": expected}, merged, body=len(rows) - len(body) + 1)


@st.composite
def members_over_months(draw: st.DrawFn) -> Written:
    """Areas down, months across, the measure in the title."""
    style, codes = draw(styles), draw(regencies(least=2))
    across = sorted(draw(st.lists(periods, min_size=2, max_size=6, unique=True)))
    figures = {(code, month): draw(counts) for code in codes for month in across}
    rows = [
        ["Jumlah Peserta JKN Terdaftar menurut Kabupaten/Kota"],
        [style.heading, *[style.month(month) for month in across]],
        *[[style.name(code), *[style.count(figures[code, month]) for month in across]] for code in codes],
        *total_row(draw(totals), [[figures[code, month] for month in across] for code in codes], style),
    ]
    expected = {(*key, "total"): {"registered_people": value} for key, value in figures.items()}
    return Written("months_across", rows, {"membership": expected}, body=2)


@st.composite
def areas_over_months(draw: st.DrawFn) -> Written:
    """Months down, areas across."""
    style, codes = draw(styles.filter(lambda style: style.region not in ("code", "both"))), draw(regencies(least=2))
    down = sorted(draw(st.lists(periods, min_size=2, max_size=6, unique=True)))
    figures = {(code, month): draw(counts) for code in codes for month in down}
    rows = [
        ["Jumlah Peserta JKN Terdaftar"],
        ["Bulan", *[style.name(code) for code in codes]],
        *[[style.month(month), *[style.count(figures[code, month]) for code in codes]] for month in down],
    ]
    expected = {(*key, "total"): {"registered_people": value} for key, value in figures.items()}
    return Written("areas_across", rows, {"membership": expected}, body=2)


@st.composite
def categories(draw: st.DrawFn) -> Written:
    """Segments down for one regency and month of the title, with a total and perhaps shares."""
    style, (code,), groups = draw(styles), draw(regencies(least=1, most=1)), draw(segments)
    month = draw(periods)
    figures = {group: draw(counts) for group in groups}
    whole = sum(figures.values())
    has_share = draw(st.booleans())
    share = [f"{value / whole * 100:.2f}".replace(".", ",") + "%" for value in figures.values()] if has_share else []
    title = (
        f"Peserta JKN menurut jenis kepesertaan di {REGIONS[code].name} bulan {MONTHS[int(month[5:]) - 1]} {month[:4]}"
    )
    rows: list[list[object]] = [[title], ["No", "Kategori Kepesertaan", "Jumlah Peserta Terdaftar"]]
    rows += [
        [number, draw(st.sampled_from(SEGMENTS[group])), style.count(value)]
        for number, (group, value) in enumerate(figures.items(), 1)
    ]
    rows.append(["JUMLAH", "", style.count(whole)])
    if has_share:
        for row, text in zip(rows[1:], ["Persentase (%)", *share, "100%"], strict=True):
            row.append(text)
    expected = {(code, month, group): {"registered_people": value} for group, value in figures.items()}
    return Written("categories", rows, {"membership": expected}, body=2)


@st.composite
def recap(draw: st.DrawFn) -> Written:
    """The usual summary: areas down; population, segments, all registered, all active and shares side by side."""
    style, codes, groups, month = draw(styles), draw(regencies(least=2)), draw(segments), draw(periods)
    source, is_tall = draw(st.sampled_from(sorted(SOURCES))), draw(st.booleans())
    labels = [draw(st.sampled_from(SEGMENTS[group])) for group in groups]
    rows: list[list[object]] = [[f"Cakupan UHC per Kabupaten/Kota {MONTHS[int(month[5:]) - 1]} {month[:4]}"]]
    last = ["Jumlah Peserta", "Peserta Aktif", "% Cakupan"]
    merged = []
    if is_tall:
        wide = len(groups)
        rows += [["No", style.heading, "Jumlah Penduduk", "Peserta Terdaftar", *[""] * (wide - 1), *last]]
        rows += [["", "", "", *labels, "", "", ""]]
        merged = [(1, 3, 1, 2 + wide), *[(1, at, 2, at) for at in (0, 1, 2, 3 + wide, 4 + wide, 5 + wide)]]
    else:
        rows += [["No", style.heading, "Jumlah Penduduk", *labels, *last]]
    members: dict[Key, dict[str, int]] = {}
    people: dict[Key, dict[str, int]] = {}
    for number, code in enumerate(codes, 1):
        figures = [draw(counts) for _ in groups]
        whole, population = sum(figures), sum(figures) + draw(counts)
        active = draw(st.integers(min_value=1_000, max_value=whole))
        share = f"{whole / population * 100:.2f}".replace(".", ",")
        rows.append([number, style.name(code), *map(style.count, (population, *figures, whole, active)), share])
        members |= {
            (code, month, group): {"registered_people": value} for group, value in zip(groups, figures, strict=True)
        }
        members[code, month, "total"] = {"active_people": active}
        people[code, month, source] = {"people": population}
    expected = {"membership": members, "population": people}
    return Written("recap", rows, expected, merged, {"source": source}, body=3 if is_tall else 2)


@st.composite
def population_by_sex(draw: st.DrawFn) -> Written:
    """One row a sex: both are added."""
    style, codes = draw(styles), draw(regencies())
    across = draw(st.lists(years, min_size=1, max_size=3, unique=True))
    source = draw(st.sampled_from(sorted(SOURCES)))
    rows: list[list[object]] = [
        [
            "kode_kabupaten_kota" if style.region == "code" else "nama_kabupaten_kota",
            "jenis_kelamin",
            "tahun",
            "jumlah_penduduk",
        ]
    ]
    expected: dict[Key, dict[str, int]] = {}
    for code in codes:
        for year in across:
            men, women = draw(counts), draw(counts)
            rows += [
                [style.name(code), sex, year, style.count(value)]
                for sex, value in (("LAKI-LAKI", men), ("PEREMPUAN", women))
            ]
            expected[code, f"{year}-12", source] = {"people": men + women}
    return Written("long", rows, {"population": expected}, answers={"source": source})


LAYOUTS = {
    "tidy": tidy(),
    "years": population_over_years(),
    "months": members_over_months(),
    "areas": areas_over_months(),
    "categories": categories(),
    "recap": recap(),
    "sex": population_by_sex(),
}


def numbered(written: Written) -> Written:
    """The table with a row that numbers its columns under the header."""
    width = len(written.rows[written.body])
    written.rows.insert(written.body, list(range(1, width + 1)))
    return written


def paged(written: Written, at: int) -> Written:
    """The table with its header said again where a new page begins."""
    head = next(index for index, row in enumerate(written.rows) if len([cell for cell in row if cell != ""]) > 1)
    written.rows[at:at] = [list(row) for row in written.rows[head : written.body]]
    return written


@st.composite
def decorated(draw: st.DrawFn, layout: st.SearchStrategy[Written]) -> Written:
    """A table with what offices put around it."""
    written = draw(layout)
    if draw(st.booleans()) and len(written.rows) > written.body + 3:
        written = paged(written, draw(st.integers(written.body + 1, written.body + 2)))
    if draw(st.booleans()) and len(written.rows[written.body]) > 2:
        written = numbered(written)
    rows = written.rows
    head = next(index for index, row in enumerate(rows) if len([cell for cell in row if cell != ""]) > 1)
    title = draw(st.sampled_from(((), ("DINAS KESEHATAN",), ("LAPORAN BULANAN", "Bidang Pelayanan Kesehatan"))))
    blank = draw(st.integers(0, 2)) if head else 0
    moved = [[text] for text in title] + rows[:head] + [[]] * blank + rows[head:]
    if draw(st.booleans()):
        moved += [[], ["Keterangan: angka sementara"]]
    if draw(st.booleans()):
        moved += [[], ["", "", "Mengetahui,"], ["", "", "Kepala Dinas Kesehatan"], [], ["", "", "dr. Ani Lestari"]]
    shift = len(title) + blank
    written.rows = moved
    written.merged = [(top + shift, left, bottom + shift, right) for top, left, bottom, right in written.merged]
    written.first_row, written.first_column = draw(st.integers(0, 7)), draw(st.integers(0, 3))
    if not draw(st.booleans()):
        written.merged = []
    return written


def stacked(first: Written, second: Written, blank: int) -> Written:
    """Two tables on one sheet, one under the other."""
    shift = len(first.rows) + blank
    below = [(top + shift, left, bottom + shift, right) for top, left, bottom, right in second.merged]
    return Written(
        "stacked",
        [*first.rows, *[[]] * blank, *second.rows],
        {**first.expected, **second.expected},
        [*first.merged, *below],
        {**first.answers, **second.answers},
    )


def beside(first: Written, second: Written, blank: int) -> Written:
    """Two tables on one sheet, side by side."""
    height = max(len(first.rows), len(second.rows))
    left, right = (rectangular([*one.rows, *[[]] * (height - len(one.rows))]) for one in (first, second))
    shift = len(left[0]) + blank
    merged = [(top, west + shift, bottom, east + shift) for top, west, bottom, east in second.merged]
    return Written(
        "beside",
        [[*one, *[""] * blank, *other] for one, other in zip(left, right, strict=True)],
        {**first.expected, **second.expected},
        [*first.merged, *merged],
        {**first.answers, **second.answers},
    )


two_tables = st.one_of(
    st.builds(stacked, population_over_years(), st.one_of(categories(), members_over_months()), st.integers(1, 3)),
    st.builds(stacked, st.one_of(categories(), areas_over_months()), population_over_years(), st.integers(1, 3)),
    st.builds(beside, population_over_years(), st.one_of(categories(), members_over_months()), st.integers(1, 2)),
)


def rectangular(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    """Rows of one length, as a spreadsheet gives them."""
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]
