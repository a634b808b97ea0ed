"""The returned register that lies on the table: read once, held against what stands, forgotten when put away."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from loaders.register import RegisterFile, read_register
from loaders.register_changes import RegisterChanges, changes_in, versions_in
from ui import data, forum_acts
from ui import forum as forums
from ui.filters import Choice
from ui.words import t
from vocab.register import CellChange, RegisterReview, RegisterVerdict, ReviewedActivity, ReviewedCell, register_stamp

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_NUMBER, _LOOK = "register_number", "register_look"
KEEP, TAKE = "keep", "take"
"""What a person chooses where both sides changed a cell: what stands, or what the file says."""
_CHOSEN = "register_choice_"


@dataclass(frozen=True)
class Look:
    """A returned register against what stood at `version`, the newest when it was looked at."""

    file: RegisterFile
    changes: RegisterChanges
    review: RegisterReview
    version: int

    def cells(self, *verdicts: RegisterVerdict) -> tuple[ReviewedCell, ...]:
        """The changed cells with one of the verdicts."""
        return tuple(look for look in self.review.cells if look.verdict in verdicts)

    @property
    def conflicts(self) -> tuple[ReviewedCell, ...]:
        """The cells that were changed on both sides."""
        return self.cells(RegisterVerdict.CONFLICT)

    @property
    def new(self) -> tuple[ReviewedActivity, ...]:
        """The new activities that can be taken."""
        return tuple(one for one in self.review.new if not one.why)

    @property
    def refused_new(self) -> tuple[ReviewedActivity, ...]:
        """The new activities that cannot."""
        return tuple(one for one in self.review.new if one.why)

    @property
    def refused_count(self) -> int:
        """How many cells and new activities are not taken."""
        return len(self.cells(RegisterVerdict.REFUSED)) + len(self.refused_new)

    @property
    def open_conflicts(self) -> int:
        """How many conflicts nobody has decided yet."""
        return sum(chosen(look.change) is None for look in self.conflicts)

    def to_save(self) -> tuple[CellChange, ...]:
        """The cells that would be written: changes, requests, and conflicts where the file's value was chosen."""
        plain = self.cells(RegisterVerdict.CHANGE, RegisterVerdict.REQUEST)
        taken = tuple(look for look in self.conflicts if chosen(look.change) == TAKE)
        return tuple(look.change for look in (*plain, *taken))


def ask_file() -> "UploadedFile | None":
    """The uploader; any file may be chosen, so that the answer to a wrong one is ours."""
    number = st.session_state.setdefault(_NUMBER, 0)
    file = st.file_uploader(t("register.page.choose"), key=f"register_file_{number}")
    if file is None:
        look_again()
    return file


def look_at(file: "UploadedFile", choice: Choice, forum: str) -> Look:
    """The register read and compared, once for a file; what a person looks at must be what is saved."""
    kept = st.session_state.get(_LOOK)
    if kept is None or kept[0] != (file.file_id, forum):
        look_again()
        with st.spinner(t("register.page.reading")):
            kept = ((file.file_id, forum), _looked(file, choice, forum))
        st.session_state[_LOOK] = kept
    look: Look = kept[1]
    return look


def _looked(file: "UploadedFile", choice: Choice, forum: str) -> Look:
    areas = data.areas()
    names = dict(zip(areas["code"], areas["name"], strict=True))
    returned = read_register(file.getvalue(), file_name=file.name, areas=names)
    # The version first: what is saved while we compare must count as later.
    newest = data.latest_version()
    known = [version for version in versions_in(returned) if 0 < version <= newest]
    stamp = register_stamp(data.version(returned.version)["made_at"]) if returned.version in known else ""
    bases = {version: forums.frames_of(choice, forum, at=version).activities for version in known}
    changes = changes_in(returned, bases, forum=forum, region_code=choice.area, stamp=stamp)
    review = forum_acts.review_register(forum, changes.cells, changes.new)
    return Look(returned, changes, review, newest)


def look_again() -> None:
    """Compare with the store once more; what was chosen for conflicts is asked anew."""
    st.session_state.pop(_LOOK, None)
    for name in [name for name in st.session_state if str(name).startswith(_CHOSEN)]:
        del st.session_state[name]


def put_away() -> None:
    """Empty the uploader: its file has been saved, or given up."""
    look_again()
    st.session_state[_NUMBER] = st.session_state.get(_NUMBER, 0) + 1


def choice_key(change: CellChange) -> str:
    """Where the choice about a conflict is kept."""
    return f"{_CHOSEN}{change.cell}"


def chosen(change: CellChange) -> str | None:
    """What was chosen for a cell that was changed on both sides; None while nothing was."""
    picked: str | None = st.session_state.get(choice_key(change))
    return picked


def choose_all(conflicts: tuple[ReviewedCell, ...], what: str) -> None:
    """The same choice for every conflict."""
    for look in conflicts:
        st.session_state[choice_key(look.change)] = what
