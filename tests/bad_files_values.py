"""Bad files 82 to 117: numbers, dates and areas as they should not be written."""

from bad_files import BadFile, bad_file
from loaders_files import Rows, table, workbook

POPULATION = ("Kode Wilayah", "Periode", "Sumber", "Jumlah Penduduk (jiwa)")
TARGETS = ("Skema", "Indikator", "Kode Wilayah", "Periode", "Target (%)", "Sumber", "Status Sumber")
REGENCIES = ("16.01", "16.02", "16.03", "16.04", "16.05", "16.06", "16.07")


def counts(*cells: object) -> BadFile:
    """A membership table with these counts, one regency a row."""
    rows = zip(REGENCIES, cells, strict=False)
    return BadFile(table(*((code, "2025-12", "pbi", cell, None) for code, cell in rows)))


def people(*cells: object, label: str = POPULATION[-1]) -> BadFile:
    """A population table with these counts."""
    rows = [(code, "2025-12", "bps", cell) for code, cell in zip(REGENCIES, cells, strict=False)]
    return BadFile(workbook({"Isian": ((*POPULATION[:-1], label), *rows)}))


def periods(*cells: object) -> BadFile:
    """A membership table with these periods, one regency a row."""
    rows = zip(REGENCIES, cells, strict=False)
    return BadFile(table(*((code, cell, "pbi", 10, None) for code, cell in rows)))


def areas(*cells: object) -> BadFile:
    """A membership table with these areas."""
    return BadFile(table(*((cell, "2025-12", "pbi", 10 + number, None) for number, cell in enumerate(cells))))


def titled(title: str, rows: Rows, *, name: str = "berkas.xlsx", **options: str) -> BadFile:
    """A table of categories under a title."""
    body = (("No.", "Kategori Kepesertaan", "Jumlah Peserta Terdaftar"), *rows)
    return BadFile(workbook({"Sheet1": ((title,), (), *body)}), name, options)


CATEGORIES: Rows = ((1, "PBI", 300), (2, "PBPU", 20), ("Total", "", 320))


@bad_file("82", name="indonesian")
def indonesian_decimals() -> BadFile:
    return people("1.234,56", "2.000,00", label="Penduduk (Ribu Jiwa)")


@bad_file("82", name="count")
def indonesian_decimals_of_people() -> BadFile:
    return counts("1.234,56", "20.000")


@bad_file("83")
def english_decimals() -> BadFile:
    return counts("1,234.00", "24,777.00", "1,234,567")


@bad_file("83", name="lone")
def english_beside_indonesian() -> BadFile:
    return counts("24,777.00", "1.234")


@bad_file("84")
def thousand_or_decimal() -> BadFile:
    return people("1.234", "5", label="Penduduk (Ribu Jiwa)")


@bad_file("84", name="answered")
def thousand_or_decimal_answered() -> BadFile:
    made = people("1.234", "5", label="Penduduk (Ribu Jiwa)")
    return BadFile(made.data, made.file_name, {"number_style:penduduk ribu jiwa": "thousands"})


@bad_file("84", name="lost dots")
def lost_thousands_dots() -> BadFile:
    return counts(50.36, 118.04, 18.93, 6.497)


@bad_file("85")
def mixed_conventions() -> BadFile:
    return counts("1.234", "1,234", "12.345")


@bad_file("85", name="clear")
def mixed_but_clear() -> BadFile:
    return counts("1.234.567", "1,234,568")


@bad_file("86")
def percentages() -> BadFile:
    rows = [
        ("rpjmn_2020_2024", "coverage", code, "2024-12", cell, "Perpres", "confirmed") for code, cell in TARGET_CELLS
    ]
    return BadFile(workbook({"Isian": (TARGETS, *rows)}))


TARGET_CELLS = (("16.01", "85%"), ("16.02", "85,5"), ("16.03", 8500))


@bad_file("87", name="rupiah")
def rupiah() -> BadFile:
    return counts("Rp 1.500.000,-", "370.202 jiwa")


@bad_file("87", name="words")
def number_in_words() -> BadFile:
    return counts("1,5 jt", "20")


@bad_file("87", name="about")
def about_a_number() -> BadFile:
    return counts("20", "± 30")


@bad_file("87", name="limit")
def limit_of_a_number() -> BadFile:
    return counts("≥ 90", "20")


@bad_file("87", name="of")
def so_many_of() -> BadFile:
    return counts("20", "12/15")


@bad_file("88")
def unseen_spaces() -> BadFile:
    return counts("370\u00a0202", "1 234", "12\u2009345", "'1234", " 56 ", "7\u202f890")


@bad_file("89")
def other_digits() -> BadFile:
    return counts("٣٧٠٢٠٢", "３７０.２０２")


@bad_file("90", name="brackets")
def brackets() -> BadFile:
    return counts(20, "(123)")


@bad_file("90", name="minus sign")
def minus_sign() -> BadFile:
    return counts(20, "\u22125")


@bad_file("90", name="minus behind")
def minus_behind() -> BadFile:
    return counts(20, "5-")


@bad_file("91")
def negative() -> BadFile:
    return counts(20, -5)


@bad_file("92")
def not_finite() -> BadFile:
    return counts("NaN", "inf", "1e-400")


@bad_file("92", name="huge")
def huge() -> BadFile:
    return counts(20, 1e308)


@bad_file("93")
def missing_is_not_zero() -> BadFile:
    return counts("-", "n/a", "tad", "…", "nihil", None, 0)


@bad_file("94")
def active_above_registered() -> BadFile:
    return BadFile(table(("16.07", "2025-12", "pbi", 100, 137)))


@bad_file("95")
def no_denominator() -> BadFile:
    return people(0, 100)


@bad_file("97", name="true")
def truth_values() -> BadFile:
    return counts(20, True)


@bad_file("97", name="ya")
def yes_and_no() -> BadFile:
    return counts(20, "Ya", "Tidak")


@bad_file("98")
def ten_times_the_country() -> BadFile:
    titles = (("Jumlah Penduduk (dalam ribu jiwa)",), ())
    rows = [(code, "2025-12", "bps", 930_523 + at) for at, code in enumerate(REGENCIES)]
    return BadFile(workbook({"Isian": (*titles, (*POPULATION[:-1], "Jumlah Penduduk"), *rows)}))


@bad_file("99")
def noise_of_the_last_digit() -> BadFile:
    return counts(127655.00000000001, 20)


@bad_file("99", name="share")
def noise_of_a_share() -> BadFile:
    return counts(0.30000000000000004, 20)


@bad_file("100")
def day_month_year() -> BadFile:
    return periods("31/12/2025", "30/11/2025")


@bad_file("101", name="month first")
def month_day_year() -> BadFile:
    return periods("12/31/2025")


@bad_file("101", name="either")
def either_order() -> BadFile:
    return periods("03/04/2025")


@bad_file("101", name="answered")
def either_order_answered() -> BadFile:
    made = periods("03/04/2025", "12/31/2025")
    return BadFile(made.data, made.file_name, {"date_order": "mdy"})


@bad_file("101", name="column")
def order_of_the_column() -> BadFile:
    return periods("03/04/2025", "31/07/2025")


@bad_file("102")
def months_in_words() -> BadFile:
    return periods("31 Desember 2025", "Des-25", "Agt 2025", "Nopember 2024", "Febuari 2023", "Agutus 2023")


@bad_file("104", name="serial")
def serial_number() -> BadFile:
    return periods(45657)


@bad_file("104", name="false leap day")
def false_leap_day() -> BadFile:
    return periods(60)


@bad_file("104", name="negative")
def negative_serial() -> BadFile:
    return periods(-5)


@bad_file("104", name="beyond")
def beyond_the_calendar() -> BadFile:
    return periods(2_958_466)


@bad_file("105", name="day")
def impossible_day() -> BadFile:
    return periods("2025-02-30")


@bad_file("105", name="month")
def impossible_month() -> BadFile:
    return periods("2025-13-01")


@bad_file("106", name="parts of a year")
def parts_of_a_year() -> BadFile:
    return periods("TW IV 2025", "Semester II 2025", "S/D Nov 2025")


@bad_file("106", name="without a year")
def part_without_a_year() -> BadFile:
    return periods("Semester II")


@bad_file("106", name="range")
def range_of_quarters() -> BadFile:
    return periods("TW I-III Tahun 2022")


@bad_file("106", name="first of the month")
def first_of_the_month() -> BadFile:
    return periods("per 1 Agustus 2025")


@bad_file("106", name="hijri")
def hijri() -> BadFile:
    return periods("Ramadhan 1446 H")


@bad_file("107", name="file name")
def other_month_than_the_file() -> BadFile:
    title = "Jumlah Peserta Terdaftar s.d. Agustus 2016 di Kabupaten Banyuasin"
    return titled(title, CATEGORIES, name="rekap_Juni_2016.xlsx")


@bad_file("108")
def twice_the_same() -> BadFile:
    return BadFile(table(*[("16.07", "2025-12", "pbi", 10, None)] * 2))


@bad_file("109")
def twice_and_different() -> BadFile:
    return BadFile(table(("16.07", "2025-12", "pbi", 10, None), ("16.07", "2025-12", "pbi", 11, None)))


@bad_file("110", name="code")
def unknown_code() -> BadFile:
    return areas("16.01", "16.99")


@bad_file("110", name="name")
def unknown_name() -> BadFile:
    return areas("16.01", "Kabupaten Antah Berantah")


@bad_file("111")
def codes_in_many_spellings() -> BadFile:
    return areas(1607.0, "16.06", "ID1605", "1604.0", "'1603", "16. 02")


@bad_file("111", name="lost end")
def code_that_lost_its_end() -> BadFile:
    return areas("16.01", 11.1)


@bad_file("112")
def names_in_many_spellings() -> BadFile:
    return areas("Kab. Banyumas", "KAB CILACAP", "Purbalingga, Kab.")


@bad_file("112", name="misspelt")
def misspelt_name() -> BadFile:
    return areas("Banyumass")


@bad_file("113")
def regency_or_city() -> BadFile:
    return areas("Bogor", "Bandung", "Semarang")


@bad_file("114", name="renamed")
def renamed() -> BadFile:
    return areas("Kab. Toba Samosir", "Mamuju Utara")


@bad_file("114", name="former codes")
def former_codes() -> BadFile:
    return areas("91.01", "92.71")


@bad_file("117")
def rows_of_another_regency() -> BadFile:
    made = areas("16.06", "16.07")
    return BadFile(made.data, "rekap_Kab_Banyuasin.xlsx")


@bad_file("116")
def totals_among_the_rows() -> BadFile:
    rows = [(code, "2025-12", "pbi", 10, 8) for code in REGENCIES]
    return BadFile(table(*rows, ("JUMLAH", None, None, 70, 56)))


@bad_file("116", name="wrong total")
def total_that_does_not_add_up() -> BadFile:
    rows = [(code, "2025-12", "pbi", 10, 8) for code in REGENCIES]
    return BadFile(table(*rows, ("JUMLAH", None, None, 71, 56)))


@bad_file("96")
def identity_numbers() -> BadFile:
    return counts(1_607_010_101_900_001, 20)
