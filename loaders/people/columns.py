"""Which columns of a list of persons say the area, the segment, the status and the month; all others are dropped."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from loaders.found import Context
from loaders.people.privacy import NAME, TRAITS, PeopleList
from loaders.values.labels import REGION_NAME, column_of, normalise, read_text
from loaders.values.months import read_period
from vocab.codes import Kind
from vocab.segment_labels import segment_of

LOOKED_AT = 500
MOSTLY = 0.9
"""The share of known words from which a column is taken for what they are, whatever its heading says."""
ACTIVE = frozenset(("aktif", "active", "peserta aktif", "status aktif"))
INACTIVE = frozenset(
    (
        *("tidak aktif", "tdk aktif", "nonaktif", "non aktif", "inactive", "peserta tidak aktif", "dinonaktifkan"),
        *("nonaktif premi", "non aktif premi", "non aktif karena premi", "penonaktifan premi", "menunggak"),
        *("meninggal", "meninggal dunia", "keluar", "pindah", "ganda", "tidak ditanggung", "penangguhan peserta"),
    )
)
_SEGMENT_STARTS = ("segmen", "jenis kepesertaan", "jenis peserta", "kategori", "kelompok peserta", "kepesertaan")
_REGION_STARTS = (
    *("kab", "kabupaten", "kota", "kabkota", "wilayah", "daerah"),
    *("nama kab", "nama kabupaten", "nama kota", "nama wilayah", "kode kab", "kode kabupaten", "kode wilayah"),
)
_STATUS_STARTS = ("status", "keaktifan", "keterangan status")
_PERIODS = frozenset(("bulan", "periode", "bulan data", "bulan laporan", "posisi bulan"))


@dataclass(frozen=True)
class Columns:
    """The columns that are counted by; None where the list has no such column."""

    region: int | None
    segment: int | None
    status: int | None
    period: int | None


def is_active(text: str) -> bool | None:
    """Whether a status says active; None for words that are not known."""
    word = normalise(text)
    return True if word in ACTIVE else False if word in INACTIVE else None


def columns_of(people: PeopleList, rows: Sequence[int], context: Context) -> Columns:
    """The columns by their headings and by what stands in them."""
    headings = _headings(people)
    words = {column: _words(people, column, rows[:LOOKED_AT]) for column in headings}
    segments = _titled(headings, _SEGMENT_STARTS, field="segment")
    regions = _titled(headings, _REGION_STARTS, field="region_code", other=REGION_NAME)
    statuses = [
        column
        for column in _titled(headings, _STATUS_STARTS)
        if any(is_active(text) is not None for text in words[column])
    ]
    periods = [column for column in headings if headings[column] in _PERIODS or _is(headings[column], "period")]
    return Columns(
        region=_best(words, regions, lambda text: _is_regency(text, context)),
        segment=_best(words, segments, lambda text: segment_of(text) is not None),
        status=_best(words, statuses, lambda text: is_active(text) is not None),
        period=_best(words, periods, lambda text: read_period(text).period is not None) if periods else None,
    )


def _headings(people: PeopleList) -> dict[int, str]:
    """The headings of the columns that tell nothing about a person; empty where there is none."""
    cells = people.sheet.rows[people.header] if people.header is not None else [""] * people.sheet.width
    named = {column: normalise(read_text(cell)) for column, cell in enumerate(cells)}  # type: ignore[arg-type]
    return {
        column: word
        for column, word in named.items()
        if column not in people.columns and word not in TRAITS and word != NAME
    }


def _words(people: PeopleList, column: int, rows: Iterable[int]) -> list[str]:
    return [text for row in rows if (text := read_text(people.sheet.value(row, column)))]  # type: ignore[arg-type]


def _titled(headings: dict[int, str], starts: tuple[str, ...], *, field: str = "", other: str = "") -> list[int]:
    return [
        column
        for column, word in headings.items()
        if any(word == start or word.startswith(f"{start} ") for start in starts)
        or (field and (_is(word, field) or _is(word, other)))
    ]


def _is(heading: str, field: str) -> bool:
    return bool(field) and column_of(Kind.MEMBERSHIP, heading) == field


def _best(words: dict[int, list[str]], titled: Sequence[int], is_known: Callable[[str], bool]) -> int | None:
    """The titled column with the most known words, else any column where nearly all words are known."""
    known = {column: {text for text in set(texts) if is_known(text)} for column, texts in words.items()}
    shares = {
        column: sum(text in known[column] for text in texts) / len(texts) for column, texts in words.items() if texts
    }
    if titled:
        return max(titled, key=lambda column: shares.get(column, 0.0))
    mostly = [column for column, share in shares.items() if share >= MOSTLY]
    return max(mostly, key=shares.__getitem__, default=None)


def _is_regency(text: str, context: Context) -> bool:
    place = context.places.read(text)
    return place is not None and place.code is not None and len(place.code) == len("16.07")
