"""`python -m store versions | undo N | sample published|demo|remove`: the history of the data from a command line."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

import store
from settings import read_settings
from texts import DEFAULT_LANGUAGE, LANGUAGES, moment, number, text
from vocab.codes import OF_FIGURES, VersionKind
from vocab.people import Person
from vocab.refusal import Refusal

REFUSED = 1
EVERY_KIND = "all"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns 0, or 1 when the request was refused."""
    chosen = _parser(_language(arguments)).parse_args(arguments)
    language = chosen.language
    try:
        engine = store.open_store(chosen.database or read_settings().database_url)
        print("\n".join(COMMANDS[chosen.command](engine, chosen, language)))
    except Refusal as refusal:
        print(text(f"refusal.{refusal.code}", language, **refusal.values), file=sys.stderr)
        return REFUSED
    return 0


def _versions(engine: Engine, chosen: argparse.Namespace, language: str) -> list[str]:
    kinds = None if chosen.kind == EVERY_KIND else OF_FIGURES if chosen.kind is None else {VersionKind(chosen.kind)}
    versions = store.versions_frame(engine, kinds=kinds, newest=chosen.newest).to_dict("records")
    return [_version_line(version, language) for version in versions] or [text("store.no_versions", language)]


def _version_line(version: dict[Any, Any], language: str) -> str:
    counts = {name: number(version[f"{name}_rows"], language) for name in ("new", "changed", "same")}
    file, undone_by = version["file_name"], version["undone_by"]
    return text(
        "store.version_line",
        language,
        number=version["number"],
        moment=moment(version["made_at"].to_pydatetime(), language),
        kind=text(f"version_kind.{version['kind']}", language),
        by=version["by_name"],
        rows=text("store.version_rows", language, **counts),
        file=text("store.version_file", language, file=file) if isinstance(file, str) else "",
        undone=text("store.version_undone", language, version=undone_by) if isinstance(undone_by, int) else "",
    )


def _undo(engine: Engine, chosen: argparse.Namespace, language: str) -> list[str]:
    undone = store.undo(engine, chosen.number, by=_person(chosen, language), at=datetime.now(UTC))
    rows = number(undone.reverted_rows, language)
    said = [text("store.undone", language, number=chosen.number, version=undone.version, rows=rows)]
    if undone.kept.empty:
        return said
    return [*said, text("store.kept", language, count=len(undone.kept)), *_kept_lines(undone, language)]


def _kept_lines(undone: store.Undone, language: str) -> list[str]:
    rows = undone.kept.rename(columns={"region_code": "region"}).to_dict("records")
    kinds = {row["kind"]: text(f"kind.{row['kind']}", language) for row in rows}
    return [text("store.kept_line", language, **row | {"kind": kinds[row["kind"]]}) for row in rows]


def _sample(engine: Engine, chosen: argparse.Namespace, language: str) -> list[str]:
    by, at = _person(chosen, language), datetime.now(UTC)
    if chosen.name == "remove":
        staying = store.adopted_forums(engine)
        version = store.remove_sample(engine, by=by, at=at)
        said = text("store.removed" if version else "store.nothing_removed", language, version=version)
        return [said, *(text("store.forum_stays", language, forum=forum) for forum in staying)]
    # Only this command reads files; the others start without the loaders.
    from ui.start import load_sample

    saved = load_sample(engine, chosen.name, at=at, by=by)
    version = saved.version if saved else None
    return [text("store.loaded" if version else "store.already_loaded", language, version=version)]


COMMANDS: dict[str, Callable[[Engine, argparse.Namespace, str], list[str]]] = {
    "versions": _versions,
    "undo": _undo,
    "sample": _sample,
}


def _kinds_about(kinds: tuple[str, ...], language: str) -> str:
    return text("store.kind_about", language, kinds=", ".join(kinds))


def _count(written: str) -> int:
    """A whole number above zero, for argparse."""
    if not written.isdecimal() or not int(written):
        raise ValueError(written)
    return int(written)


def _person(chosen: argparse.Namespace, language: str) -> Person:
    return Person(chosen.by or text("store.program", language))


def _language(arguments: Sequence[str] | None) -> str:
    # The help itself is in the chosen language, so it is read before everything else.
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
    return str(first.parse_known_args(arguments)[0].language)


def _parser(language: str) -> argparse.ArgumentParser:
    general = argparse.ArgumentParser(add_help=False)
    general.add_argument("--language", choices=LANGUAGES, default=language, help=text("store.language_about", language))
    general.add_argument("--database", help=text("store.database_about", language))
    general.add_argument("--by", help=text("store.by_about", language))
    parser = argparse.ArgumentParser(prog="python -m store", description=text("store.about", language))
    commands = parser.add_subparsers(dest="command", required=True)
    made = {
        name: commands.add_parser(name, parents=[general], help=text(f"store.{name}_about", language))
        for name in COMMANDS
    }
    made["versions"].add_argument("--newest", type=_count, help=text("store.newest_about", language))
    kinds = (EVERY_KIND, *(kind.value for kind in VersionKind))
    made["versions"].add_argument("--kind", choices=kinds, metavar="KIND", help=_kinds_about(kinds, language))
    made["undo"].add_argument("number", type=int, help=text("store.number_about", language))
    made["sample"].add_argument("name", choices=("published", "demo", "remove"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
