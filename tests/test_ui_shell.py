"""The shell over a real store: what is looked at, frames that cannot be changed, samples that come and go."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import store
from texts import text
from ui import data, start
from vocab.codes import Kind, VersionKind
from vocab.people import Person

ROOT = Path(__file__).parents[1]
NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
SITI = Person(name="Siti", institution="Dinas Kesehatan")


@pytest.fixture
def engine(example_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A store as the first start leaves it, configured as this process's own."""
    shutil.copytree(example_folder, tmp_path / "copy")
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'copy' / 'cakupan.db'}")
    yield data.engine()
    data.engine().dispose()


def look(**address: str) -> AppTest:
    app = AppTest.from_function(tell_choice, default_timeout=30)
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def tell_choice() -> None:
    import streamlit as st

    from ui import address, data, filters

    address.restore()
    choice = filters.settle(home="")
    st.json(
        {
            "area": choice.area,
            "period": choice.period,
            "source": choice.source,
            "chosen": choice.source_chosen,
            "view": choice.view,
            "version": choice.version,
            "known_at": choice.known_at,
            "rows": len(data.frames(choice).membership),
            "words": [value for _, value in filters.in_words(choice)],
        }
    )


def told(app: AppTest) -> dict[str, object]:
    import json

    assert not app.exception
    answer: dict[str, object] = json.loads(app.json[0].value)
    return answer


def test_link_opens_the_same_view(engine):
    seen = told(look(wilayah="16.07", periode="2016-01", penyebut="disdukcapil", pandangan="enam", versi="4"))
    assert seen["area"] == "16.07"
    assert seen["period"] == "2016-01"
    assert (seen["source"], seen["chosen"]) == ("disdukcapil", True)
    assert seen["view"] == "six"
    assert (seen["version"], seen["known_at"]) == (4, 4)
    assert "Kabupaten Banyuasin" in str(seen["words"])


def test_what_an_address_leaves_open_comes_from_the_figures(engine):
    seen = told(look(wilayah="16.07"))
    assert seen["period"] == "2016-08"
    assert (seen["source"], seen["chosen"]) == ("bpjs", False)
    assert seen["view"] == "four"
    assert (seen["version"], seen["known_at"]) == (None, store.latest_version(engine))


@pytest.mark.parametrize(
    "address",
    [
        {"wilayah": "77.77"},
        {"wilayah": "<script>"},
        {"wilayah": "16.07", "periode": "2016-13", "penyebut": "x", "pandangan": "x", "versi": "999"},
        {"wilayah": "16.07", "versi": "-1"},
    ],
)
def test_nonsense_in_the_address_is_as_if_it_were_not_there(engine, address):
    seen = told(look(**address))
    assert seen["area"] in ("00", "16.07")
    assert seen["version"] is None
    assert seen["source"] in ("bpjs", "bps", None)


def test_version_before_the_figures_shows_none(engine):
    assert told(look(wilayah="16.07", versi="1"))["rows"] == 0


def test_a_page_cannot_change_what_another_sees(engine):
    at = store.latest_version(engine)
    mine = data.frames_at("16.07", at).membership
    mine.loc[:, "registered_people"] = 0
    mine["extra"] = 1
    others = data.frames_at("16.07", at).membership
    assert "extra" not in others
    assert (others["registered_people"] > 0).any()


def test_new_version_is_seen_at_once(engine):
    before = data.frames_at("16.07", store.latest_version(engine)).population
    row = before.iloc[[0]][["region_code", "period", "source"]].assign(people=1, sheet=None, cell="B2")
    file = store.SourceFile("penduduk.csv", "0" * 64)
    store.save_import(engine, {Kind.POPULATION: row}, file=file, by=SITI, at=NOON)
    after = data.frames_at("16.07", data.latest_version()).population
    assert 1 in set(after["people"])
    assert 1 not in set(before["people"])


def test_sample_is_loaded_once_with_a_version_for_each_file(engine):
    versions = store.versions_frame(engine)
    assert list(versions["file_name"][::-1]) == [*(file.name for file in start.PUBLISHED), start.PUBLISHED_FORUM.name]
    assert start.load_sample(engine, "published", at=NOON, by=SITI) is None
    assert len(store.versions_frame(engine)) == len(versions)


def test_first_start_cut_short_is_taken_up_where_it_stopped(tmp_path):
    engine = store.open_store(f"sqlite:///{tmp_path / 'cut_short.db'}")
    for file in start.PUBLISHED[:3]:
        kind = start._kind_of(file, VersionKind.SAMPLE)
        start._save(engine, start._read(file, areas=None), kind=kind, at=NOON, by=SITI, areas=None)
    assert len(store.versions_frame(engine)) == 3
    start.prepare(engine, at=NOON)
    assert list(store.versions_frame(engine)["file_name"][::-1]) == [
        *(file.name for file in start.PUBLISHED),
        start.PUBLISHED_FORUM.name,
    ]


def test_targets_of_the_nation_stay_when_the_sample_goes(engine):
    store.remove_sample(engine, by=SITI, at=NOON)
    assert store.membership_frame(engine).empty
    assert store.activities_frame(engine).empty
    assert set(store.targets_frame(engine)["region_code"]) == {"00"}
    start.prepare(engine, at=NOON)
    assert store.membership_frame(engine).empty, "a store emptied on purpose stays empty"


def test_made_up_figures_are_known_as_such(engine):
    start.load_sample(engine, "demo", at=NOON, by=SITI)
    at = data.latest_version()
    assert data.kinds_of_sample_in(data.frames_at("99", at), "99") == {"demo"}
    assert data.kinds_of_sample_in(data.frames_at("16.07", at), "16.07") == {"sample"}
    assert data.kinds_of_sample_in(data.frames_at("33.10", at), "33.10") == frozenset()
    assert data.sample_state() == data.SampleState(published=True, demo=True)


@pytest.mark.parametrize("language", ["id", "en"])
def test_shell_asks_for_the_area_of_a_new_installation(engine, language):
    app = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    app.query_params["bahasa"] = language
    app.run()
    assert not app.exception
    assert app.selectbox(key="start_area").value is None
    assert text("start.open", language) in [button.label for button in app.button]


def test_shell_shows_the_example_under_its_banner(engine):
    app = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    app.query_params["wilayah"] = "16.07"
    app.run()
    assert not app.exception
    drawn = " ".join(element.proto.body for element in app.get("html"))
    assert 'class="banner sample"' in drawn
    assert "Kabupaten Banyuasin" in drawn
    assert app.selectbox(key="filter_area").value == "16.07"


def fail(refused: bool) -> None:
    from ui.door_errors import show_error
    from vocab.refusal import Refusal

    show_error(Refusal("evidence_needed") if refused else ValueError("isi rahasia"))


def test_a_failed_page_shows_a_code_and_logs_the_rest(engine, caplog):
    app = AppTest.from_function(fail, kwargs={"refused": False}).run()
    code = text("door.page_failed", code="(?P<code>[0-9A-F]{6})").replace(".", r"\.")
    found = re.fullmatch(code, app.error[0].value)
    assert found is not None
    assert "rahasia" not in app.error[0].value
    logged = [record for record in caplog.records if found["code"] in record.getMessage()]
    assert "isi rahasia" in str(logged[0].exc_info)


def test_a_refusal_on_a_page_is_told_in_words(engine):
    app = AppTest.from_function(fail, kwargs={"refused": True}).run()
    assert app.warning[0].value == text("refusal.evidence_needed")
