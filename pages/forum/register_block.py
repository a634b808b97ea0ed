"""The register through Excel and back: download it, give it back, see what each cell changes, save."""

from functools import partial

import streamlit as st

from metrics import in_plan_order
from pages.forum import register_file, register_preview, register_save
from pages.forum.register_file import Look
from reports.register import RegisterInputs, register_name, register_workbook
from ui import blocks, data, filters
from ui import forum as forums
from ui.filters import Choice
from ui.words import LOCAL_TIME, n, t

REGISTER, BY_EXCEL = "daftar", "excel"
"""In the address: the register is worked on through Excel."""
STEPS = ("download", "fill", "upload", "save")
MOST_AREAS = 2_000
"""Areas that can be chosen from a list: the villages of a large regency."""


def is_asked() -> bool:
    """Whether the address asks for the register through Excel."""
    return filters.param(REGISTER) == BY_EXCEL


def register_link() -> blocks.Action:
    """The way to the register through Excel."""
    return blocks.Action(t("register.page.open"), filters.link("tindak-lanjut", **{REGISTER: BY_EXCEL}))


def register_block(choice: Choice) -> None:
    """The whole view for the forum that is looked at."""
    blocks.section(t("register.page.title"), t("register.page.note"))
    blocks.links([blocks.Action(t("register.page.back"), filters.link("tindak-lanjut", **{REGISTER: None}))])
    if choice.version is not None:
        blocks.notice(t("register.page.not_live", version=choice.version))
        blocks.links([blocks.Action(t("register.page.open_live"), filters.link(versi=None))])
        return
    forum = _forum(choice)
    if not forum:
        blocks.empty(t("register.page.no_forum_title"), t("register.page.no_forum", area=data.area_name(choice.area)))
        return
    register_save.outcome()
    progress = st.empty()
    _offer(choice, forum)
    file = register_file.ask_file()
    with progress:
        blocks.steps([t(f"register.page.step_{name}") for name in STEPS], 0 if file is None else STEPS.index("upload"))
    if file is not None:
        _show(register_file.look_at(file, choice, forum), choice, forum)


def _forum(choice: Choice) -> str:
    """The forum that is looked at, or the one that the area's activities name while none is registered."""
    activities = data.frames(choice).activities
    named = activities.loc[activities["region_code"] == choice.area, "forum"]
    return forums.pick_forum(choice) or next(iter(named), "")


def _offer(choice: Choice, forum: str) -> None:
    frames = forums.frames_of(choice, forum)
    activities = in_plan_order(frames.activities)
    areas, members = data.areas(), frames.members
    below = [code for code in areas["code"] if code.startswith(f"{choice.area}.")][:MOST_AREAS]
    inputs = RegisterInputs(
        activities,
        forum,
        choice.known_at,
        data.version(choice.known_at)["made_at"].to_pydatetime().astimezone(LOCAL_TIME),
        members[members["is_active"]],
        choice.language,
        regions=(choice.area, *below),
        names=dict(zip(areas["code"], areas["name"], strict=True)),
    )
    blocks.download(
        t("register.page.download", count=n(len(activities))),
        file_name=register_name(forum, choice.known_at, choice.today, choice.language),
        build=partial(register_workbook, inputs),
    )
    blocks.paragraph(t("register.page.download_note", version=choice.known_at))


def _show(look: Look, choice: Choice, forum: str) -> None:
    errors = [problem for problem in look.changes.problems if problem.level == "error" and problem.sheet is None]
    if errors:
        blocks.notice(t("register.page.refused_file"), kind="problem", title=t("register.page.refused_file_title"))
    register_preview.problems_block(look.changes.problems, choice.language)
    if errors:
        return
    if not (look.review.cells or look.review.new):
        nothing = t("register.page.nothing", count=n(look.changes.unchanged))
        blocks.notice(nothing, title=t("register.page.nothing_title"))
        return
    rows = forums.frames_of(choice, forum, at=look.version).activities.to_dict("records")
    activities = {row["activity_id"]: row for row in rows}
    blocks.section(t("register.page.review"), t("register.page.review_note", name=look.file.file_name))
    register_preview.counts_block(look)
    register_preview.conflicts_block(look, activities)
    register_preview.changes_block(look, activities)
    register_preview.new_block(look)
    register_preview.refused_block(look, activities, choice)
    register_save.ask(look, choice, forum)
