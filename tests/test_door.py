"""The door as pieces: whom it lets in, what it says about itself, and that no setting has slipped."""

import base64
import hashlib
import re
import tomllib
from pathlib import Path

import pytest
import streamlit as st
from door_requests import DOCUMENT, PLANTED, STREAMLIT_PAGE, ask

from texts import LANGUAGES, text
from ui.door_address import is_this_machine, refuse_other_address
from ui.door_language import page_in

ROOT = Path(__file__).parents[1]
MUST_HOLD = {
    "server.address": "127.0.0.1",
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.maxUploadSize": 50,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.allowedOrigins": [],
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
}


@pytest.mark.parametrize(("option", "wanted"), MUST_HOLD.items())
def test_option_is_in_force(option, wanted):
    assert st.get_option(option) == wanted


def test_every_option_in_the_file_is_in_force():
    written = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for section, options in written.items():
        for name, value in options.items():
            if not isinstance(value, dict):
                assert st.get_option(f"{section}.{name}") == value, f"{section}.{name}"


@pytest.mark.parametrize(
    ("host", "answer"),
    [
        ("127.0.0.1", True),
        ("127.0.0.1:8501", True),
        ("127.8.0.9", True),
        ("localhost:8501", True),
        ("::1", True),
        ("[::1]:8501", True),
        ("0.0.0.0", False),  # noqa: S104 - this is what must be refused
        ("::", False),
        ("192.168.1.10", False),
        ("example.org", False),
        ("127.0.0.1.example.org", False),
        ("localhost.example.org", False),
        ("127.0.0.1@example.org", False),
        ("", False),
        (None, False),
    ],
)
def test_this_machine(host, answer):
    assert is_this_machine(host) is answer


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.10", "unix:///run/x.sock"])  # noqa: S104 - to be refused
def test_start_on_another_address_is_refused_in_both_languages(address):
    with pytest.raises(SystemExit) as refusal:
        refuse_other_address(address)
    for language in LANGUAGES:
        assert text("door.refused_start", language, address=address) in str(refusal.value)


@pytest.mark.parametrize("address", [None, "", "127.0.0.1", "localhost", "::1"])
def test_start_on_this_machine_goes_on(address):
    refuse_other_address(address)


@pytest.mark.parametrize(
    "beyond",
    [
        {"host": "cakupan.example.org"},
        {"host": "192.168.1.10:8501"},
        {"server": "192.168.1.10"},
        {"client": "10.0.0.7"},
    ],
)
def test_requests_from_beyond_are_refused_with_the_reason(beyond):
    answer = ask("/", headers=DOCUMENT, **beyond)
    assert answer.status == 403
    for language in LANGUAGES:
        assert text("door.refused_request", language) in answer.body
    assert answer.header("content-security-policy")


@pytest.mark.parametrize(
    ("origin", "let_in"),
    [
        ({"origin": "http://127.0.0.1:8501"}, True),
        ({"origin": "http://127.0.0.1:9999"}, False),
        ({"origin": "https://127.0.0.1:8501"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "null"}, False),
        ({}, False),
    ],
)
def test_socket_only_for_the_own_page(origin, let_in):
    answer = ask("/_stcore/stream", kind="websocket", headers=origin)
    assert answer.status == ("websocket.accept" if let_in else "websocket.close")


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"])
def test_pages_for_machines_are_closed(path):
    assert ask(path).status == 404


@pytest.mark.parametrize("path", ["/", "/media/x.csv", "/unduh/none", "/_stcore/metrics", "/wrong"])
def test_headers_stand_on_every_answer(path):
    answer = ask(path, headers=DOCUMENT)
    assert answer.header("x-content-type-options") == ["nosniff"]
    assert answer.header("x-frame-options") == ["DENY"]
    policy = answer.header("content-security-policy")[0]
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]


@pytest.mark.parametrize("path", ["/media/x.csv", "/unduh/none"])
def test_files_are_not_kept_by_the_browser(path):
    assert ask(path).header("cache-control") == ["no-store"]


@pytest.mark.parametrize(
    ("path", "cookie", "language"),
    [
        ("/", "", "id"),
        ("/?bahasa=en", "", "en"),
        ("/riwayat", "bahasa=en", "en"),
        ("/?bahasa=id", "bahasa=en", "id"),
        ("/?bahasa=xx", "", "id"),
    ],
)
def test_page_speaks_the_chosen_language(path, cookie, language):
    answer = ask(path, headers={**DOCUMENT, **({"cookie": cookie} if cookie else {})})
    assert f'<html lang="{language}">' in answer.body
    assert "<title>Cakupan</title>" in answer.body
    assert "agent/openapi" not in answer.body
    assert any(value.startswith(f"bahasa={language};") for value in answer.header("set-cookie"))
    assert answer.header("etag") == []
    assert int(answer.header("content-length")[0]) == len(answer.body.encode())


def test_rewriting_finds_all_that_it_replaces_in_the_installed_streamlit():
    page = STREAMLIT_PAGE.read_bytes()
    rewritten = page_in("en", page).decode()
    assert b'<html lang="en">' in page
    assert b"<title>Streamlit</title>" in page
    assert "Streamlit</title>" not in rewritten
    assert rewritten.count("<script>") == page.decode().count("<script>") + 2
    assert 'lang="id"' in page_in("id", page).decode()


def test_every_inline_script_of_the_page_is_allowed_and_no_other():
    answer = ask("/", headers=DOCUMENT)
    policy = answer.header("content-security-policy")[0]
    scripts = re.findall(r"<script>(.*?)</script>", answer.body, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert len(scripts) == 3
    assert all(f"'sha256-{value}'" in policy for value in hashes)


def test_an_error_is_told_by_a_code_and_not_by_its_words():
    answer = ask("/wrong", headers={"cookie": "bahasa=en"})
    assert answer.status == 500
    assert PLANTED not in answer.body
    assert re.search(r"code [0-9A-F]{6}", answer.body)
