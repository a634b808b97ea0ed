"""The layout of the code, held by reading it: who imports whom, sizes, docstrings, words that do not belong."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("pages", "ui", "vocab", "texts", "loaders", "store", "metrics", "charts", "reports", "sample_data")
MAY_IMPORT: dict[str, set[str]] = {
    "pages": {"ui", "loaders", "metrics", "charts", "reports", "vocab", "texts"},
    "ui": {"store", "vocab", "texts", "settings"},
    "reports": {"metrics", "charts", "vocab", "texts"},
    "charts": {"vocab", "texts"},
    "loaders": {"vocab"},
    "store": {"vocab"},
    "metrics": {"vocab"},
    "sample_data": {"vocab"},
    "vocab": set(),
    "texts": set(),
    "settings": set(),
}
"""Packages of ours that a package may import beside itself; pages save through `ui.saving`."""
MAY_IMPORT_ANYTHING = {Path("dashboard.py"), Path("ui/start.py")}
PURE = ("metrics", "charts", "vocab", "texts", "loaders", "store")
LONGEST_FUNCTION = 25
LONGEST_MODULE = 250
LONGEST_PAGE = 60
OURS = {*PACKAGES, "settings", "dashboard"}


def source_files(*folders: str) -> list[Path]:
    names = folders or (*PACKAGES, "settings.py", "dashboard.py")
    roots = [ROOT / name for name in names]
    found = [path for root in roots for path in ([root] if root.is_file() else sorted(root.rglob("*.py")))]
    return [path for path in found if "__pycache__" not in path.parts]


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file()] or source_files()


def relative(path: Path) -> Path:
    return path.relative_to(ROOT)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(module: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def forbidden_imports(path: Path) -> set[str]:
    where = relative(path)
    if where in MAY_IMPORT_ANYTHING or where.name == "__main__.py":
        return set()
    package = where.parts[0].removesuffix(".py")
    return (imported(tree(path)) & OURS) - MAY_IMPORT.get(package, OURS) - {package}


@pytest.mark.parametrize("path", source_files(), ids=lambda path: str(relative(path)))
def test_imports_point_one_way(path):
    assert not forbidden_imports(path)


@pytest.mark.parametrize("package", ["vocab", "texts", "loaders", "store", "metrics", "charts", "reports"])
def test_only_screens_know_streamlit(package):
    assert not [relative(path) for path in source_files(package) if "streamlit" in imported(tree(path))]


def test_only_the_store_speaks_sql():
    speaking = {"sqlalchemy", "sqlite3", "pysqlite3", "psycopg", "alembic"}
    allowed = {
        Path("ui/door_routes.py"),
        Path("ui/data.py"),
        Path("ui/kept_frames.py"),
        Path("ui/areas.py"),
        Path("ui/forum.py"),
        Path("ui/forum_acts.py"),
        Path("ui/forum_story.py"),
        Path("ui/start.py"),
    }
    others = [path for path in source_files() if relative(path).parts[0] != "store" and relative(path) not in allowed]
    assert not [relative(path) for path in others if imported(tree(path)) & speaking]


def functions(module: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its signature and docstring."""
    first = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]
    return (function.end_lineno or first.lineno) - first.lineno + 1


@pytest.mark.parametrize("path", source_files(), ids=lambda path: str(relative(path)))
def test_functions_and_modules_stay_short(path):
    if "versions" in path.parts:
        return
    long = {one.name: body_lines(one) for one in functions(tree(path)) if body_lines(one) > LONGEST_FUNCTION}
    assert not long
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_pages_stay_thin():
    from ui.menu import available

    lengths = {entry.script: len(entry.path.read_text(encoding="utf-8").splitlines()) for entry in available()}
    assert not {script: lines for script, lines in lengths.items() if lines > LONGEST_PAGE}


def test_every_page_script_is_in_the_menu():
    from ui.menu import MENU

    listed = {entry.path for entry in MENU}
    drawing = [path for path in source_files("pages") if path not in listed and runs_on_its_own(tree(path))]
    assert not [relative(path) for path in drawing]


def runs_on_its_own(module: ast.Module) -> bool:
    """Whether a module draws when it is imported, as only page scripts may."""
    calls = [node.value for node in module.body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    return bool(calls)


@pytest.mark.parametrize("path", source_files(), ids=lambda path: str(relative(path)))
def test_every_module_says_what_it_is(path):
    assert ast.get_docstring(tree(path)) or "versions" in path.parts


CLOCK_CALLS = {"today", "now", "utcnow", "time", "monotonic"}
CLOCKS = ("date", "datetime", "time", "pd.Timestamp")


def clock_calls(module: ast.Module) -> list[str]:
    calls = [node.func for node in ast.walk(module) if isinstance(node, ast.Call)]
    attributes = [call for call in calls if isinstance(call, ast.Attribute) and call.attr in CLOCK_CALLS]
    return [ast.unparse(call) for call in attributes if ast.unparse(call.value) in CLOCKS]


@pytest.mark.parametrize("package", PURE)
def test_clocks_are_arguments(package):
    paths = [path for path in source_files(package) if path.name != "__main__.py"]
    found = {str(relative(path)): clock_calls(tree(path)) for path in paths}
    assert not {path: calls for path, calls in found.items() if calls}


def test_no_word_of_other_places():
    here = Path(__file__)
    wrong = re.compile(r"/(?:work|tmp|home)/\w|/root/|pypi\.org|pythonhosted|index-url|registry\.npm|:\d{4}/simple")
    found = {}
    for path in tracked_files():
        if path == here or path.suffix in (".png", ".xlsx", ".ico"):
            continue
        hits = wrong.findall(path.read_text(encoding="utf-8", errors="ignore"))
        if hits:
            found[str(relative(path))] = sorted(set(hits))
    assert not found


def test_both_languages_have_the_same_keys_and_places():
    from texts import LANGUAGES, keys, text

    first, *others = LANGUAGES
    for other in others:
        assert keys(first) == keys(other), keys(first) ^ keys(other)
        differing = [key for key in keys(first) if places(text(key, first)) != places(text(key, other))]
        assert not differing


def places(words: str) -> set[str]:
    return set(re.findall(r"{(\w+)[^}]*}", words))


def test_the_rules_can_fail():
    """The readers above find what they are for, in source written to break each rule."""
    long = "def f():\n" + "    a = 1\n" * 26
    bad = ast.parse(f'"""m"""\nimport streamlit.web\nfrom store import x\n{long}date.today()\n')
    assert {"streamlit", "store"} <= imported(bad)
    assert body_lines(functions(bad)[0]) == 26
    assert clock_calls(bad) == ["date.today"]
    assert runs_on_its_own(bad)
    assert places("{a} {b:>3}") == {"a", "b"}
