"""The menu: one line a page. A page appears when its script exists."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class MenuEntry:
    """A page: its address, its section and script under `pages/`, its icon, and whether the filters shape it.

    A hidden page is opened by its address and stands in no list.
    """

    address: str
    section: str
    script: str
    icon: str
    has_filters: bool = True
    is_hidden: bool = False

    @property
    def path(self) -> Path:
        """The script's file."""
        return ROOT / "pages" / self.script

    @property
    def title_key(self) -> str:
        """The key of the page's name in the menu."""
        return f"menu.{self.address.replace('-', '_')}"


MENU: tuple[MenuEntry, ...] = (
    MenuEntry("ringkasan", "achievement", "achievement/summary.py", "dashboard"),
    MenuEntry("cakupan", "achievement", "achievement/coverage.py", "trending_up"),
    MenuEntry("fasilitas", "achievement", "achievement/facilities.py", "local_hospital"),
    MenuEntry("tindak-lanjut", "forum", "forum/follow_up.py", "task_alt"),
    MenuEntry("rapat", "forum", "forum/meetings.py", "groups"),
    MenuEntry("anggota", "forum", "forum/members.py", "diversity_3"),
    MenuEntry("cari", "forum", "forum/search.py", "search", is_hidden=True),
    MenuEntry("unggah", "data", "data/upload.py", "upload_file", has_filters=False),
    MenuEntry("kualitas", "data", "data/quality.py", "fact_check"),
    MenuEntry("riwayat", "data", "data/history.py", "history", has_filters=False),
    MenuEntry("referensi", "data", "data/references.py", "flag", has_filters=False),
)
FIRST_PAGE = MENU[0]


def available() -> tuple[MenuEntry, ...]:
    """The pages whose scripts exist."""
    return tuple(entry for entry in MENU if entry.path.is_file())


def exists(address: str) -> bool:
    """Whether a page is there."""
    return any(entry.address == address for entry in available())
