"""From what people write to a region code: exact after normalising, never by likeness or by a part of a name."""

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from vocab.region_table import NATION, REGIONS

HERE = Path(__file__).parent
MAX_SUGGESTIONS = 3
LIKENESS = 0.75
"""difflib's ratio from which a name is worth suggesting to a person; a suggestion is never taken over unasked."""

_PREFIXES = re.compile(
    r"^(?:(?P<regency>KABUPATEN|KAB)|(?P<city>KOTA|KOTAMADYA|KODYA)|(?P<province>PROVINSI|PROPINSI|PROV))"
    r" (?:(?:ADMINISTRASI|ADM) )?(?=\S)"
)
_ISLANDS = re.compile(r"\bKEP\b")
_CODE = re.compile(r"^\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?$")
_CODE_PARTS = {2: (2,), 4: (2, 2), 6: (2, 2, 2), 10: (2, 2, 2, 4)}


def _split_name(text: str) -> tuple[str, str]:
    """Kind as written ("" where none is) and the name in capitals and digits only: "S I A K" is "SIAK"."""
    plain = re.sub(r"[^A-Z0-9]+", " ", unicodedata.normalize("NFKC", text).upper()).strip()
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


def find_regions(text: str, province: str | None = None, *, level: str | None = None) -> tuple[str, ...]:
    """Codes of the regions with this name: none, one, or several where the name alone does not say which.

    Case, punctuation, spaces, "Kab."/"Kota Adm."/"Kep." and known other spellings are evened out;
    anything else is not found.
    `province` leaves only its regencies; `level` ("province" or "regency", which includes cities) only that level.
    """
    kind, name = _split_name(text)
    # "Kota Baru" is also how Kotabaru is written: the whole text may be the name.
    found = _codes(name, kind) or _codes(_whole(text), "")
    return tuple(sorted(code for code in found if _fits(code, province, level)))


def _codes(name: str, kind: str) -> tuple[str, ...]:
    return tuple(code for code, kinds in _INDEX.get(name, {}).items() if kind in kinds)


def _whole(text: str) -> str:
    return re.sub(r"[^A-Z0-9]+", "", unicodedata.normalize("NFKC", text).upper())


def _fits(code: str, province: str | None, level: str | None) -> bool:
    region = REGIONS[code]
    region_level = "regency" if region.kind == "city" else region.kind
    return (province is None or region.parent == province) and (level is None or region_level == level)


def regions_by_code(text: str) -> tuple[tuple[str, str], ...]:
    """What a code can mean: pairs of our code and the system it was read in, "kemendagri" or "bps".

    Reads 16.07, 1607, 1607.0, "16. 07" and 11.1 (a code 11.10 that was kept as a number). Only a code without dots can
    be of BPS (its list of 2020). District and village codes count where their regency is shipped.
    """
    compact = re.sub(r"[\s\u00a0]+", "", text)
    digits = compact.removesuffix(".0") if re.fullmatch(r"\d{2,}\.0", compact) else compact
    if digits.isdigit():
        dotted = _dotted(digits)
        by_bps = [(region.code, "bps") for region in REGIONS.values() if region.bps_code == digits]
        return tuple([(dotted, "kemendagri")] if _is_known(dotted) else []) + tuple(by_bps)
    padded = compact + "0" if re.fullmatch(r"\d{2}\.\d", compact) else compact
    return ((padded, "kemendagri"),) if _CODE.match(padded) and _is_known(padded) else ()


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
    kind, name = _split_name(text)
    similar = difflib.get_close_matches(name, _INDEX, n=2 * MAX_SUGGESTIONS, cutoff=LIKENESS)
    codes = dict.fromkeys(code for key in similar for code in _INDEX[key] if _fits(code, province, level))
    ordered = sorted(codes, key=lambda code: bool(kind) and REGIONS[code].kind != kind)
    return tuple(ordered[:MAX_SUGGESTIONS])
