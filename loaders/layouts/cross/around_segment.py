"""The segment of a table of members whose columns and rows name none: that of its title or of its sheet's name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.found import Context
from loaders.layouts.cross.cells import Figure
from loaders.layouts.cross.readers import WHY_LEFT_OUT
from loaders.problems import Problem, Question, Skipped
from loaders.tables.blocks import Block
from loaders.tables.facts import KIND_OF
from loaders.tables.titles import file_words
from loaders.values.asked_labels import SEGMENT_ANSWERS
from loaders.values.labels import normalise
from loaders.values.title_segments import SegmentSaid, segment_in
from vocab.codes import Kind, Segment
from vocab.segment_labels import suggest_segments

SEGMENT = "segment"


@dataclass(frozen=True)
class AroundSegment:
    """What holds for all members of a table: a segment, or the label that waits for an answer; and what is said."""

    segment: str | None = None
    asked: Question | None = None
    problems: tuple[Problem, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    def within(self, figures: Sequence[Figure]) -> list[Figure]:
        """The figures with it; those of other kinds as they are."""
        if self.skipped:
            return [one for one in figures if not _is_of_members(one)]
        if self.segment is None and self.asked is None:
            return list(figures)
        return [self._with(one) if _is_of_members(one) else one for one in figures]

    def _with(self, figure: Figure) -> Figure:
        if self.asked is not None:
            return replace(figure, open=(*figure.open, (SEGMENT, self.asked.about)))
        return replace(figure, facts=figure.facts._replace(segment=self.segment))


def segment_around(block: Block, figures: Sequence[Figure], context: Context) -> AroundSegment:
    """What the words around a table say of its members; nothing where a column or a row names a segment."""
    members = [one for one in figures if _is_of_members(one)]
    if not members or any(one.facts.segment or SEGMENT in dict(one.open) for one in members):
        return AroundSegment()
    names = (("title", block.titles), ("sheet", (block.sheet.name or "",)), ("file", (file_words(context),)))
    for where, texts in names:
        said = next(filter(None, map(segment_in, reversed(texts))), None)
        if said is not None:
            return _settled(said, where, block, context)
    return AroundSegment()


def _settled(said: SegmentSaid, where: str, block: Block, context: Context) -> AroundSegment:
    sheet, code = block.sheet, f"segment:{normalise(said.words)}"
    if said.segment is not None and where != "file":
        values = {"what": SEGMENT, "where": where, "value": said.segment}
        return AroundSegment(said.segment, problems=(Problem("taken_from", sheet.name, None, said.words, values),))
    answer = context.option(code, sheet=sheet.name)
    if answer in WHY_LEFT_OUT:
        return AroundSegment(skipped=(Skipped(block.area, WHY_LEFT_OUT[answer], said.words),))
    if answer in SEGMENT_ANSWERS:
        return AroundSegment(answer)
    likely = (said.segment, Segment.TOTAL.value) if said.segment else suggest_segments(said.words)
    return AroundSegment(asked=Question(code, said.words, tuple(likely), sheet.name, sheet.address(0, 0)))


def _is_of_members(figure: Figure) -> bool:
    return KIND_OF[figure.facts.measure or ""] is Kind.MEMBERSHIP
