"""Our own addresses: downloads, the remembered person, the name of the first page."""

import json

import pytest
from door_requests import ask

from texts import LANGUAGES, text
from ui import downloads
from ui.door_routes import attachment
from ui.person_cookie import remembered_person
from vocab.refusal import Refusal


def test_first_page_has_a_name_that_leads_to_it():
    answer = ask("/ringkasan?wilayah=16.07")
    assert answer.status == 307
    assert answer.header("location") == ["/?wilayah=16.07"]


def test_download_is_built_when_asked_and_named_for_every_client():
    downloads.keep("abc", downloads.Offer("UHC_Kab. Banyuasin “2016”.xlsx", downloads.XLSX, lambda: b"370202", 1e12))
    answer = ask("/unduh/abc")
    assert (answer.status, answer.body) == (200, "370202")
    named = answer.header("content-disposition")[0]
    assert 'filename="UHC_Kab. Banyuasin _2016_.xlsx"' in named
    assert "filename*=UTF-8''UHC_Kab.%20Banyuasin%20%E2%80%9C2016%E2%80%9D.xlsx" in named


@pytest.mark.parametrize("name", ['a"b\\c.xlsx', "a\r\nSet-Cookie: x=1.csv"])
def test_a_file_name_cannot_write_a_header(name):
    assert "\n" not in attachment(name)
    assert "\r" not in attachment(name)
    assert attachment(name).partition("; filename*")[0].count('"') == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_download_that_is_gone_is_explained(language):
    answer = ask("/unduh/none", headers={"cookie": f"bahasa={language}"})
    assert answer.status == 410
    assert text("door.download_gone.title", language) in answer.body


def test_a_download_that_cannot_be_made_says_why():
    def refuse() -> bytes:
        raise Refusal("evidence_needed")

    downloads.keep("no", downloads.Offer("x.xlsx", downloads.XLSX, refuse, 1e12))
    answer = ask("/unduh/no")
    assert answer.status == 409
    assert text("refusal.evidence_needed") in answer.body


def test_downloads_end_and_are_few():
    offer = downloads.Offer("x.csv", "text/csv", lambda: b"", 100.0)
    downloads.keep("old", offer)
    assert downloads.find("old", at=99.0) == offer
    assert downloads.find("old", at=100.0) is None
    for number in range(downloads.KEPT_OFFERS + 1):
        downloads.keep(f"many{number}", downloads.Offer("x.csv", "text/csv", lambda: b"", 1e12))
    assert downloads.find("many0", at=0.0) is None
    assert downloads.find("many1", at=0.0) is not None


def test_person_is_remembered_for_the_own_page_only():
    asked = "/saya?name=Siti%20%22A%22&institution=Dinas%20Sosial&role=Kepala"
    assert ask(asked, headers={"sec-fetch-site": "cross-site"}).status == 403
    answer = ask(asked, headers={"sec-fetch-site": "same-origin"})
    value = answer.header("set-cookie")[0].partition("=")[2].partition(";")[0]
    assert remembered_person({"orang": value}) == {"name": 'Siti "A"', "institution": "Dinas Sosial", "role": "Kepala"}


@pytest.mark.parametrize("cookie", ["", "%7B", json.dumps([1]), "null", "%00"])
def test_a_spoiled_cookie_is_nobody(cookie):
    assert remembered_person({"orang": cookie}) == {"name": "", "institution": "", "role": ""}
