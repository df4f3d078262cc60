"""Sentences remember what they were made of, wherever they go."""

import json
import pickle

import pytest

from fitting_room.domain.errors import BadPicture
from fitting_room.domain.sentence import Sentence, from_plain, to_plain

NESTED = Sentence("“{name}” covers {share:.0%} of {what}.", name="tee {x}", share=0.25, what=Sentence("the dress"))


def test_a_sentence_is_a_string() -> None:
    assert NESTED == "“tee {x}” covers 25% of the dress."
    assert BadPicture(NESTED, "Try again.").what == str(NESTED)


def test_it_crosses_process_borders_whole() -> None:
    error = pickle.loads(pickle.dumps(BadPicture(NESTED, "Try again.")))
    assert error.what == NESTED
    assert error.what.template == NESTED.template
    assert isinstance(error.what.fillings["what"], Sentence)


def test_it_can_be_kept_as_json() -> None:
    again = from_plain(json.loads(json.dumps(to_plain(NESTED))))
    assert again == NESTED
    assert isinstance(again, Sentence)
    assert dict(again.fillings) == dict(NESTED.fillings)
    assert from_plain(to_plain("Just text.")) == "Just text."


@pytest.mark.parametrize("plain", [3, [], ["a"], [1, {}], {"a": 1}])
def test_other_json_is_refused(plain: object) -> None:
    with pytest.raises(ValueError, match="no sentence"):
        from_plain(plain)
