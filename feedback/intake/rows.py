"""Rows of a file → comments, or rejects that say why not."""

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import lru_cache
from typing import Any

from feedback.domain.comment import Comment, Reject
from feedback.domain.wording import plain_question, plain_words
from feedback.intake.answers import Answers, Taker
from feedback.intake.cells import clean
from feedback.intake.earlier import Earlier
from feedback.intake.external_ids import Rekeyed, was_digested
from feedback.intake.facts import LONGEST_QUESTION, FactReader, Facts
from feedback.intake.filler import is_filler
from feedback.intake.identity import content_key, id_key
from feedback.intake.mapping import text_fields
from feedback.intake.markup import unescaped
from feedback.intake.privacy import redact_all
from feedback.intake.privacy.cutting import shown
from feedback.intake.profile import Profile
from feedback.intake.row_parts import Fixed, Tally
from feedback.intake.table import Row

_REMEMBERED = 20_000

_new = object.__new__
_SLOTS = {one.name: getattr(Comment, one.name).__set__ for one in fields(Comment)}

Keyed = tuple[str, str, datetime | None]
Parts = tuple[tuple[str, ...], dict[str, str], Profile, Fixed, Earlier | None]


def needs_all_rows(mapping: Mapping[str, str]) -> bool:
    """Whether what a row becomes depends on the rows before it: without a date or a customer,
    equal texts are different people as far as anyone knows."""
    return not {"created_at", "customer"} & set(mapping)


class RowMaker:
    """Makes comments of rows, by one mapping and one profile. Another one made of the same
    `parts` does the same."""

    def __init__(
        self,
        columns: Sequence[str],
        mapping: Mapping[str, str],
        found: Profile,
        fixed: Fixed,
        earlier: Earlier | None = None,
    ) -> None:
        self.parts: Parts = (tuple(columns), dict(mapping), found, fixed, earlier)
        self._found = found
        self._fixed = fixed
        self._earlier = earlier or Earlier()
        self._taker = Taker(columns, mapping)
        self._facts = FactReader(
            found,
            fixed,
            mapping,
            dates_turned=self._earlier.dates_turned,
            id_form=self._earlier.ids,
        )
        # Headers of columns can hold an address to write to. Keys keep to the header as it is.
        self._asked = lru_cache(_REMEMBERED)(lambda question: shown(question, LONGEST_QUESTION))
        self._trusts_ids = found.believes_all_ids and not self._earlier.reused_ids
        asked = [mapping[name] for name in text_fields(mapping)]
        self._questions_differ = len(set(map(plain_question, asked))) == len(asked)
        self._counts_equals = needs_all_rows(mapping)
        self._occurrences: Counter[str] = Counter()
        self.tally = Tally()
        self.rekeyed: list[Rekeyed] = []
        self.due = 0

    def make(self, rows: Sequence[Row]) -> tuple[list[Comment], list[Reject]]:
        """The comments of some rows: one per open question answered, none if all cells are blank.

        Rows are made together: columns are quicker than rows, and one look finds the few texts
        with personal data in them.
        """
        answers, facts, rejects = self._read(rows)
        self.due += len(answers.texts) + len(rejects)
        texts, markers = self._as_read(answers.texts), list(facts.markers)
        for place, one in redact_all(texts, self._found.public_handles).items():
            self.tally.redacted.update(one.found)
            texts[place] = one.text
            markers[place] += one.count
        questions = _questions(answers, facts)
        columns: dict[str, Sequence[Any]] = {
            "id": [0] * len(texts),
            "source": facts.sources,
            "key": self._keys(answers, facts, questions, texts),
            "text": texts,
            "external_id": facts.external_ids,
            "question": list(map(self._asked, questions)),
            "created_at": facts.created,
            "rating": facts.ratings,
            "rating_given": facts.ratings_given,
            "language": self._languages(answers, facts),
            "customer": facts.customers,
            "answered_at": facts.answered,
            "answer": facts.answers,
            "answered_by_bot": facts.answered_by_bot,
            "consent": facts.consents,
            "segment": facts.segments,
            "is_filler": list(map(is_filler, answers.answers)),
            "redacted": markers,
            "channel": facts.channels,
        }
        return _comments(columns), rejects

    def keys(self, rows: Sequence[Row]) -> list[Keyed]:
        """Source and key of each comment there would be, and the date that is in its key."""
        answers, facts, _ = self._read(rows)
        keys = self._keys(answers, facts, _questions(answers, facts), answers.texts)
        return list(zip(facts.sources, keys, facts.keyed, strict=True))

    def _read(self, rows: Sequence[Row]) -> tuple[Answers, Facts, list[Reject]]:
        answers, rejects = self._taker.take(rows, self.tally)
        return answers, self._facts.of_comments(answers, self.tally), rejects

    def _as_read(self, texts: Sequence[str]) -> list[str]:
        """The texts as people wrote them. Keys keep to the texts as they stand in the file, so
        that a file that was imported before says nothing new."""
        if not self._found.is_escaped:
            return list(texts)
        read = [clean(unescaped(text)) for text in texts]
        self.tally.seen["entities"] += sum(map(str.__ne__, read, texts))
        return read

    def _languages(self, answers: Answers, facts: Facts) -> Sequence[str]:
        if self._fixed.language:
            return [self._fixed.language] * len(answers.answers)
        read = self._found.vote.read
        both = zip(facts.languages, answers.answers, strict=True)
        return [code or read(text) for code, text in both]

    def _keys(
        self, answers: Answers, facts: Facts, questions: Sequence[str], redacted: Sequence[str]
    ) -> list[str]:
        trusts_ids = self._trusts_ids and facts.ids == facts.external_ids
        by_ids = trusts_ids and all(facts.ids) and not self._earlier.questions
        if by_ids and not any(questions):
            return list(facts.external_ids)
        return [
            self._key_by_id(facts, place, questions[place], text)
            or self._key_by_content(answers, facts, place, questions[place])
            for place, text in enumerate(redacted)
        ]

    def _asked_plainly(self, question: str) -> str:
        if question in self._earlier.questions:
            return self._earlier.questions[question]
        return plain_question(question) if self._questions_differ else question

    def _key_by_id(self, facts: Facts, place: int, question: str, redacted: str) -> str:
        """The id where it is unique here and always was; an empty string otherwise."""
        external_id, given = facts.external_ids[place], facts.ids[place]
        if not external_id:
            return ""
        # As earlier versions stored it: they kept some ids that are personal in the clear.
        before = external_id if was_digested(given) else given
        reused = not self._earlier.reused_ids.isdisjoint((external_id, before))
        believed = self._found.is_believed(given) and not reused
        if not believed and not any(
            self._earlier.key_of(one, question, redacted)
            for one in dict.fromkeys((external_id, before))
        ):
            return ""
        key = id_key(external_id, self._asked_plainly(question))
        was = id_key(before, question)
        if was != key:
            # So it was stored by earlier versions.
            self.rekeyed.append(Rekeyed(facts.sources[place], was, key, external_id))
        return key

    def _key_by_content(self, answers: Answers, facts: Facts, place: int, question: str) -> str:
        text, plain = answers.texts[place], plain_words(answers.texts[place])
        asked = self._asked_plainly(question)
        found = self._counted(facts, place, plain, asked)
        nobody = facts.nobodies[place]
        if nobody or (text, question) != (plain, asked):
            was = self._counted(facts, place, text, question, nobody)
            external_id = facts.external_ids[place]
            self.rekeyed.append(Rekeyed(facts.sources[place], was, found, external_id))
        return found

    def _counted(
        self, facts: Facts, place: int, text: str, question: str, customer: str = ""
    ) -> str:
        """The key of what is said, which counts how often it was said where people may be alike."""
        first = self._content_key(facts, place, text, question, 0, customer)
        if not self._counts_equals:
            return first
        self._occurrences[first] += 1
        earlier = self._occurrences[first] - 1
        return (
            self._content_key(facts, place, text, question, earlier, customer) if earlier else first
        )

    def _content_key(
        self,
        facts: Facts,
        place: int,
        text: str,
        question: str,
        occurrence: int,
        customer: str = "",
    ) -> str:
        return content_key(
            self._fixed.key,
            source=facts.sources[place],
            text=text,
            created_at=facts.keyed[place],
            customer=customer or facts.customers[place],
            question=question,
            occurrence=occurrence,
        )


def _comments(columns: Mapping[str, Sequence[Any]]) -> list[Comment]:
    """Of columns as long as each other. Each column is written into all comments at once, by
    their slots: a third of the time that converting rows takes."""
    (number,) = set(map(len, columns.values()))
    made = [_new(Comment) for _ in range(number)]
    for name, put in _SLOTS.items():
        deque(map(put, made, columns[name]), maxlen=0)
    return made


def _questions(answers: Answers, facts: Facts) -> Sequence[str]:
    """What was asked: the column's name where there are several, else what a cell says."""
    both = zip(answers.questions, facts.questions, strict=True)
    return [column or cell for column, cell in both]
