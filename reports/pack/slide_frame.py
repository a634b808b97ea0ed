"""What the slides of one meeting share: the deck, its words, and the two lines under every slide."""

from dataclasses import dataclass

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from reports.pack.slide_look import BODY, CONTENT, QUIET_INK, Said, add_foot, add_slide, add_words
from reports.pack.words import PackWords
from reports.paper_words import BETWEEN


@dataclass(frozen=True)
class Show:
    """A deck in the making and its words."""

    deck: Deck
    words: PackWords

    def slide(self, title: str, *, source: str, table: str = "") -> Slide:
        """A new slide with its title and the lines beneath; `table` is the one whose code is shown."""
        slide = add_slide(self.deck, title)
        self.foot(slide, source, table=table)
        return slide

    def foot(self, slide: Slide, source: str, *, table: str = "") -> None:
        """Where the figures are from and of when, the code of the table, the version, and what must not be missed."""
        words, between = self.words, BETWEEN
        told = [words.table_code(table)] if table else []
        told.append(words.say("slide.version", version=words.number(words.pack.version)))
        marks = [f"{between}{mark}" for mark in words.marks]
        add_foot(slide, source, between.join(told), "".join(marks))

    def figures_source(self) -> str:
        """Of which month the figures are, whose population divides, and the files they are from."""
        words = self.words
        names = words.inputs.version.files["file_name"]
        files = list(dict.fromkeys(name for name in names if isinstance(name, str) and name))
        source = words.of("subtitle", period=words.period, denominator=words.denominator)
        return f"{source} {words.say('slide.files', files=', '.join(files))}" if files else source

    def work_source(self) -> str:
        """Of when the state of the activities is."""
        return self.words.say("slide.work_source", day=self.words.day(self.words.pack.today))

    def nothing(self, slide: Slide, told: str) -> None:
        """That there is nothing to show."""
        add_words(slide, CONTENT, [Said(told, BODY, colour=QUIET_INK)])
