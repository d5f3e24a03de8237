"""Rows of a file → comments, or rejects that say why not."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, lru_cache

from feedback.domain.comment import Comment, Reject
from feedback.intake.cells import LONGEST_TEXT, clean, looks_broken, read_consent
from feedback.intake.dates import Reader, date_reader
from feedback.intake.earlier import Earlier
from feedback.intake.external_ids import Rekeyed, stored_id, was_digested
from feedback.intake.filler import is_filler
from feedback.intake.identity import content_key, customer_digest, id_key
from feedback.intake.language import language_code
from feedback.intake.mapping import text_fields
from feedback.intake.privacy import Redacted, redact, redact_all
from feedback.intake.privacy.cutting import cut, shown
from feedback.intake.profile import Profile
from feedback.intake.ratings import rating_reader
from feedback.intake.row_parts import (
    Draft,
    Fixed,
    Shared,
    Tally,
    excerpt,
    source_name,
)
from feedback.intake.table import Row, UnreadableRow
from feedback.intake.time_zones import zone_of

EARLIEST = datetime(1970, 1, 1)
_REMEMBERED = 20_000

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
        texts = text_fields(mapping)
        self._texts = [
            (columns.index(mapping[name]), mapping[name] if len(texts) > 1 else "")
            for name in texts
        ]
        self._named = [
            (name, columns.index(column)) for name, column in mapping.items() if name not in texts
        ]
        self._knows_customers = "customer" in mapping
        self._found = found
        self._fixed = fixed
        self._earlier = earlier or Earlier()
        self._dates = cache(self._date_readers)
        order = found.created_order
        turned = replace(order, day_first=not order.day_first)
        self._turned = cache(lambda zone: date_reader(turned, zone_of(zone)))
        self._rating = rating_reader(found.scale)
        # The same few words and people come again and again.
        self._short = lru_cache(_REMEMBERED)(shown)
        self._source_name = lru_cache(_REMEMBERED)(source_name)
        self._origin = lru_cache(_REMEMBERED)(fixed.origin)
        self._digest = lru_cache(_REMEMBERED)(lambda person: customer_digest(fixed.key, person))
        self._counts_equals = needs_all_rows(mapping)
        self._occurrences: Counter[str] = Counter()
        self.tally = Tally()
        self.rekeyed: list[Rekeyed] = []
        self.due = 0

    def make(self, rows: Iterable[Row]) -> tuple[list[Comment], list[Reject]]:
        """The comments of some rows: one per open question answered, none if all cells are blank.

        Rows are made together because one look finds the few texts with personal data in them.
        """
        drafts: list[Draft] = []
        rejects: list[Reject] = []
        for row in rows:
            found = self._drafts(row)
            self.due += 1 if isinstance(found, Reject) else len(found)
            if isinstance(found, Reject):
                rejects.append(found)
            else:
                drafts += found
        redacted = redact_all([draft.text for draft in drafts], self._found.public_handles)
        for one in redacted.values():
            self.tally.redacted.update(one.found)
        comments = [self._comment(draft, redacted.get(place)) for place, draft in enumerate(drafts)]
        return comments, rejects

    def keys(self, rows: Iterable[Row]) -> list[Keyed]:
        """Source and key of each comment there would be, and the date that is in its key."""
        found = map(self._drafts, rows)
        return [
            (
                draft.shared.source,
                self._key(draft, self._external_id(draft.named), draft.text),
                draft.shared.keyed_at,
            )
            for drafts in found
            if not isinstance(drafts, Reject)
            for draft in drafts
        ]

    def _drafts(self, row: Row) -> list[Draft] | Reject:
        line, cells = row
        if isinstance(cells, UnreadableRow):
            # Where its customer stands nobody can say, so where there is one it is not shown.
            shown = "" if self._knows_customers else excerpt(clean(cells.excerpt))
            return Reject(line, cells.reason, cells.advice, shown)
        answers = [
            (text, question)
            for place, question in self._texts
            if cells[place] and (text := clean(cells[place]))
        ]
        named = {name: clean(cells[place]) for name, place in self._named if cells[place]}
        if not answers and named.get("title"):
            answers = [(named["title"], "")]
        if not answers:
            return self._without_comment(line, cells)
        shared = self._shared(line, named)
        return [
            Draft(
                answer,
                self._whole(line, named, answer, question),
                question or (self._short(named["question"], 500) if "question" in named else ""),
                named,
                shared,
            )
            for answer, question in answers
        ]

    def _without_comment(self, line: int, cells: Sequence[str]) -> list[Draft] | Reject:
        if not any(map(clean, cells)):
            return []
        # What no field asked for may be a name or an address: it is not shown either.
        known = {name: clean(cells[place]) for name, place in self._named}
        shown = [known[name] for name, _ in self._named if name != "customer" and known[name]]
        return Reject(
            line,
            "The row has no comment.",
            "Nothing to do if the customer wrote nothing; otherwise check which column holds "
            "the comments.",
            excerpt(" | ".join(shown)),
        )

    def _redacted(self, text: str) -> tuple[str, int]:
        result = redact(text, self._found.public_handles)
        if result.found:
            self.tally.redacted.update(result.found)
        return result.text, result.count

    def _shared(self, line: int, named: Mapping[str, str]) -> Shared:
        given = named.get("rating", "")
        rating = self._rating(given) if given else None
        if given and rating is None:
            self.tally.note("rating", line, self._short(given, 100))
        answer, consent = named.get("answer", ""), named.get("consent", "")
        source, channel = self._origin(self._source(named), named.get("channel", ""))
        timezone = self._fixed.timezone_of(source)
        created, answered = self._dates(timezone)
        created_at = (
            self._date(line, named["created_at"], created) if "created_at" in named else None
        )
        kept_answer, answer_markers = (
            self._redacted(cut(answer, LONGEST_TEXT)) if answer else ("", 0)
        )
        return Shared(
            source=source,
            channel=channel,
            created_at=created_at,
            keyed_at=self._keyed_at(named, created_at, timezone),
            answered_at=self._date(line, named["answered_at"], answered)
            if "answered_at" in named
            else None,
            rating=rating,
            rating_given=self._short(given, 100) if given else "",
            customer=self._digest(named["customer"]) if "customer" in named else "",
            answer=kept_answer,
            answer_markers=answer_markers,
            segment=self._short(named["segment"], 200) if "segment" in named else "",
            consent=read_consent(consent) if consent else None,
        )

    def _date_readers(self, timezone: str) -> tuple[Reader, Reader]:
        zone = zone_of(timezone)
        return (
            date_reader(self._found.created_order, zone),
            date_reader(self._found.answered_order, zone),
        )

    def _date(self, line: int, cell: str, read: Reader) -> datetime | None:
        date = read(cell)
        if date is None or not self._is_possible(date):
            self.tally.note("date", line, self._short(cell, 100))
            return None
        return date

    def _is_possible(self, date: datetime) -> bool:
        """Not a placeholder such as 9999-12-31, which would stretch every chart to that day."""
        return EARLIEST <= date <= self._fixed.latest

    def _keyed_at(
        self, named: Mapping[str, str], created_at: datetime | None, timezone: str
    ) -> datetime | None:
        """The date as earlier imports read it; as now where it can be read in one way only."""
        if not self._earlier.dates_turned or "created_at" not in named:
            return created_at
        date = self._turned(timezone)(named["created_at"])
        return date if date is not None and self._is_possible(date) else created_at

    def _source(self, named: Mapping[str, str]) -> str:
        if self._fixed.source_is_given or "source" not in named:
            return self._fixed.source
        return self._source_name(named["source"]) or self._fixed.source

    def _whole(self, line: int, named: Mapping[str, str], text: str, question: str) -> str:
        """The answer with the title of its row before it, if that says something of its own."""
        title = named.get("title", "") if not question else ""
        if title and not text.casefold().startswith(title.casefold()):
            text = f"{title}{' ' if title[-1] in '.!?…' else '. '}{text}"
        if len(text) > LONGEST_TEXT:
            self.tally.note("long", line)
            text = cut(text, LONGEST_TEXT)
        if looks_broken(text):
            self.tally.note("broken", line)
        return text

    def _comment(self, draft: Draft, redacted: Redacted | None) -> Comment:
        shared = draft.shared
        external_id = self._external_id(draft.named)
        text = redacted.text if redacted else draft.text
        return Comment(
            source=shared.source,
            key=self._key(draft, external_id, text),
            text=text,
            external_id=external_id,
            question=draft.question,
            created_at=shared.created_at,
            rating=shared.rating,
            rating_given=shared.rating_given,
            language=self._language(draft.named, draft.answer),
            customer=shared.customer,
            answered_at=shared.answered_at,
            answer=shared.answer,
            consent=shared.consent,
            segment=shared.segment,
            is_filler=is_filler(draft.answer),
            redacted=shared.answer_markers + (redacted.count if redacted else 0),
            channel=shared.channel,
        )

    def _external_id(self, named: Mapping[str, str]) -> str:
        external_id = named.get("id", "")
        return stored_id(self._fixed.key, external_id) if external_id else ""

    def _key(self, draft: Draft, external_id: str, redacted: str) -> str:
        """The id where it is unique here and always was, the content otherwise."""
        if external_id:
            given = draft.named.get("id", "")
            # As earlier versions stored it: they kept some ids that are personal in the clear.
            before = external_id if was_digested(given) else given
            key = id_key(external_id, draft.question)
            reused = not self._earlier.reused_ids.isdisjoint((external_id, before))
            believed = self._found.is_believed(given) and not reused
            if believed or any(
                self._earlier.key_of(one, draft.question, redacted)
                for one in dict.fromkeys((external_id, before))
            ):
                if before != external_id:
                    was = id_key(before, draft.question)
                    self.rekeyed.append(Rekeyed(draft.shared.source, was, key, external_id))
                return key
        found = self._content_key(draft, 0)
        if not self._counts_equals:
            return found
        self._occurrences[found] += 1
        return self._content_key(draft, self._occurrences[found] - 1)

    def _content_key(self, draft: Draft, occurrence: int) -> str:
        return content_key(
            self._fixed.key,
            source=draft.shared.source,
            text=draft.text,
            created_at=draft.shared.keyed_at,
            customer=draft.shared.customer,
            question=draft.question,
            occurrence=occurrence,
        )

    def _language(self, named: Mapping[str, str], text: str) -> str:
        if self._fixed.language:
            return self._fixed.language
        return language_code(named.get("language", "")) or self._found.vote.read(text)
