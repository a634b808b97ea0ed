"""The Excel summary of what is looked at, as a link."""

from collections.abc import Callable

import pandas as pd

from reports import StoreFrames, VersionFacts, summary_workbook, workbook_inputs, workbook_name
from ui import blocks, data, session
from ui.areas import names_from_files
from ui.filters import Choice
from ui.words import t
from vocab.people import Person
from vocab.periods import period_of

KINDS = ("membership", "population", "facilities", "targets", "activities", "reports")


def workbook_block(choice: Choice) -> None:
    """The workbook of the area as a link."""
    name = workbook_name(data.area_name(choice.area), _period(choice), choice.today)
    blocks.download(t("summary.take.workbook"), file_name=name, build=_workbook(choice))


def _workbook(choice: Choice) -> Callable[[], bytes]:
    """What builds the workbook later, in a thread without a session: everything it needs is bound here."""
    frames, members = data.frames(choice), data.members(choice) or None
    files = data.versions_at(data.engine(), data.newest_of_run())
    period, made_at, by = _period(choice), session.now(), session.person() or Person("")

    def build() -> bytes:
        inputs = workbook_inputs(
            StoreFrames(**{kind: getattr(frames, kind) for kind in KINDS}),
            area=choice.area, period=period, source=choice.source, view=choice.view, members=members,
            names=names_from_files(frames.store, frames.at), version=_version(choice, frames, files),
            by=by, made_at=made_at, today=choice.today,
        )  # fmt: skip
        return summary_workbook(inputs, language=choice.language)

    return build


def _version(choice: Choice, frames: data.Frames, files: pd.DataFrame) -> VersionFacts:
    known = data.version_facts([choice.known_at])["made_at"]
    sample = data.kinds_of_sample_in(frames, choice.area)
    return VersionFacts(
        number=choice.known_at,
        known_at=None if known.empty else known.iloc[0].to_pydatetime(),
        is_live=choice.version is None,
        is_sample="sample" in sample,
        is_made_up="demo" in sample,
        files=files,
    )


def _period(choice: Choice) -> str:
    """The month looked at; this month for an area that has no membership yet, only facilities or activities."""
    return choice.period or period_of(choice.today)
