"""The rules of the house itself: who may import whom, and what must stay written down."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit import config

ROOT = Path(__file__).resolve().parent.parent
OURS = {"app", "pages", "core", "data", "jobs", "tests"}
MAY_IMPORT = {
    "app.py": {"core", "data", "pages"},
    "pages": {"core", "data", "pages"},
    "jobs": {"core", "data", "jobs"},
    "data": {"core", "data"},
    "core": {"core"},
}
OUTSIDE_WORLD = {
    "aiosql", "asyncio", "duckdb", "ftplib", "http", "httpx", "imaplib", "openai", "os", "psycopg", "random",
    "requests", "secrets", "sendgrid", "smtplib", "socket", "sqlite3", "starlette", "streamlit", "subprocess",
    "threading", "time", "twilio", "uvicorn",
}  # fmt: skip
CLOCK_AND_CHANCE = {"now", "utcnow", "today", "monotonic", "uuid1", "uuid4", "uuid7", "urandom"}


def sources(room: str) -> list[Path]:
    path = ROOT / room
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def imported_names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively; imports are absolute here"
            yield node.module or ""


def roots_imported(room: str) -> Iterator[tuple[str, str]]:
    for path in sources(room):
        for name in imported_names(path):
            yield str(path.relative_to(ROOT)), name.partition(".")[0]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_go_only_in_the_allowed_direction(room: str) -> None:
    wrong = [(path, root) for path, root in roots_imported(room) if root in OURS - MAY_IMPORT[room]]
    assert wrong == []


def test_the_core_knows_no_screen_database_network_or_machine() -> None:
    assert [(path, root) for path, root in roots_imported("core") if root in OUTSIDE_WORLD] == []


def test_the_core_reads_no_clock_and_rolls_no_dice() -> None:
    calls = [
        (str(path.relative_to(ROOT)), node.lineno)
        for path in sources("core")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK_AND_CHANCE
    ]
    assert calls == []


@pytest.mark.parametrize(
    ("library", "allowed"),
    [("streamlit", {"app.py", "pages"}), ("duckdb", {"data"}), ("aiosql", {"data"})],
)
def test_each_library_stays_in_its_room(library: str, allowed: set[str]) -> None:
    wrong = [
        path
        for room in MAY_IMPORT
        if room not in allowed
        for path, root in roots_imported(room)
        if root == library
    ]
    assert wrong == []


def test_every_screen_is_in_the_menu() -> None:
    screens = {str(p.relative_to(ROOT / "pages")) for p in (ROOT / "pages").glob("*/*.py")}
    named = re.findall(r'"([a-z_]+/[a-z_]+\.py)"', (ROOT / "pages/shell.py").read_text("utf-8"))
    assert sorted(named) == sorted(s for s in screens if not s.startswith("parts/"))


def test_no_folder_of_pages_stands_beside_the_main_script() -> None:
    """Streamlit would run its scripts without the sign-in gate."""
    assert not (ROOT / "pages" / "pages").exists()


def test_every_screen_asks_for_a_role_before_it_shows_or_reads_anything() -> None:
    definitions = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    for path in (ROOT / "pages").glob("*/*.py"):
        if path.parent.name != "parts":
            statements = ast.parse(path.read_text("utf-8")).body
            done = [ast.unparse(s) for s in statements if not isinstance(s, definitions)]
            acts = [text for text in done if re.search(r"\bst\.|database\(|require_role\(", text)]
            assert acts, f"{path.name} does nothing"
            assert "require_role(" in acts[0], f"{path.name} begins with {acts[0]}"


def test_streamlit_still_has_the_hidden_option_that_stops_its_garbage_collection() -> None:
    assert "runner.postScriptGC" in config._config_options_template
    assert config.get_option("runner.postScriptGC") is False


def test_every_setting_is_in_the_readme() -> None:
    names = set(re.findall(r"LEADKEEPER_[A-Z_]+", (ROOT / "core/settings.py").read_text("utf-8")))
    readme = (ROOT / "README.md").read_text("utf-8")
    assert names
    assert [name for name in sorted(names) if f"`{name}`" not in readme] == []


def test_the_readme_says_what_lives_in_each_folder() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for room in ("app.py", "pages/", "core/", "data/", "jobs/", "tests/"):
        assert f"`{room}`" in readme
