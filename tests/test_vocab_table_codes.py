"""Codes under printed tables: read back as typed, and no single wrong character or swap of neighbours gets through."""

import itertools

import pytest

from texts import LANGUAGES, text
from ui.menu import MENU
from vocab.table_codes import (
    ALPHABET,
    TABLES,
    CodeMistake,
    TableCode,
    _checks,
    looks_like_code,
    mistake_in,
    read_table_code,
    table_code,
)

MEETINGS = (1, 2, 15, 16, 17, 255, 256, 4095)
VERSIONS = (1, 9, 31, 32, 33, 1023, 1024, 32_768, 1_048_576, 999_999_999)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_meeting_and_version_is_read_back(table):
    for meeting_id, version in itertools.product(MEETINGS, VERSIONS):
        code = table_code(table, meeting_id, version)
        assert code.startswith("CKP-")
        assert read_table_code(code) == TableCode(table, meeting_id, version)


def test_the_code_of_a_meeting_is_short():
    assert [len(part) for part in table_code("agenda", 12, 43_210).split("-")] == [3, 4, 4]
    assert max(len(table_code(table, 200, 900_000)) for table in TABLES) == len("CKP-1234-5678-9")


def some_codes():
    chosen = itertools.product(TABLES, (1, 3, 40, 300), (7, 60, 5_000, 700_000))
    return [table_code(*one) for one in chosen]


def test_every_single_wrong_character_is_noticed():
    tried = 0
    for code in some_codes():
        body = code.removeprefix("CKP-").replace("-", "")
        for place, character in itertools.product(range(len(body)), ALPHABET):
            if character == body[place]:
                continue
            wrong = f"CKP-{body[:place]}{character}{body[place + 1 :]}"
            assert read_table_code(wrong) is None, (code, wrong)
            assert mistake_in(wrong) is CodeMistake.MISTYPED
            tried += 1
    assert tried > 80_000


def test_every_swap_of_neighbours_is_noticed():
    tried = 0
    for code in some_codes():
        body = code.removeprefix("CKP-").replace("-", "")
        for place in range(len(body) - 1):
            if body[place] == body[place + 1]:
                continue
            swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
            assert read_table_code(f"CKP-{swapped}") is None, (code, swapped)
            tried += 1
    assert tried > 2_000


def test_every_pair_of_wrong_characters_is_noticed():
    body = table_code("follow_up", 3, 5_000).removeprefix("CKP-").replace("-", "")
    for (first, second), (one, two) in itertools.product(
        itertools.combinations(range(len(body)), 2), itertools.product(ALPHABET, repeat=2)
    ):
        wrong = list(body)
        wrong[first], wrong[second] = one, two
        typed = "".join(wrong)
        assert typed == body or read_table_code(f"CKP-{typed}") is None, typed


def test_no_two_things_share_a_code():
    codes = [table_code(*one) for one in itertools.product(TABLES, range(1, 20), range(1, 40))]
    assert len(codes) == len(set(codes))


def with_checks(symbols):
    return "".join(ALPHABET[symbol] for symbol in (*symbols, *_checks(list(symbols))))


def test_what_is_read_is_what_would_be_printed():
    """Of all texts of five characters whose checks agree, those that read as a code are the code of what they say."""
    read = 0
    for symbols in itertools.product(range(32), repeat=3):
        typed = f"CKP-{with_checks(symbols)}"
        found = read_table_code(typed)
        if found is not None:
            read += 1
            assert table_code(found.table, found.meeting_id, found.version).replace("-", "") == typed.replace("-", "")
    assert read == len(TABLES) * 15 * 31


@pytest.mark.parametrize(
    "typing",
    [
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", ""),
        lambda code: f"  {code}. ",
        lambda code: code.replace("-", "–"),
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
    ],
)
def test_codes_are_read_however_they_are_typed(typing):
    for code in some_codes():
        assert read_table_code(typing(code)) == read_table_code(code)


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ("", CodeMistake.NO_CODE),
        ("RTL-12", CodeMistake.NO_CODE),
        ("Dinas Kesehatan", CodeMistake.NO_CODE),
        ("CKP", CodeMistake.TOO_SHORT),
        ("CKP-1", CodeMistake.TOO_SHORT),
        ("CKP-41U1-23A", CodeMistake.CHARACTER),
        ("CKP-41é1-23A", CodeMistake.CHARACTER),
        ("CKP-4101-23A", CodeMistake.MISTYPED),
        ("CKP-00000", CodeMistake.MISTYPED),
    ],
)
def test_a_wrong_code_says_which_kind_of_mistake(typed, mistake):
    assert mistake_in(typed) is mistake
    assert read_table_code(typed) is None
    assert looks_like_code(typed) is (mistake is not CodeMistake.NO_CODE)


def test_a_code_of_a_table_that_does_not_exist_is_named():
    assert mistake_in(f"CKP-{with_checks((31, 1, 1))}") is CodeMistake.UNKNOWN_TABLE


@pytest.mark.parametrize(("table", "meeting_id", "version"), [("x", 1, 1), ("agenda", 0, 1), ("agenda", 1, 0)])
def test_there_is_no_code_for_what_is_not_there(table, meeting_id, version):
    with pytest.raises(ValueError, match="no code"):
        table_code(table, meeting_id, version)


def test_tables_have_numbers_of_their_own_words_and_pages():
    assert len({table.number for table in TABLES.values()}) == len(TABLES)
    assert all(0 < table.number < len(ALPHABET) for table in TABLES.values())
    assert {table.page for table in TABLES.values()} <= {entry.address for entry in MENU}
    for name, language in itertools.product(TABLES, LANGUAGES):
        assert text(f"table_code.name.{name}", language)
    for mistake, language in itertools.product(CodeMistake, LANGUAGES):
        assert text(f"table_code.mistake.{mistake}", language)
