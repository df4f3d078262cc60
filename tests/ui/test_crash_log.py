"""The log tells what went wrong and nothing about whom."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.ui.crash_log import CrashLog, redact
from fitting_room.ui.diagnostics import Diagnostics

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("could not open /home/anna/My pictures/holiday 1.jpg: gone", "could not open ‹file.jpg›: gone"),
        (r"C:\Users\Anna\Pictures\me.png gone", "‹file.png› gone"),
        (r"\\server\share\anna.heic", "‹file.heic›"),
        ("“/Users/Kim/사진/나.heic”", "“‹file.heic›”"),
        ("file:///home/a/b.jpg", "‹file.jpg›"),
        ("~/secret", "‹file›"),
        ('"/home/an na/.venv/lib/python3.11/site-packages/numpy/x.py", line 3', '"site-packages/numpy/x.py", line 3'),
        ('"/home/anna/fitting_room/fitting_room/ui/window.py", line 3', '"fitting_room/ui/window.py", line 3'),
        ("3/4 done at 12:30:01, 16:9 and/or", "3/4 done at 12:30:01, 16:9 and/or"),
    ],
)  # fmt: skip
def test_names_of_files_are_taken_out_and_code_stays(text: str, expected: str) -> None:
    assert redact(text) == expected


def test_what_goes_wrong_is_logged_without_names(qtbot: QtBot, tmp_path: Path) -> None:
    told: list[bool] = []
    log = CrashLog(tmp_path)
    log.begin(lambda: told.append(True))
    try:
        try:
            raise ValueError("bad picture /home/anna/me.jpg")  # noqa: TRY301
        except ValueError as error:
            log._former_hook = lambda *_: None
            sys.excepthook(ValueError, error, error.__traceback__)
        text = log.diagnostics()
    finally:
        log._former_hook = sys.__excepthook__
        log.end()
    assert told == [True]
    assert "ValueError: bad picture ‹file.jpg›" in text
    assert "anna" not in text
    assert "Fitting Room" in text.splitlines()[0]
    assert "Qt 6." in text


def test_a_crash_is_told_at_the_next_start_and_a_good_end_is_not(tmp_path: Path) -> None:
    script = f"""
import ctypes
from pathlib import Path
from fitting_room.ui.crash_log import CrashLog
CrashLog(Path({str(tmp_path)!r})).begin(lambda: None)
ctypes.string_at(0)
"""
    crashed = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False)
    assert crashed.returncode != 0
    log = CrashLog(tmp_path)
    log.begin(lambda: None)
    assert log.last_words is not None
    assert "Segmentation fault" in log.last_words or "access violation" in log.last_words
    assert str(ROOT) not in log.last_words
    log.end()
    again = CrashLog(tmp_path)
    again.begin(lambda: None)
    assert again.last_words is None
    again.end()


def test_the_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    log = CrashLog(tmp_path)
    log.begin(lambda: None)
    for _ in range(300):
        logging.getLogger("fitting_room.test").error("x" * 5000)
    log.end()
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 1_000_000


def test_diagnostics_are_shown_before_they_are_copied(qtbot: QtBot) -> None:
    parent = QWidget()
    parent.resize(800, 600)
    qtbot.addWidget(parent)
    QGuiApplication.clipboard().clear()
    dialog = Diagnostics(parent, "Fitting Room 0.1\nall of it")
    assert dialog.findChild(QPlainTextEdit).toPlainText() == "Fitting Room 0.1\nall of it"
    assert QGuiApplication.clipboard().text() == ""
    copy = next(each for each in dialog.findChildren(QPushButton) if each.accessibleName() == "Copy the diagnostics")
    copy.click()
    assert QGuiApplication.clipboard().text() == "Fitting Room 0.1\nall of it"
