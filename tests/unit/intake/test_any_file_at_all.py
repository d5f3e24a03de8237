"""Properties that hold for all input, not only for the examples somebody thought of."""

import csv
import io
import tempfile
from datetime import datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.actions.importing import import_file, rejects_csv
from feedback.domain.summaries import CommentFilter
from feedback.errors import InputError
from feedback.intake.privacy import redact
from feedback.store.memory import MemoryStore
from languages import LanguageVote

NOW = datetime(2026, 3, 1)
KEY = b"k"
# Any letter but the lone surrogates, which no file in UTF-8 can hold; digits of all scripts too.
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
cells = st.one_of(
    words, st.sampled_from(["1", "5", "²", "٣", "１０", "03/04/2026", "n/a", "", " "])
)


def bring_in(content: bytes, store: MemoryStore, **given):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(content)
        return import_file(store, path, key=KEY, now=NOW, **given)


@settings(max_examples=80)
@given(st.lists(st.tuples(words, cells, cells, cells, cells), min_size=1, max_size=12))
def test_rows_always_add_up_and_a_second_import_changes_nothing(rows):
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(("comment", "id", "date", "rating", "customer"))
    writer.writerows(rows)
    mapping = {"text": "comment", "id": "id", "created_at": "date", "rating": "rating",
               "customer": "customer"}  # fmt: skip
    store = MemoryStore()
    try:
        report = bring_in(text.getvalue().encode(), store, mapping=mapping)
    except InputError:
        return
    assert report.adds_up()
    assert report.imported == store.comments.count(CommentFilter())
    again = bring_in(text.getvalue().encode(), store, mapping=mapping)
    assert (again.imported, again.updated, again.rejected) == (0, 0, report.rejected)
    rejects_csv(store, report.id)


@settings(max_examples=150)
@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_taken_or_refused_in_a_sentence(content):
    store = MemoryStore()
    try:
        assert bring_in(content, store).adds_up()
    except InputError as refused:
        assert str(refused)
        assert store.comments.count(CommentFilter()) == 0


@given(st.text(max_size=200))
def test_redaction_never_fails_and_leaves_nothing_to_redact(text):
    once = redact(text)
    assert redact(once.text).text == once.text
    assert bool(once.count) == (once.text != text)


@given(st.lists(st.text(max_size=80), max_size=20))
def test_every_text_has_a_language(texts):
    vote = LanguageVote().fit(texts)
    assert all(2 <= len(vote.read(text)) <= 3 for text in texts)
