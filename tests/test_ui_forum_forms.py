"""The forms of the forum: opened at a version, kept when refused, and the second of two people chooses."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import store
from store import Change
from texts import text
from ui import data
from ui.forum_forms import plain_rows
from vocab.people import Person

AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
SITI, BUDI = Person("Siti Aminah", "Dinas Kesehatan"), Person("Budi", "Bappeda")
FORUM = "FKPKU Kabupaten Banyuasin"


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'cakupan.db'}")
    found = {"forum": FORUM, "region_code": "16.07", "decree": "SK 15/2016"}
    store.save_forum(data.engine(), found, Change(by=SITI, at=AT))
    yield data.engine()
    data.engine().dispose()


def page() -> None:
    import streamlit as st

    import store
    from ui import address, data, forum_acts, session
    from ui.forum_forms import Form, ask_who, begin, button, changed_meanwhile, is_open, open_button, submit, told
    from vocab.refusal import Refusal

    address.restore()
    session.settle_language()
    known_at = data.latest_version()
    row = store.forum_frame(data.engine(), "forums").iloc[0]
    decree = row["decree"]
    form = Form(
        "facts",
        known_at,
        standing={"decree": decree},
        since=int(row["since"]),
        words=decree if st.query_params.get("kata") else "",
    )

    def work(change, typed):
        if not typed["decree"]:
            code = "title_needed"
            raise Refusal(code)
        forum_acts.save_forum({"forum": row["forum"], **typed}, change)

    ask_who("who")
    begin(form)
    with st.form(form.name):
        st.text_input("SK", key=form.key("decree"))
        submit(form, work)
    told(form.name)
    changed_meanwhile(form)
    open_button("Buka", "second")
    second = Form("second", known_at, standing={"decree": decree}, since=int(row["since"]))
    if is_open("second"):
        begin(second)
        with st.form("second"):
            st.text_input("SK kedua", key=second.key("decree"))
            submit(second, work, label="Simpan kedua")
    told("second")
    button(
        "Tutup",
        "quick",
        lambda change: forum_acts.save_forum({"forum": row["forum"], "decree": ""}, change),
        known_at=known_at,
    )
    told("quick")


def screen(**address: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    for key, value in address.items():
        app.query_params[key] = value
    return run(app)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    markup = " ".join(element.proto.body for element in app.get("html"))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def say_who(app: AppTest, by: Person = BUDI) -> AppTest:
    app.text_input(key="who_name").set_value(by.name)
    app.text_input(key="who_institution").set_value(by.institution)
    return run(app)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return run(app)


def typed(app: AppTest, key: str = "facts_decree") -> str:
    return app.text_input(key=key).value


def stands(engine: Engine) -> str:
    return store.forum_frame(engine, "forums")["decree"].iloc[0]


def someone_else(engine: Engine, decree: str) -> int:
    return store.save_forum(engine, {"forum": FORUM, "decree": decree}, Change(by=SITI, at=AT))


def fill(app: AppTest, decree: str) -> AppTest:
    app.text_input(key="facts_decree").set_value(decree)
    return press(app, text("forum_form.save"))


def test_what_is_typed_is_saved_with_who_wrote_it(engine):
    app = fill(say_who(screen()), "SK 3/2026")
    assert text("forum_form.saved") in words(app)
    assert stands(engine) == typed(app) == "SK 3/2026"
    assert store.versions_frame(engine).iloc[0]["by_name"] == "Budi"
    assert text("forum_form.who_as", person="Budi, Bappeda") in words(run(app))


def test_nobody_saves_without_saying_who_and_the_text_stays(engine):
    app = fill(screen(), "SK 3/2026")
    assert text("refusal.person_needed") in words(app)
    assert typed(app) == "SK 3/2026"
    assert stands(engine) == "SK 15/2016"
    fill(say_who(app), "SK 3/2026")
    assert stands(engine) == "SK 3/2026"


def test_a_refusal_leaves_the_text_and_the_version_at_which_the_form_was_opened(engine):
    app = fill(say_who(screen()), "")
    assert text("refusal.title_needed") in words(app)
    someone_else(engine, "SK lain")
    fill(app, "SK saya")
    assert stands(engine) == "SK lain"


@pytest.mark.parametrize("told", ["", "ya"])
def test_the_second_sees_who_was_first_and_what_stands(engine, told):
    app = say_who(screen(kata=told) if told else screen())
    version = someone_else(engine, "SK lain")
    app.text_input(key="facts_decree").set_value("SK saya")
    press(app, text("forum_form.save"))
    said = words(app)
    assert text("forum_form.changed_title") in said
    assert "Dinas Kesehatan, Siti Aminah" in said
    assert f"{version}" in said
    assert ("SK lain" in said) == bool(told)
    assert typed(app) == "SK saya"
    assert stands(engine) == "SK lain"


def test_having_read_it_one_goes_on_or_takes_what_stands(engine):
    mine, theirs = say_who(screen()), say_who(screen())
    someone_else(engine, "SK lain")
    fill(mine, "SK saya")
    fill(theirs, "Yang ini dilepas")
    press(theirs, text("forum_form.take_standing"))
    assert typed(theirs) == "SK lain"
    assert text("forum_form.changed_title") not in words(theirs)
    press(mine, text("forum_form.keep_mine"))
    assert typed(mine) == "SK saya"
    press(mine, text("forum_form.save"))
    assert stands(engine) == "SK saya"


def test_a_form_opened_by_its_button_closes_when_saved_or_put_away(engine):
    app = press(say_who(screen()), "Buka")
    app.text_input(key="second_decree").set_value("Tidak jadi")
    press(app, text("forum_form.cancel"))
    assert not [box for box in app.text_input if box.label == "SK kedua"]
    press(app, "Buka")
    assert typed(app, "second_decree") == "SK 15/2016"
    app.text_input(key="second_decree").set_value("Jadi")
    press(app, "Simpan kedua")
    assert stands(engine) == "Jadi"
    assert not [box for box in app.text_input if box.label == "SK kedua"]


def test_a_button_saves_once_and_not_over_what_its_reader_has_not_seen(engine):
    app = say_who(screen())
    version = someone_else(engine, "SK lain")
    press(app, "Tutup")
    assert text("forum_form.changed_button", by="Siti Aminah", version=version) in words(app)
    assert stands(engine) == "SK lain"
    press(app, "Tutup")
    assert stands(engine) == ""


def test_rows_become_plain_values():
    rows = pd.DataFrame(
        {"a": pd.array([3, None], dtype="Int64"), "b": [pd.Timestamp(2026, 3, 1), pd.NaT], "c": ["x", None]}
    )
    assert plain_rows(rows) == [{"a": 3, "b": date(2026, 3, 1), "c": "x"}, {"a": None, "b": None, "c": None}]
