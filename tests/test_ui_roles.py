"""The role of who sits here: chosen from a list, kept as its code; what was written before roles were a list stays."""

import pytest
from streamlit.testing.v1 import AppTest

from texts import LANGUAGES, role_word
from vocab.people import PersonRole


def page() -> None:
    import streamlit as st

    from ui import session

    session.ask_person(key="who")
    person = session.person()
    st.json({"role": person.role if person else "", "chair": session.is_chair(), "desk": session.is_secretariat()})


def told(app: AppTest) -> dict[str, object]:
    import json

    assert not app.exception
    answer: dict[str, object] = json.loads(app.json[0].value)
    return answer


def screen(role: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30)
    app.session_state["person_fields"] = {"name": "Siti", "institution": "Dinsos", "role": role}
    return app.run()


@pytest.mark.parametrize(
    ("role", "chair", "desk"),
    [
        ("", False, False),
        *((role.value, role is PersonRole.CHAIR, role is PersonRole.SECRETARIAT) for role in PersonRole),
        ("Ketua Tim", False, False),
    ],
)
def test_only_the_role_that_was_chosen_counts(role, chair, desk):
    assert told(screen(role)) == {"role": role, "chair": chair, "desk": desk}


def test_a_position_written_before_stays_a_choice_until_another_is_made():
    app = screen("Kepala Bidang")
    box = app.selectbox(key="who_role")
    assert box.value == "Kepala Bidang"
    assert box.options[-1] == "Kepala Bidang"
    box.set_value(PersonRole.CHAIR.value)
    app.run()
    assert told(app)["role"] == "chair"
    assert "Kepala Bidang" not in app.run().selectbox[0].options


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_have_words_and_words_written_before_stay(language):
    assert all(role_word(role, language) != role for role in PersonRole)
    assert role_word("Kepala Bidang", language) == "Kepala Bidang"
    assert role_word("", language) == ""
