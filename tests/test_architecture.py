"""The rules that keep the code what `docs/architecture.md` says it is."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "fitting_room").rglob("*.py"))
MOST_LINES = 450
MOST_FUNCTION_LINES = 50


def test_imports_point_down() -> None:
    """The contracts in pyproject.toml: layers, engines apart, Qt in the window only, no torch in the faces."""
    checked = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_the_window_process_stays_light(tmp_path: Path) -> None:
    """Engines and models live in the worker: the process that draws never imports them."""
    script = """
import sys
from pathlib import Path
from doubles import ScriptedWorkroom
from PySide6.QtWidgets import QApplication
from fitting_room.settings import Places
from fitting_room.studio import demo
from fitting_room.studio.runner import ProcessRunner
from fitting_room.ui.app import Running, Start
from fitting_room.ui.crash_log import CrashLog
from fitting_room.ui.window import PAGES

if __name__ == "__main__":
    application = QApplication([])
    places = Places.inside(Path(sys.argv[1]))
    running = Running(application, places, CrashLog(places.log), ProcessRunner(ScriptedWorkroom), Start())
    running.show()
    running.backroom.dressing.toggle(demo.wardrobe()[0])
    for page in PAGES:
        running.window.show_page(page)
        application.processEvents()
    shown = "mask changed steps compare queue palette sheet preferences diagnostics"
    for action in shown.split():
        running.window.actions_[action].trigger()
        application.processEvents()
        dialog = application.activeModalWidget()
        if dialog is not None:
            dialog.reject()
    while running.backroom.dressing.busy:
        application.processEvents()
    running.window.close()
    running.close()
    heavy = {"torch", "diffusers", "transformers", "onnxruntime", "mediapipe", "jax", "scipy", "matplotlib"}
    ours = {name for name in sys.modules if name.startswith(("fitting_room.engines.warp", "fitting_room.perception."))}
    print("HEAVY", sorted(heavy & set(sys.modules) | ours))
"""
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=ROOT / "tests",
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "HEAVY []" in ran.stdout, ran.stdout + ran.stderr


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_can_be_read_in_one_sitting(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") <= MOST_LINES
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    assert [f"{node.name}: {_length(node)} lines" for node in functions if _length(node) > MOST_FUNCTION_LINES] == []


def test_nobody_opens_an_opencv_window() -> None:
    """In a process with PySide6 that aborts: OpenCV brings another Qt."""
    guilty = [path for path in MODULES if re.search(r"cv2\.(imshow|namedWindow|waitKey)", path.read_text("utf-8"))]
    assert guilty == []


def test_every_dependency_says_why_it_is_here() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[=<>\[ ]", line)[0] for dependencies in lists for line in dependencies}
    explained = (ROOT / "docs/dependencies.md").read_text("utf-8")
    assert [name for name in sorted(names) if f"`{name}`" not in explained] == []


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in ("try", "inspect", "garment inspect", "models", "train", "demo", "doctor", "window"):
        assert f"fitting-room {command}" in readme


def test_every_picture_of_the_demo_has_a_provenance() -> None:
    told = (ROOT / "assets/demo/README.md").read_text("utf-8")
    pictures = [path for path in (ROOT / "assets").rglob("*") if path.suffix in {".png", ".jpg", ".webp", ".svg"}]
    assert len(pictures) >= 8 + 16
    assert [path.name for path in pictures if f"`{path.stem}`" not in told and f"`{path.name}`" not in told] == []


def _length(function: ast.FunctionDef) -> int:
    """Lines of a function without its docstring."""
    body = function.body
    documented = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    docstring = (body[0].end_lineno or 0) - body[0].lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def _environment() -> dict[str, str]:
    import os

    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    return {**os.environ, "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"}
