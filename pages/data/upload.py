"""Unggah Data: a file, what was recognised in it, what it would change, and saving it."""

import streamlit as st

from pages.data import upload_file, upload_problems, upload_recognised, upload_review, upload_save
from pages.data.upload_questions import ask, offer_change
from pages.data.upload_templates import offer_templates
from ui import blocks, filters
from ui.words import t

choice = filters.choice()
blocks.page_header(t("upload.title"), t("upload.answer"), question=t("upload.question"))
saved, progress = st.container(), st.empty()
upload_file.show_step(progress, "file")
file = upload_file.ask_file()
# Emptied as soon as a file is there, so that nothing old stands under the progress of reading it.
offered = st.empty()
if file is None:
    with saved:
        upload_save.outcome()
    with offered.container():
        offer_templates(choice.language)
    st.stop()

reading = upload_file.read(file)
upload_file.show_step(progress, "recognised")
upload_save.loaded_before(reading)
upload_problems.refused(reading, file, choice.language)
ask(reading, file, choice)
upload_problems.remembered(reading, choice.language)
upload_recognised.show(reading, choice.language)
upload_recognised.show_checks(reading, choice.language)
upload_problems.notes(reading, choice.language)
offer_change(reading, file, choice)
if reading.is_savable:
    upload_file.show_step(progress, "review")
    preview = upload_review.preview(reading, file, choice)
    upload_review.show(preview)
    upload_problems.warnings((*reading.warnings, *preview.warnings), reading, file, choice.language)
    upload_save.ask(reading, preview, file)
