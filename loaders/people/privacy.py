"""Files with people in them: the product holds counts, never persons. What is found is told by its place alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.files.sheets import Sheet
from loaders.people.person_numbers import SHORTEST, SMALLEST, is_person_number
from loaders.problems import Problem, Question
from loaders.tables.header_rows import read_row
from loaders.values.labels import normalise, read_text

NUMBERED = frozenset(
    (
        *("nik", "no nik", "nomor nik", "nik peserta", "nik pasien", "nik kk", "nik kepala keluarga", "no ktp"),
        *("nomor ktp", "nomor induk kependudukan", "no identitas", "nomor identitas", "no kk", "nomor kk"),
        *("no kartu keluarga", "nomor kartu keluarga", "no kartu", "nomor kartu", "no kartu bpjs", "nomor kartu bpjs"),
        *("no kartu jkn", "nomor kartu jkn", "no kartu peserta", "nomor kartu peserta", "no bpjs", "nomor bpjs"),
        *("no kis", "nomor kis", "nokapst", "noka", "no peserta", "nomor peserta", "no jkn", "nomor jkn"),
        *("no rekam medis", "nomor rekam medis", "no rm", "nip", "nomor induk pegawai"),
    )
)
"""Headings, as `normalise` compares them, over numbers of persons."""
FAMILY = frozenset(("no kk", "nomor kk", "nik kk", "no kartu keluarga", "nomor kartu keluarga", "nik kepala keluarga"))
"""Headings over numbers that a whole family shares."""
NAMED = frozenset(
    (
        *("nama peserta", "nama pasien", "nama lengkap", "nama penduduk", "nama anggota keluarga", "nama ibu kandung"),
        *("nama kepala keluarga", "nama kk", "nama anggota", "nama art", "nama warga", "nama jiwa", "nama ibu"),
        *("nama ayah", "nama orang tua", "nama suami", "nama istri", "nama suami istri", "nama pegawai", "nama bayi"),
        *("nama karyawan", "nama pekerja", "nama siswa", "nama balita", "nama penerima", "nama lengkap peserta"),
        *("tanggal lahir", "tgl lahir", "tgl lhr", "tgllahir", "tempat lahir", "tempat tanggal lahir"),
        *("tempat tgl lahir", "ttl", "hubungan keluarga", "shdk", "hub keluarga"),
    )
)
"""Headings over names, births and families."""
_NUMBER_WORDS = frozenset(("nik", "ktp"))
_PERSON_WORDS = frozenset(
    (
        *("peserta", "pasien", "penduduk", "warga", "jiwa", "lengkap", "anggota", "kk", "penerima", "pegawai", "ktp"),
        *("bayi", "balita", "ibu", "ayah", "suami", "istri", "karyawan", "pekerja", "siswa"),
    )
)
"""Words that make a longer heading with "NIK" or "Nama" one over persons: "Nama sesuai KTP"."""
_OF_FIGURES = frozenset(
    (
        *("jumlah", "jml", "total", "persen", "persentase", "padan", "valid", "tidak", "ganda", "tanpa", "status"),
        *("jenis", "kelompok", "kategori", "kota", "kabupaten", "kab", "provinsi", "kecamatan", "desa", "faskes"),
        *("puskesmas", "klinik", "rumah", "rs", "badan", "usaha", "perusahaan", "keterangan", "beda"),
        *("ditemukan", "found", "matched", "unmatched", "duplicate", "count"),
        *("wajib", "perekaman", "rekam", "merekam", "kepemilikan", "memiliki", "pencetakan", "cetak", "penerbitan"),
    )
)
"""Words that make it one over counts, areas, facilities or companies."""
COMMENT_WORDS = 3
NAME = "nama"
TRAITS = frozenset(
    (
        *("umur", "usia", "jenis kelamin", "jk", "l p", "sex", "gender", "kelamin", "agama", "pekerjaan", "pendidikan"),
        *("status perkawinan", "status kawin", "no hp", "nomor hp", "no telepon", "golongan darah", "hubungan"),
    )
)
"""Headings that make a bare "Nama" the name of a person where at least two of them stand beside it."""
_NUMBERS = (float, int)
HEADING_ROWS = 40
DEEPEST = 4
"""Rows of the deepest header."""
MOST_WORDS = 15
"""Words of the longest heading; what is longer is a sentence, as in the explanations of a template."""
A_LIST = 3
"""From this many numbers of persons in a column it is a list of people."""
SHOWN = 120


@dataclass(frozen=True)
class PeopleList:
    """A sheet on which persons stand: each telling column's first row and heading, and where the header is.

    `header` is None where no heading was found; `numbered` are the rows of each column with numbers of persons.
    """

    sheet: Sheet
    columns: Mapping[int, tuple[int, str]]
    header: int | None
    numbered: Mapping[int, Sequence[int]]

    @property
    def named(self) -> tuple[str, ...]:
        """The telling columns as the person sees them: their headings, else their letters."""
        return tuple(heading or self.sheet.letters(column) for column, (_, heading) in sorted(self.columns.items()))


def people_on(sheet: Sheet, numbers: Mapping[int, Sequence[int]]) -> PeopleList | None:
    """The list of persons on a sheet whose `number_cells` are given; None where it holds no such list."""
    headed = dict(reversed(list(_headed(sheet))))
    numbered = {column: rows for column, rows in numbers.items() if len(rows) >= A_LIST}
    columns = {column: (rows[0], "") for column, rows in numbered.items()} | headed
    if not columns:
        return None
    return PeopleList(sheet, columns, _last_heading({row for row, _ in headed.values()}), numbered)


def _last_heading(rows: set[int]) -> int | None:
    """The last row of the first header; the same headings further down are repeated on each page."""
    first = min(rows, default=None)
    return None if first is None else max(row for row in rows if row < first + DEEPEST)


def refusal(people: PeopleList) -> Iterator[Problem]:
    """A problem for each column to delete; what stands in it is not repeated."""
    for column, (row, heading) in people.columns.items():
        values = {"column": heading or people.sheet.letters(column)}
        yield Problem("personal_data", people.sheet.name, people.sheet.address(row, column), "", values)


def offer(people: PeopleList) -> Question:
    """The question whether the persons may be counted and thrown away; it names columns, never what is in them."""
    column, (row, _) = min(people.columns.items())
    about = ", ".join(people.named)[:SHOWN]
    return Question("people", about, ("count",), sheet=people.sheet.name, cell=people.sheet.address(row, column))


def number_cells(sheet: Sheet) -> dict[int, list[int]]:
    """The rows of each column whose cell holds a number of a person.

    Most cells are too short or too small to be one; a sheet without such a number is gone through only once.
    """
    long = {
        cell
        for cells in sheet.rows
        for cell in cells
        if (cell.__class__ is str and len(cell) >= SHORTEST) or (cell.__class__ in _NUMBERS and cell >= SMALLEST)  # type: ignore[arg-type,operator]
    }
    telling = {cell for cell in long if is_person_number(cell)}
    rows: dict[int, list[int]] = {}
    if telling:
        for row, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                if cell in telling:
                    rows.setdefault(column, []).append(row)
    return rows


def _headed(sheet: Sheet) -> Iterator[tuple[int, tuple[int, str]]]:
    """Columns under a heading that names persons, with something beneath it."""
    for row, cells in enumerate(sheet.rows[:HEADING_ROWS]):
        for column in _telling(cells):
            beneath = (read_text(sheet.value(under, column)) for under in range(row + 1, min(row + 6, len(sheet.rows))))
            if any(beneath):
                yield column, (row, read_text(cells[column])[:SHOWN])


def _telling(cells: Sequence[object]) -> Iterator[int]:
    """The columns of a header row that name persons; a row with a figure in it is none, whatever its words are."""
    words = {column: normalise(cell) for column, cell in enumerate(cells) if isinstance(cell, str) and cell}
    is_about_people = len(TRAITS & set(words.values())) > 1
    found = [
        column
        for column, word in words.items()
        if word in NUMBERED
        or word in NAMED
        or _tells(word.split(" "))
        or (word == NAME and (is_about_people or NUMBERED & set(words.values())))
    ]
    if found and not read_row(cells).numbers and not _is_comment(cells):
        yield from found


def _is_comment(cells: Sequence[object]) -> bool:
    """Whether a row is a line of explanation in a csv; a mark before one word may be the heading of row numbers."""
    first = read_text(cells[0])  # type: ignore[arg-type]
    return first.startswith("#") and len(first.split()) > COMMENT_WORDS


def _tells(written: Sequence[str]) -> bool:
    """Whether the words of a heading are of persons: "No. Identitas (NIK/KTP)", "Nama Peserta JKN"."""
    words = frozenset(written)
    if len(written) > MOST_WORDS:
        return False
    is_person = bool(words & _NUMBER_WORDS) or (NAME in words and bool(words & _PERSON_WORDS))
    return is_person and not words & _OF_FIGURES
