"""Comments made to keep a regular expression busy: work grows with their length and no faster."""

import time

import pytest

from models.text.analyzer import Analyzer
from models.text.cleaned_texts import CleanedTexts
from models.text.cleaning import LONGEST_TEXT, clean
from models.text.spoken import languages_of


@pytest.mark.parametrize(
    "text", ["a@" * 10_000, "a" * 19_999 + "@", "@" * 20_000, "a.b@c." * 3_000]
)
def test_cleaning_is_quick_whatever_stands_there(text):
    start = time.process_time()
    assert len(clean(text)) <= LONGEST_TEXT
    assert time.process_time() - start < 1


def test_addresses_are_taken_out_whole():
    assert clean("write to jo.doe+x@exa-mple.co.uk now").split() == ["write", "to", "now"]


def test_a_long_number_is_read_quickly():
    start = time.process_time()
    Analyzer("en").words("1" * 20_000 + " é 3rd")
    assert time.process_time() - start < 1


def test_languages_without_a_model_of_their_own_stop_nobody():
    assert languages_of(CleanedTexts(["late parcel"]), None, {"zz": 1.0}) == ["zz"]
    texts = CleanedTexts(["a late parcel again and again"])
    assert languages_of(texts, None, {"zz": 0.9, "en": 0.1}) == ["en"]
