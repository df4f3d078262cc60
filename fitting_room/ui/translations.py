"""The language of the window: English as written in the code, Korean from `assets/translations`.

`python tools/translations.py` collects the words of the code into the `.ts` files, which are edited by hand, and makes
the `.qm` files that are read here.
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from fitting_room.domain.sentence import Sentence
from fitting_room.resources import assets
from fitting_room.settings import Language
from fitting_room.studio.stages import words_for

TRANSLATED = (Language.ENGLISH, Language.KOREAN)
"""Languages there is a file for. English has one too, for its plurals."""


class Translations:
    """What is installed into an application to make it speak a language."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []

    def speak(self, wish: Language) -> Language:
        """Speak a language from now on; what has been said already stays as it is.

        Returns:
            The language: the wish, or for SYSTEM the first of the system's that we have, else English.
        """
        language = of_system() if wish is Language.SYSTEM else wish
        self.unload()
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in (("qtbase", qt), ("fitting_room", str(assets() / "translations"))):
            translator = QTranslator(self._application)
            if translator.load(f"{name}_{language}", folder):
                self._application.installTranslator(translator)
                self._installed.append(translator)
        QLocale.setDefault(QLocale(language.value))
        return language

    def unload(self) -> None:
        """Speak the English of the code again."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed = []


def of_system() -> Language:
    """The first language of the system's list that we have."""
    for name in QLocale.system().uiLanguages():
        for language in TRANSLATED:
            if name.split("-")[0].split("_")[0].lower() == language:
                return language
    return Language.ENGLISH


def say(sentence: str) -> str:
    """A sentence from the core in the language of the window; one that is not in the files stays as it is."""
    if not isinstance(sentence, Sentence):
        return QCoreApplication.translate("sentences", sentence) if sentence else ""
    template = QCoreApplication.translate("sentences", sentence.template)
    fillings = {
        gap: say(filling) if isinstance(filling, Sentence) else filling for gap, filling in sentence.fillings.items()
    }
    return template.format(**fillings)


def say_stage(stage: str) -> str:
    """What is being done, in the language of the window."""
    return QCoreApplication.translate("stages", words_for(stage))
