"""Nothing that a person can read is missing in Korean, and sentences keep what was filled in."""

import ast
import importlib.util
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from fitting_room.domain.errors import BadPicture
from fitting_room.domain.sentence import Sentence
from fitting_room.settings import Language
from fitting_room.ui.actions import ENTRIES, Menu
from fitting_room.ui.job_words import left, takes
from fitting_room.ui.translations import Translations, say, say_stage

ROOT = Path(__file__).resolve().parents[2]
KOREAN = ROOT / "assets/translations/fitting_room_ko.ts"
SENTENCE = re.compile(r"[A-Za-z][a-z]+(?: [\w%“”’.,;…-]+)+")
LOGGING = {"info", "warning", "error", "exception"}
UNSPOKEN = {"Fitting Room"}
"""What reads like a sentence and is none: the name of the program."""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The script that makes the files."""
    spec = importlib.util.spec_from_file_location("translations_tool", ROOT / "tools/translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    translations = Translations(qapp)
    assert translations.speak(Language.KOREAN) is Language.KOREAN
    yield
    translations.unload()
    QLocale.setDefault(QLocale.c())


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_word_is_missing_and_the_files_are_up_to_date(tool: ModuleType, language: str) -> None:
    assert tool.problems(language) == []


def test_the_core_says_nothing_that_cannot_be_said_in_another_language(tool: ModuleType) -> None:
    assert tool.unsayable() == []


def test_no_words_of_the_window_are_missed_by_the_collector() -> None:
    """Qt's collector passes over what stands in an f-string, and over calls whose names it does not know."""
    collected = {message.findtext("source") for message in ElementTree.parse(KOREAN).iter("message")}
    said = [
        (words, f"{path.name}:{line}")
        for path in sorted((ROOT / "fitting_room/ui").rglob("*.py"))
        for words, line in spoken(ast.parse(path.read_text("utf-8")))
    ]
    assert len(said) > 400
    assert [(words, place) for words, place in said if words not in collected and words not in UNSPOKEN] == []


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else ""


def spoken(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """(text, line) of what is marked for translation, and of what reads like a sentence."""
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    logged = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and name_of(node.func) in LOGGING)
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Attribute(attr="tr"), [ast.Constant(str(text)), *_]):
                yield text, node.lineno
            case ast.Constant(str(text)) if id(node) not in documentation | logged and SENTENCE.fullmatch(text):
                yield text, node.lineno


def test_translations_fill_the_same_gaps() -> None:
    wrong = []
    for message in ElementTree.parse(KOREAN).iter("message"):
        source, translation = message.findtext("source", ""), message.find("translation")
        assert translation is not None
        said = "".join(translation.itertext())
        wrong += [source for gap in ("%1", "%2", "%n") if (gap in source) != (gap in said)]
        if "{" in source and gaps(source) != gaps(said):
            wrong.append(source)
    assert wrong == []


def gaps(template: str) -> set[tuple[str, str]]:
    return {(name, form or "") for _, name, form, _ in string.Formatter().parse(template) if name}


@pytest.mark.usefixtures("korean")
def test_sentences_of_the_core_are_said_in_korean_with_what_was_filled_in() -> None:
    name = Sentence("“{file}”", file="나 {me}.jpg")
    error = BadPicture(Sentence("{name} is damaged or incomplete.", name=name), "Copy or download it again.")
    assert say(error.what) == "“나 {me}.jpg” 파일이 손상되었거나 완전하지 않습니다."
    assert say(error.next_step) == "다시 복사하거나 내려받으세요."
    parts = {"part": Sentence("shoulders"), "what": Sentence("tops")}
    told = say(Sentence("The {part} cannot be seen in this photo, but {what} need them.", **parts))
    assert "어깨" in told
    assert "상의" in told


@pytest.mark.usefixtures("korean")
def test_jobs_speak_korean() -> None:
    assert left(12) == "약 10초 남음"
    assert takes(300) == "약 5분"


@pytest.mark.usefixtures("korean")
def test_stages_actions_and_qt_itself_speak_korean() -> None:
    assert say_stage("opening") == "사진 여는 중"
    assert Menu.FILE.plain_title == "파일"
    assert all(entry.title != entry.words for entry in ENTRIES)
    assert QCoreApplication.translate("QPlatformTheme", "Close") == "닫기"


def test_what_is_not_in_the_files_stays_as_it_is(qapp: QApplication) -> None:
    translations = Translations(qapp)
    translations.speak(Language.ENGLISH)
    assert say("Something from elsewhere.") == "Something from elsewhere."
    assert say("") == ""
    translations.unload()
