"""What saving would change: new, changed, same and left out, old beside new, and what it does to the coverage."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from loaders.doubts.against_store import COMPARED, regions_to_compare, warnings_against
from loaders.problems import Problem, listed
from loaders.reading import Reading
from pages.data import upload_file, upload_progress
from pages.data.upload_effect import effects
from pages.data.upload_rows import changed_table, held_table, kept_table, new_table
from ui import blocks, data, filters, saving
from ui.words import code_word, n, t
from vocab.codes import Kind, VersionKind
from vocab.rows import SHAPES

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

LISTED = 200
"""Rows of a kind that are listed; a national file has hundreds of thousands, and nobody reads them here."""
VISIBLE = 12
REFUSED = ("outside_jkn", "placeholder")
"""Parts of a table that hold figures, or room for them, and are not loaded."""


@dataclass(frozen=True)
class Preview:
    """What a file would change, against the version at which it was compared."""

    version: int
    differences: dict[Kind, saving.Differences]
    refused: int
    effects: list[str]
    warnings: tuple[Problem, ...] = ()

    def count(self, name: str) -> int:
        """How many rows of all kinds are new, changed or same."""
        return sum(len(getattr(found, name)) for found in self.differences.values())

    @property
    def changes_nothing(self) -> bool:
        """Whether every figure of the file stands already."""
        return not (self.count("new") or self.count("changed"))


def preview(reading: Reading, file: "UploadedFile", choice: filters.Choice) -> Preview:
    """The differences, compared once and kept until the person looks again."""

    def build() -> Preview:
        # The version first: what is saved while we compare must count as later.
        version = data.latest_version()
        with upload_progress.told("comparing", on_cancel=upload_file.put_away) as tell:
            found = {}
            for kind, rows in reading.rows_by_kind.items():
                tell("comparing")
                found[kind] = saving.differences(kind, rows)
            tell("comparing")
            warned = _warnings(reading, at=version, choice=choice)
            left_out = sum(part.why in REFUSED for table in reading.tables for part in table.skipped)
            return Preview(version, found, left_out, effects(found, choice, at=version), warned)

    kept: Preview = upload_file.kept_preview((file.file_id, upload_file.options()), build)
    return kept


def _warnings(reading: Reading, *, at: int, choice: filters.Choice) -> tuple[Problem, ...]:
    """What looks doubtful beside the figures that stand."""
    rows = reading.rows_by_kind
    frames = data.Frames(data.engine(), at, regions_to_compare(rows))
    standing = {kind: getattr(frames, kind.value) for kind in COMPARED}
    return listed(warnings_against(rows, standing, today=choice.today))


def holds_examples(shown: Preview) -> bool:
    """Whether figures of the file stand only as an example: saving the same figures makes them one's own."""
    versions = data.versions()
    examples = versions.loc[versions["kind"].isin([VersionKind.SAMPLE, VersionKind.DEMO]), "number"]
    for kind, found in shown.differences.items():
        key = list(SHAPES[kind].key)
        codes = tuple(sorted(found.same["region_code"].unique()))
        now = getattr(data.Frames(data.engine(), data.latest_version(), codes), kind.value)
        standing = found.same[key].merge(now[[*key, "origin_version"]], on=key, validate="one_to_one")
        if standing["origin_version"].isin(examples).any():
            return True
    return False


def show(shown: Preview) -> None:
    """The third step."""
    blocks.section(t("upload.review.title"), t("upload.review.note"))
    counts = {name: shown.count(name) for name in ("new", "changed", "same")} | {"refused": shown.refused}
    blocks.tiles(
        [
            blocks.Tile(t(f"upload.review.{name}"), n(count), unit=t(f"upload.review.{name}_note"))
            for name, count in counts.items()
        ],
        label=t("upload.review.title"),
    )
    if shown.effects:
        blocks.section(t("upload.effect.title"), t("upload.effect.note"))
        blocks.points(shown.effects)
    for kind, found in shown.differences.items():
        _changed(kind, found)
        _new(kind, found)
        _kept(found)
        _held(found)


def _new(kind: Kind, found: saving.Differences) -> None:
    if len(found.new):
        caption = _caption("new_caption", kind, found.new)
        blocks.table(new_table(kind, found.new.head(LISTED), caption), visible_rows=VISIBLE)


def _changed(kind: Kind, found: saving.Differences) -> None:
    if len(found.changed):
        caption = _caption("changed_caption", kind, found.changed)
        blocks.table(changed_table(kind, found.changed.head(LISTED), caption), visible_rows=VISIBLE)


def _kept(found: saving.Differences) -> None:
    if len(found.kept_reports):
        blocks.notice(t("upload.review.kept", count=n(len(found.kept_reports))), title=t("upload.review.kept_title"))
        blocks.table(kept_table(found.kept_reports.head(LISTED)), visible_rows=VISIBLE)


def _held(found: saving.Differences) -> None:
    if len(found.held_due_dates):
        held = t("upload.review.held", count=n(len(found.held_due_dates)))
        blocks.notice(held, title=t("upload.review.held_title"))
        blocks.table(held_table(found.held_due_dates.head(LISTED)), visible_rows=VISIBLE)


def _caption(key: str, kind: Kind, rows: pd.DataFrame) -> str:
    words = t(f"upload.review.{key}", kind=code_word("kind", kind), count=n(len(rows)))
    return words if len(rows) <= LISTED else f"{words} {t('upload.review.first', count=n(LISTED))}"
