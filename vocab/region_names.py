"""From what people write to a region code: exact after normalising, never by likeness or by a part of a name."""

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from vocab.region_table import FORMER_CODES, NATION, REGIONS

HERE = Path(__file__).parent
MAX_SUGGESTIONS = 3
LONG_ENOUGH = 5
"""Letters from which a name may be one that was cut short."""
LIKENESS = 0.75
"""difflib's ratio from which a name is worth suggesting to a person; a suggestion is never taken over unasked."""

_PREFIXES = re.compile(
    r"^(?:(?P<regency>(?:PEMERINTAH )?KABUPATEN|KAB|PEMKAB)|(?P<city>(?:PEMERINTAH )?KOTA|KOTAMADYA|KODYA|PEMKOT)"
    r"|(?P<province>PROVINSI|PROPINSI|PROV|PROP))"
    r" (?:(?:ADMINISTRASI|ADM) )?(?=\S)"
)
_ISLANDS = re.compile(r"\bKEP\b")
_QUALIFIED = re.compile(r"(?P<name>.+?)\s*[,(\[]\s*(?P<qualifier>[^,()\[\]]+?)\s*[)\]]?\s*")
"""`Banyumas, Kab.`, `Bogor (Jawa Barat)`: the kind or the province after the name."""
_KINDS_AFTER = {"KAB": "KABUPATEN", "KABUPATEN": "KABUPATEN", "KOTA": "KOTA"}
LONGEST_NAME = 120
_CODE = re.compile(r"^\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?$")
_CODE_PARTS = {2: (2,), 4: (2, 2), 6: (2, 2, 2), 10: (2, 2, 2, 4)}


def _words(text: str) -> str:
    """Capitals and digits with single spaces; a letter not ours stays one, or Maélang would be read as Malang."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).upper()))


def _split_name(text: str) -> tuple[str, str]:
    """Kind as written ("" where none is) and the name in capitals and digits only: "S I A K" is "SIAK"."""
    plain = _words(text)
    prefix = _PREFIXES.match(plain)
    name = plain[prefix.end() :] if prefix else plain
    return (prefix.lastgroup or "") if prefix else "", _ISLANDS.sub("KEPULAUAN", name).replace(" ", "")


def _spellings() -> Iterator[tuple[str, str, set[str]]]:
    """Name key, code and the kinds that may be written before it: official names, then other spellings."""
    for region in REGIONS.values():
        yield _split_name(region.name)[1], region.code, {"", region.kind}
    with (HERE / "region_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind, name = _split_name(row["spelling"])
            official = REGIONS[row["code"]].kind
            # "Kab. Salatiga" is known for the city, but only as written, with its wrong kind.
            yield name, row["code"], {"", official} if kind in ("", official) else {kind}


def _index() -> dict[str, dict[str, set[str]]]:
    index: dict[str, dict[str, set[str]]] = {}
    for name, code, kinds in _spellings():
        index.setdefault(name, {}).setdefault(code, set()).update(kinds)
    return index


_INDEX = _index()


def _by_bps_code() -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    for region in REGIONS.values():
        codes.setdefault(region.bps_code, []).append(region.code)
    return codes


_BY_BPS_CODE = _by_bps_code()


def _longer_names() -> dict[str, tuple[str, ...]]:
    """Regencies and cities to those of the same province whose names begin with theirs."""
    of_province: dict[str | None, dict[str, str]] = {}
    for code, region in REGIONS.items():
        of_province.setdefault(region.parent, {})[code] = _split_name(region.name)[1]
    longer: dict[str, tuple[str, ...]] = {}
    for names in (names for province, names in of_province.items() if province not in (None, NATION)):
        for code, name in names.items():
            found = tuple(other for other, long in names.items() if long != name and long.startswith(name))
            longer |= {code: found} if found else {}
    return longer


LONGER_NAMES = _longer_names()
"""Where a name cut short is the name of another area: Ogan Komering Ulu for its two neighbours."""


def find_regions(text: str, province: str | None = None, *, level: str | None = None) -> tuple[str, ...]:
    """Codes of the regions with this name: none, one, or several where the name alone does not say which.

    Case, punctuation, spaces, "Kab."/"Kota Adm."/"Kep." and known other spellings are evened out, and a kind or
    province after the name ("Banyumas, Kab.", "Bogor (Jawa Barat)") is heeded; anything else is not found.
    `province` leaves only its regencies; `level` ("province" or "regency", which includes cities) only that level.
    """
    kind, name = _split_name(text)
    # "Kota Baru" is also how Kotabaru is written: the whole text may be the name.
    found = _codes(name, kind) or _codes(_whole(text), "") or _qualified(text)
    return tuple(sorted(code for code in found if _fits(code, province, level)))


def _qualified(text: str) -> tuple[str, ...]:
    match = _QUALIFIED.fullmatch(text.strip()) if len(text) <= LONGEST_NAME else None
    if match is None:
        return ()
    kind = _KINDS_AFTER.get(_whole(match["qualifier"]))
    if kind is not None:
        return find_regions(f"{kind} {match['name']}")
    provinces = find_regions(match["qualifier"], level="province")
    return find_regions(match["name"], provinces[0]) if len(provinces) == 1 else ()


def _codes(name: str, kind: str) -> tuple[str, ...]:
    return tuple(code for code, kinds in _INDEX.get(name, {}).items() if kind in kinds)


def _whole(text: str) -> str:
    return _words(text).replace(" ", "")


def _fits(code: str, province: str | None, level: str | None) -> bool:
    region = REGIONS[code]
    region_level = "regency" if region.kind == "city" else region.kind
    return (province is None or region.parent == province) and (level is None or region_level == level)


def regions_by_code(text: str) -> tuple[tuple[str, str], ...]:
    """What a code can mean: pairs of our code and the system it was read in, "kemendagri" or "bps".

    Reads 16.07, 1607, 1607.0, "16. 07", ID1607 and 11.1 (a code 11.10 that was kept as a number). Only a code without
    dots can be of BPS (its list of 2020). District and village codes count where their regency is shipped. A former
    code gives the area that it stood for.
    """
    compact = re.sub(r"^(?:ID|')(?=\d)", "", re.sub(r"[\s\u00a0]+", "", text))
    digits = compact.removesuffix(".0") if re.fullmatch(r"\d{2,}\.0", compact) else compact
    if digits.isdigit():
        return (*_by_kemendagri(_dotted(digits)), *((code, "bps") for code in _BY_BPS_CODE.get(digits, ())))
    padded = compact + "0" if re.fullmatch(r"\d{2}\.\d", compact) else compact
    return _by_kemendagri(padded) if _CODE.match(padded) else ()


def _by_kemendagri(code: str) -> tuple[tuple[str, str], ...]:
    current = current_code(code)
    return ((current, "kemendagri"),) if _is_known(current) else ()


def current_code(code: str) -> str:
    """The code that an area has today, its districts and villages too; a code in use is its own."""
    former = FORMER_CODES.get(code[:5])
    return code if former is None else former.code + code[5:]


def _dotted(digits: str) -> str:
    parts: list[str] = []
    for length in _CODE_PARTS.get(len(digits), ()):
        start = sum(map(len, parts))
        parts.append(digits[start : start + length])
    return ".".join(parts)


def _is_known(code: str) -> bool:
    return code[:5] in REGIONS and code != NATION


def suggest_regions(text: str, province: str | None = None, *, level: str | None = None) -> tuple[str, ...]:
    """At most three regions with a similar name, the most similar first: words for a message, never a match."""
    kind, name = _split_name(text[:LONGEST_NAME])
    begun = [key for key in _INDEX if len(name) >= LONG_ENOUGH and key.startswith(name)]
    similar = [
        *([name] if name in _INDEX else []),
        *begun,
        *difflib.get_close_matches(name, _INDEX, n=2 * MAX_SUGGESTIONS, cutoff=LIKENESS),
    ]
    codes = dict.fromkeys(code for key in similar for code in _INDEX[key] if _fits(code, province, level))
    exact = _INDEX.get(name, {})
    ordered = sorted(codes, key=lambda code: (code not in exact, bool(kind) and REGIONS[code].kind != kind))
    return tuple(ordered[:MAX_SUGGESTIONS])
