"""The remembered answers on Referensi & Target: listed in words, taken back by name, taught where there are none."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import store
from texts import LANGUAGES, text
from ui import data
from vocab.codes import Kind
from vocab.people import Person
from vocab.remembered import RememberedAnswer

AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
SITI = Person("Siti Aminah", "Dinas Kesehatan", "Sekretaris")
FORM = "0123456789abcdef"
ANSWERS = (
    RememberedAnswer("", "segment:bpjs daerah", "pbi_apbd", "BPJS Daerah"),
    RememberedAnswer("", "region:oku", "16.01", "O.K.U"),
    RememberedAnswer(FORM, "source", "disdukcapil"),
    RememberedAnswer(f"{FORM}/rekap peserta", "region", "16.07"),
    RememberedAnswer("", "segment:[x](javascript:1)<b>", "outside", "[x](javascript:1)<b>"),
)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'cakupan.db'}")
    yield data.engine()
    data.engine().dispose()


def saved(engine: Engine, registered: int, *answers: RememberedAnswer) -> int | None:
    row = {"region_code": "16.07", "period": "2016-08", "segment": "pbi", "registered_people": registered}
    rows = pd.DataFrame([{**row, "active_people": None, "sheet": None, "cell": "D2", "active_cell": None}])
    file = store.SourceFile("rekap_peserta_agustus.xlsx", "ab" * 32)
    return store.save_import(engine, {Kind.MEMBERSHIP: rows}, file=file, by=SITI, at=AT, answers=answers).version


def page() -> None:
    """The part of the page that lists answers, as the shell prepares it."""
    from pages.data import references_answers
    from ui import address, filters

    address.restore()
    filters.settle(home="16.07")
    references_answers.show(filters.choice())


def screen(language: str = "id") -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    app.query_params["bahasa"] = language
    return run(app)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    markup = " ".join(element.proto.body for element in app.get("html"))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).replace("\u00a0", " ").split())


def button(app: AppTest) -> object:
    return next(one for one in app.button if one.label == text("remembered.button"))


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_answers_it_is_said_how_they_come_about(language):
    shown = words(screen(language))
    assert text("remembered.empty_about", language) in shown
    assert text("remembered.past", language) not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_listed_in_words(engine, language):
    saved(engine, 1, *ANSWERS)
    shown = words(screen(language))
    for expected in (
        "“BPJS Daerah”",
        text("segment.pbi_apbd", language),
        "“O.K.U”",
        "Kabupaten Ogan Komering Ulu",
        text("source.disdukcapil", language),
        "Kabupaten Banyuasin",
        text("remembered.same_form_and_name", language),
        "Siti Aminah, Dinas Kesehatan",
        "rekap_peserta_agustus.xlsx",
        "[x](javascript:1)<b>",
    ):
        assert expected in shown
    for code in ("pbi_apbd", "16.01", FORM):
        assert code not in shown


def test_an_answer_is_taken_back_by_name_and_stays_listed(engine):
    saved(engine, 1, *ANSWERS[:2])
    app = screen()
    assert button(app).disabled
    label = next(row for row in store.answers_frame(engine).to_dict("records") if row["code"] == ANSWERS[0].code)
    app.selectbox(key="answer_to_take_back").set_value(label["number"])
    assert button(run(app)).disabled
    next(field for field in app.text_input if field.label == text("person.name")).set_value("Budi")
    run(app)
    button(app).click()
    shown = words(run(app))
    assert text("remembered.taken_back") in shown
    assert text("remembered.why_taken_back", by="Budi") in shown
    assert store.remembered_answers(engine) == {"": {"region:oku": "16.01"}}


def test_an_answer_that_somebody_else_took_back_is_refused_in_words(engine):
    saved(engine, 1, ANSWERS[0])
    app = screen()
    (number,) = store.answers_frame(engine)["number"]
    app.selectbox(key="answer_to_take_back").set_value(number)
    next(field for field in app.text_input if field.label == text("person.name")).set_value("Budi")
    run(app)
    store.take_back(engine, number, by=SITI, at=AT)
    button(app).click()
    assert text("refusal.answer_not_there") in words(run(app))


def test_why_an_answer_is_no_longer_used(engine):
    saved(engine, 1, ANSWERS[0])
    newer = RememberedAnswer("", ANSWERS[0].code, "pbi_apbn", "BPJS Daerah")
    undone = saved(engine, 2, newer)
    store.undo(engine, undone, by=SITI, at=AT)
    shown = words(screen())
    assert text("remembered.why_replaced", by="Siti Aminah") in shown
    assert text("remembered.why_undone", version=undone) in shown
    assert text("remembered.empty") in shown
