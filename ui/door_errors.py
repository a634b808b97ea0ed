"""What a person sees when a page fails: a short message with a code; the whole story is in the log under that code."""

import logging

import streamlit as st

from texts import text
from ui.door_messages import error_code
from ui.session import language
from vocab.refusal import Refusal

log = logging.getLogger("cakupan.page")


def show_error(error: Exception) -> bool:
    """Show the error of a page; True tells Streamlit that it has been shown."""
    if isinstance(error, Refusal):
        st.warning(text(f"refusal.{error.code}", language(), **error.values))
        return True
    code = error_code()
    log.error("page failed, code %s", code, exc_info=error)
    st.error(text("door.page_failed", language(), code=code))
    return True
