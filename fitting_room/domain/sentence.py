"""Sentences that can be said again in another language: text that remembers what it was made of."""

from collections.abc import Mapping


class Sentence(str):
    """English text with its gaps filled, which the window can fill again in the user's language.

    It is a string in every other respect: errors, notices and logs take it as one. It crosses process borders whole.

    Args:
        template: The sentence with its gaps as {names}: a literal, because translations are found by it.
        fillings: What goes into the gaps. A filling that is a `Sentence` itself ("the dress") is translated as well.
    """

    template: str
    fillings: Mapping[str, object]

    def __new__(cls, template: str, **fillings: object) -> "Sentence":
        """Fill the gaps in English."""
        sentence = super().__new__(cls, template.format(**fillings))
        sentence.template = template
        sentence.fillings = fillings
        return sentence

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the trip through a process pipe."""
        return _restore, (self.template, dict(self.fillings))


def to_plain(sentence: str) -> object:
    """A sentence as JSON can hold it; `from_plain` makes it again. Text without gaps stays text."""
    if not isinstance(sentence, Sentence):
        return sentence
    fillings = {
        gap: to_plain(filling) if isinstance(filling, str) else filling for gap, filling in sentence.fillings.items()
    }
    return [sentence.template, fillings]


def from_plain(plain: object) -> str:
    """What `to_plain` was given.

    Raises:
        ValueError: It was not made by `to_plain`.
    """
    match plain:
        case str():
            return plain
        case [str(template), dict(fillings)]:
            return _restore(template, {gap: _restore_filling(each) for gap, each in fillings.items()})
        case _:
            raise ValueError(f"no sentence: {plain!r}")


def _restore_filling(plain: object) -> object:
    return from_plain(plain) if isinstance(plain, str | list) else plain


def _restore(template: str, fillings: dict[str, object]) -> Sentence:
    return Sentence(template, **fillings)
