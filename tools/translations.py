"""Collect the words of the window, and make the files it reads them from.

    python tools/translations.py            # after changing words: update the .ts files, make the .qm files
    python tools/translations.py --check    # what is missing or out of date; exit code 1 where anything is

The words of `ui/` stand in the code as `tr("...")`; actions, stages, models and demo pictures have tables. Sentences of
the core are found by reading the code: what is given to an error, a `Failed`, or a `Sentence`. Translate in
`assets/translations/*.ts` with any editor or with Qt Linguist; sentences keep their {gaps}.
"""

import argparse
import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import PySide6  # noqa: E402

from fitting_room.domain import errors  # noqa: E402
from fitting_room.shelf import ModelCard  # noqa: E402
from fitting_room.shelf.installed import model_cards  # noqa: E402
from fitting_room.studio import demo  # noqa: E402
from fitting_room.studio.animators import ANIMATORS  # noqa: E402
from fitting_room.studio.catalog import ENGINES  # noqa: E402
from fitting_room.studio.stages import STAGE_WORDS  # noqa: E402
from fitting_room.ui.actions import ENTRIES, Menu  # noqa: E402

FOLDER = ROOT / "assets/translations"
SOURCES = ROOT / "fitting_room"
SPEAKERS = {"Sentence", "Failed", "CannotKeep", "CannotWear"}
SPEAKERS |= {name for name, kind in vars(errors).items() if isinstance(kind, type)}
"""Calls whose texts a person may read."""
FACES = {"ui", "cli", "evaluation", "training"}
"""Parts whose words are not collected here: the window marks its own, the others speak English."""


def core_sentences() -> Iterator[tuple[str, str]]:
    """(text, where) of every sentence that the core can say."""
    for path in sorted(SOURCES.rglob("*.py")):
        if path.relative_to(SOURCES).parts[0] in FACES:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in SPEAKERS:
                said = node.args[:1] if _name(node.func) == "Sentence" else node.args
                for argument in said:
                    for text in _texts(argument):
                        yield text, f"{path.relative_to(ROOT)}:{node.lineno}"


def unsayable() -> list[str]:
    """Where the core says something that cannot be said again in another language: an f-string."""
    found = []
    for path in sorted(SOURCES.rglob("*.py")):
        if path.relative_to(SOURCES).parts[0] in FACES:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in SPEAKERS:
                found += [
                    f"{path.relative_to(ROOT)}:{argument.lineno}"
                    for argument in node.args
                    if isinstance(argument, ast.JoinedStr)
                ]
    return found


def update(language: str, folder: Path) -> Path:
    """Bring the .ts file of a language up to date with the code; returns it. Translations stay."""
    words = [("stages", text) for text in STAGE_WORDS.values()]
    words += [("actions", menu.value) for menu in Menu] + [("actions", entry.words) for entry in ENTRIES]
    words += [("sentences", text) for text, _ in core_sentences()]
    words += [("models", text) for card in model_cards() for text in _words_of(card)]
    words += [("engines", card.needs) for card in ENGINES if card.model is not None]
    words += [("animators", card.needs) for card in ANIMATORS]
    words += [("demo", person.name) for person in demo.people()] + [("demo", piece.name) for piece in demo.wardrobe()]
    file = folder / f"fitting_room_{language}.ts"
    with tempfile.TemporaryDirectory() as name:
        core = Path(name) / "core_words.py"
        lines = [f"QT_TRANSLATE_NOOP({context!r}, {text!r})" for context, text in dict.fromkeys(words)]
        core.write_text("\n".join(lines), "utf-8")
        sources = [str(path) for path in sorted((SOURCES / "ui").rglob("*.py"))]
        options = ["-no-obsolete", "-locations", "none", "-target-language", language, "-source-language", "en"]
        options += ["-pluralonly"] if language == "en" else []
        _run("lupdate", *options, *sources, str(core), "-ts", str(file))
    return file


def release(file: Path, folder: Path) -> Path:
    """Make the .qm file of a .ts file; returns it."""
    made = folder / f"{file.stem}.qm"
    _run("lrelease", "-silent", "-nounfinished", str(file), "-qm", str(made))
    return made


def unfinished(file: Path) -> list[str]:
    """Words of a .ts file without a translation."""
    missing = []
    for message in ElementTree.parse(file).iter("message"):
        translation = message.find("translation")
        forms = [] if translation is None else (translation.findall("numerusform") or [translation])
        if translation is None or translation.get("type") == "unfinished" or not all(form.text for form in forms):
            missing.append(message.findtext("source", ""))
    return missing


def problems(language: str) -> list[str]:
    """What is wrong with the files of a language, as sentences; empty where all is well."""
    kept = FOLDER / f"fitting_room_{language}.ts"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if kept.exists():
            (folder / kept.name).write_bytes(kept.read_bytes())
        fresh = update(language, folder)
        found = [f"{language}: no translation of {text!r}" for text in unfinished(fresh)]
        if not kept.exists() or _messages(fresh) != _messages(kept):
            found.append(f"{kept.name} is not up to date with the code")
        made = release(fresh, folder)
        if not (FOLDER / made.name).exists() or made.read_bytes() != (FOLDER / made.name).read_bytes():
            found.append(f"{made.name} is not up to date with {kept.name}")
    return found


def main() -> int:
    """Update or check; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing, say what is missing")
    checking = parser.parse_args().check
    wrong = [f"{place}: an f-string cannot be translated; use Sentence" for place in unsayable()]
    for language in ("en", "ko"):
        if not checking:
            file = update(language, FOLDER)
            release(file, FOLDER)
        wrong += problems(language)
    sys.stdout.write("".join(f"{problem}\n" for problem in wrong))
    return 1 if wrong else 0


def _words_of(card: ModelCard) -> list[str]:
    return [text for text in (card.task, card.licence, card.vram, card.brought, *card.limits) if text]


def _messages(file: Path) -> list[tuple[str, str, str]]:
    """(context, source, translation) of every message."""
    return [
        (context.findtext("name", ""), message.findtext("source", ""), "".join(message.find("translation").itertext()))  # type: ignore[union-attr]
        for context in ElementTree.parse(file).iter("context")
        for message in context.iter("message")
    ]


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def _texts(argument: ast.expr) -> Iterator[str]:
    """The literal texts that an argument can be."""
    match argument:
        case ast.Constant(str(text)) if text.strip():
            yield text
        case ast.IfExp():
            yield from _texts(argument.body)
            yield from _texts(argument.orelse)


def _run(program: str, *arguments: str) -> None:
    folder = Path(PySide6.__file__).parent
    suffix = ".exe" if sys.platform == "win32" else ""
    done = subprocess.run([str(folder / f"{program}{suffix}"), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{program} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    raise SystemExit(main())
