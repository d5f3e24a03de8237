"""What a file does not say, asked plainly and with examples from the file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from feedback.intake.preview import Preview
from feedback.intake.questions import DAY_FIRST, Question
from feedback.ui import formats
from feedback.ui.import_examples import (
    ENCODINGS,
    dates_with_offset,
    example_of,
    readings_of_dates,
    readings_of_letters,
    readings_of_ratings,
)
from feedback.ui.plain_text import plain, visible
from feedback.ui.state import Upload

AS_WRITTEN = ""
ZONES = (
    "Asia/Almaty", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "America/Sao_Paulo",
    "America/Manaus", "America/New_York", "America/Chicago", "America/Denver",
    "America/Los_Angeles", "Europe/London", "Europe/Lisbon", "Europe/Berlin", "Asia/Singapore",
    "Australia/Sydney", "UTC",
)  # fmt: skip


@dataclass(slots=True)
class Answers:
    """What was said; `open` are questions without an answer, without which nothing is imported."""

    mapping: dict[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    rating_scale: str = ""
    timezone: str = ""
    source: str = ""
    open: int = 0


def ask(preview: Preview, upload: Upload, field_words: Mapping[str, str], own_name: str) -> Answers:
    """Ask all that is open. Nothing is shown for a file that says everything. `own_name` is what
    a source of the file's own would be called."""
    answers = Answers()
    _ask_source(preview, upload, own_name, answers)
    for question in _each_once(preview.questions):
        if question.kind == "dates":
            _ask_dates(question, preview, upload, answers)
        elif question.kind == "scale":
            _ask_scale(question, preview, upload, answers)
        elif question.kind == "column" and not question.field[-1].isdigit():
            _ask_column(question, preview, upload, answers, field_words)
    _ask_zone(preview, upload, answers)
    return answers


def _ask_source(preview: Preview, upload: Upload, own_name: str, answers: Answers) -> None:
    """Whether the file goes on in the source that has its comments. It is first of all questions:
    a file that comes in twice is worse than anything read wrongly in it."""
    overlap = preview.overlap
    if overlap is None:
        return
    words = {
        overlap.source: f"Go on in “{overlap.source}”: only what is new comes in",
        own_name: f"A source of its own, “{own_name}”: all comments come in",
    }
    examples = ", ".join(f"“{one}”" for one in overlap.examples)
    chosen = _radio(
        f"These look like the comments of “{overlap.source}”: {overlap.there} of "
        f"{overlap.looked_at} that were looked at are there. Go on in it?",
        list(words),
        0 if overlap.is_sure else None,
        words.__getitem__,
        [f"There already: {examples}", ""],
        key=f"source_of_{upload.path}",
    )
    if chosen is None:
        answers.open += 1
    else:
        answers.source = chosen


def _each_once(questions: Sequence[Question]) -> list[Question]:
    """One answer about dates holds for the whole file."""
    dates = [question for question in questions if question.kind == "dates"]
    return [question for question in questions if question not in dates[1:]]


def _ask_dates(question: Question, preview: Preview, upload: Upload, answers: Answers) -> None:
    examples = readings_of_dates(preview.rows, question.column)
    asked = f"Is {examples[0][0]} in “{question.column}”" if examples else ""

    def reading(example: tuple[str, date, date], option: str) -> str:
        return formats.day(example[1] if option == DAY_FIRST else example[2])

    def words(option: str) -> str:
        order = "day first" if option == DAY_FIRST else "month first"
        return f"{reading(examples[0], option)} ({order})" if examples else order.capitalize()

    def others(option: str) -> str:
        return ", ".join(f"{one[0]} is {reading(one, option)}" for one in examples[1:])

    # No answer is filled in: a wrong one would not be noticed later.
    chosen = _radio(
        f"{asked} the {formats.day(examples[0][1])} or the {formats.day(examples[0][2])}?"
        if examples
        else f"Do the dates in “{question.column}” write the day first or the month first?",
        question.options,
        None,
        words,
        [others(option) for option in question.options],
        key=f"dates_{upload.path}",
    )
    if chosen is None:
        answers.open += 1
    else:
        answers.day_first = chosen == DAY_FIRST


def _ask_scale(question: Question, preview: Preview, upload: Upload, answers: Answers) -> None:
    def examples(option: str) -> str:
        read = readings_of_ratings(preview.rows, question.column, option)
        return ", ".join(f"{cell} becomes {formats.rating(rating)}" for cell, rating in read)

    chosen = _radio(
        f"On which scale are the ratings in “{question.column}”?",
        question.options,
        question.options.index(question.guess),
        scale_words,
        [examples(option) for option in question.options],
        key=f"scale_{upload.path}",
    )
    # The guess is one by the first rows: left as it is, all rows of the file decide.
    answers.rating_scale = "" if chosen == question.guess else chosen or ""


def scale_words(name: str) -> str:
    """1 to 7, 7 is best"""
    first, last = name.split("-")
    low, high = sorted((int(first), int(last)))
    return f"{low} to {high}, {last} is best"


def _ask_column(
    question: Question,
    preview: Preview,
    upload: Upload,
    answers: Answers,
    field_words: Mapping[str, str],
) -> None:
    name = field_words.get(question.field, question.field).lower()
    if len(question.options) < 2:
        st.caption(
            f"No header names the column of the {plain(name)}; "
            f"“{plain(question.column)}” was taken for it by its values."
        )
        return
    chosen = _radio(
        f"Which column is the {name}?",
        question.options,
        question.options.index(question.guess),
        str,
        [example_of(preview.rows, option, 60) for option in question.options],
        key=f"which_{question.field}_{upload.path}",
    )
    if chosen:
        answers.mapping[question.field] = chosen


def _ask_zone(preview: Preview, upload: Upload, answers: Answers) -> None:
    column = preview.mapping.get("created_at", "")
    example = dates_with_offset(preview.rows, column) if column else ""
    if not example:
        return
    here = st.context.timezone or ""
    zones = list(dict.fromkeys([AS_WRITTEN, *([here] if here else []), *ZONES]))
    answers.timezone = st.selectbox(
        plain(f"Dates such as {example} name their time zone. Which clock should they show?"),
        zones,
        format_func=lambda zone: zone.replace("_", " ") if zone else "As written in the file",
        key=f"zone_{upload.path}",
        width=420,
    )


def ask_encoding(preview: Preview, upload: Upload) -> str:
    """Which encoding is right, where the bytes of a file allow several; empty for the guess."""
    guessed = preview.reading.get("encoding", "")
    if guessed not in ENCODINGS or guessed == "utf-8":
        return ""
    read = readings_of_letters(Path(upload.path), [guessed, *ENCODINGS])
    readings = {
        encoding: words
        for encoding, words in read.items()
        if words and (encoding == guessed or words not in (read.get(guessed), ""))
    }
    if len(readings) < 2:
        return ""
    chosen = st.selectbox(
        "Which of these is spelled right?",
        list(readings),
        format_func=lambda encoding: f"{visible(readings[encoding])} – {ENCODINGS[encoding]}",
        key=f"encoding_{upload.path}",
        width=420,
    )
    return "" if chosen == guessed else chosen


def _radio(
    label: str,
    options: Sequence[str],
    index: int | None,
    words: Callable[[str], str],
    captions: Sequence[str],
    *,
    key: str,
) -> Any:
    """A radio button per answer; what a file wrote stays text."""
    return st.radio(
        f":material/help: {plain(label)}",
        list(options),
        index=index,
        format_func=lambda option: plain(words(option)),
        captions=[plain(caption) for caption in captions] if any(captions) else None,
        key=key,
    )
