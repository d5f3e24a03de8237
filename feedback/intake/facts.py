"""Cells beside a comment → what they say: dates, ratings, who wrote it, where it comes from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cache, lru_cache

from feedback.domain.comment import Channel
from feedback.intake.answerers import read_answerer
from feedback.intake.answers import REFUSAL, Answers
from feedback.intake.cells import LONGEST_TEXT, clean
from feedback.intake.consent import consent_reader
from feedback.intake.dates import Reader, date_reader
from feedback.intake.external_ids import IdForm, stored_id
from feedback.intake.identity import customer_digest, is_nobody
from feedback.intake.language import language_code
from feedback.intake.mapping import rating_of_question
from feedback.intake.markup import unescaped
from feedback.intake.privacy import redact
from feedback.intake.privacy.cutting import cut, shown
from feedback.intake.profile import Profile
from feedback.intake.ratings import rating_reader
from feedback.intake.row_parts import Fixed, Tally, source_name
from feedback.intake.time_zones import zone_of
from feedback.intake.words import lines_of

EARLIEST = datetime(1970, 1, 1)
LONGEST_QUESTION = 500
LONGEST_RATING = 100
_REMEMBERED = 20_000
_UNRATED = lines_of("unrated")

Dates = Sequence[datetime | None]


@dataclass(frozen=True, slots=True)
class Facts:
    """Of some rows, column by column.

    `keyed` is the date as it is in a comment's identity (see Earlier.dates_turned), `ids` are as
    the file gave them and `external_ids` as they are stored; `languages` are empty where no cell
    names one. `nobodies` are digests of cells that name no customer: earlier versions took them for
    one.
    """

    sources: Sequence[str]
    channels: Sequence[Channel]
    ids: Sequence[str]
    external_ids: Sequence[str]
    questions: Sequence[str]
    created: Dates
    keyed: Dates
    answered: Dates
    ratings: Sequence[float | None]
    ratings_given: Sequence[str]
    customers: Sequence[str]
    nobodies: Sequence[str]
    languages: Sequence[str]
    answers: Sequence[str]
    markers: Sequence[int]
    answered_by_bot: Sequence[bool | None]
    consents: Sequence[bool | None]
    segments: Sequence[str]

    def of(self, places: Sequence[int]) -> "Facts":
        """The same for rows at some places, each as often as it is named."""
        if isinstance(places, range):
            return self
        columns = (getattr(self, one.name) for one in fields(self))
        return Facts(*([column[place] for place in places] for column in columns))


class FactReader:
    """Reads cells by one profile."""

    def __init__(
        self,
        found: Profile,
        fixed: Fixed,
        mapping: Mapping[str, str],
        *,
        dates_turned: bool,
        id_form: IdForm | None = None,
    ) -> None:
        """`mapping`: what is said under a header may depend on its words."""
        self._found = found
        self._fixed = fixed
        order = found.created_order
        turned = replace(order, day_first=not order.day_first) if dates_turned else order
        self._dates_turned = dates_turned
        self._id_form = id_form
        # For a source's time zone: a reader of the date, of its other reading, of the answer's.
        self._readers = cache(
            lambda zone: tuple(
                date_reader(one, zone_of(zone)) for one in (order, turned, found.answered_order)
            )
        )
        self._rating = rating_reader(found.scale)
        self._rated_apart = rating_of_question(mapping)
        self._scales = {name: rating_reader(scale) for name, scale in found.scales.items()}
        self._consent = consent_reader(mapping.get("consent", ""))
        # The same few words and people come again and again.
        self._short = lru_cache(_REMEMBERED)(shown)
        self._source_name = lru_cache(_REMEMBERED)(source_name)
        self._origin = lru_cache(_REMEMBERED)(fixed.origin)
        self._answerer = lru_cache(_REMEMBERED)(
            lambda person: read_answerer(person, mapping.get("answered_by", ""))
        )
        self._digest = lru_cache(_REMEMBERED)(
            lambda person: _digests_of(fixed.key, person) if person else ("", "")
        )

    def read(self, rows: Answers, tally: Tally) -> Facts:
        """What the cells of some rows say; what cannot be read is tallied."""
        number, named = len(rows.lines), rows.named
        given = named.get("rating")
        sources, channels = self._origins(rows)
        created = self._date_column("created_at", 0, rows, sources, tally)
        answered = self._date_column("answered_at", 2, rows, sources, tally)
        answers, markers = self._answers(rows, tally)
        ids = named.get("id")
        segment, question = named.get("segment"), named.get("question")
        digests = list(map(self._digest, named.get("customer") or [""] * number))
        return Facts(
            sources=sources,
            channels=channels,
            ids=ids or [""] * number,
            external_ids=self._external_ids(ids) if ids else [""] * number,
            questions=self._shortened(question, number, LONGEST_QUESTION),
            created=created,
            keyed=self._keyed(rows, sources, created),
            answered=answered,
            ratings=self._ratings(rows, "rating", self._rating, tally),
            ratings_given=self._shortened(given, number, LONGEST_RATING),
            customers=[customer for customer, _ in digests],
            nobodies=[nobody for _, nobody in digests],
            languages=[language_code(one) for one in named["language"]]
            if "language" in named
            else [""] * number,
            answers=answers,
            markers=markers,
            answered_by_bot=self._bots(rows, answered, answers),
            consents=self._consents(rows, tally),
            segments=self._shortened(segment, number, 200),
        )

    def _shortened(self, cells: Sequence[str] | None, number: int, most: int) -> Sequence[str]:
        if not cells:
            return [""] * number
        return [self._short(cell, most) if cell else "" for cell in cells]

    def _external_ids(self, ids: Sequence[str]) -> Sequence[str]:
        if self._id_form:
            ids = list(map(self._id_form.of, ids))
        return [stored_id(self._fixed.key, one) if one else "" for one in ids]

    def of_comments(self, rows: Answers, tally: Tally) -> Facts:
        """The facts of each comment in some rows, of which a row may hold several."""
        facts = self.read(rows, tally).of(rows.places)
        if not self._rated_apart:
            return facts
        number = len(rows.lines)
        read = {
            name: (
                self._ratings(rows, name, reader, tally),
                self._shortened(rows.named.get(name), number, LONGEST_RATING),
            )
            for name, reader in self._scales.items()
        }
        ratings, given = list(facts.ratings), list(facts.ratings_given)
        for at, (place, question) in enumerate(zip(rows.places, rows.questions, strict=True)):
            if question in self._rated_apart:
                own, as_given = read[self._rated_apart[question]]
                ratings[at], given[at] = own[place], as_given[place]
        return replace(facts, ratings=ratings, ratings_given=given)

    def _ratings(
        self, rows: Answers, name: str, read: Callable[[str], float | None], tally: Tally
    ) -> Sequence[float | None]:
        given = rows.named.get(name)
        if not given:
            return [None] * len(rows.lines)
        ratings = [read(cell) if cell else None for cell in given]
        if ratings.count(None) > given.count(""):
            for line, cell, rating in zip(rows.lines, given, ratings, strict=True):
                if rating is None and cell and cell.casefold() not in _UNRATED:
                    tally.note("rating", line, self._short(cell, 100))
        return ratings

    def _consents(self, rows: Answers, tally: Tally) -> Sequence[bool | None]:
        given = rows.named.get("consent")
        if not given:
            return [None] * len(rows.lines)
        beside = [cells for name, cells in rows.named.items() if name.startswith(REFUSAL)]
        refused = [next(filter(None, row), "") for row in zip(*beside, strict=True)]
        consents: list[bool | None] = []
        for line, cell, refusal in zip(
            rows.lines, given, refused or [""] * len(given), strict=True
        ):
            consent, is_unread = self._consent(cell, refusal) if cell or refusal else (None, False)
            if is_unread:
                tally.note("consent", line, self._short(cell, 100))
            consents.append(consent)
        return consents

    def _origins(self, rows: Answers) -> tuple[Sequence[str], Sequence[Channel]]:
        """The source and the channel of each row."""
        number = len(rows.lines)
        names: Sequence[str] = [self._fixed.source] * number
        if not self._fixed.source_is_given and "source" in rows.named:
            given = rows.named["source"]
            names = [(self._source_name(one) if one else "") or self._fixed.source for one in given]
        if not self._fixed.homes:
            return names, [self._fixed.channel] * number
        cells = rows.named.get("channel") or [""] * number
        both = [self._origin(name, cell) for name, cell in zip(names, cells, strict=True)]
        return [name for name, _ in both], [channel for _, channel in both]

    def _answers(self, rows: Answers, tally: Tally) -> tuple[Sequence[str], Sequence[int]]:
        """What was answered to the customer, without personal data, and the markers in it."""
        given = rows.named.get("answer")
        if not given:
            return [""] * len(rows.lines), [0] * len(rows.lines)
        if self._found.is_escaped:
            given = [clean(unescaped(answer)) for answer in given]
        redacted = [
            redact(cut(answer, LONGEST_TEXT), self._found.public_handles) for answer in given
        ]
        for one in redacted:
            if one.found:
                tally.redacted.update(one.found)
        return [one.text for one in redacted], [one.count for one in redacted]

    def _bots(
        self, rows: Answers, answered: Dates, answers: Sequence[str]
    ) -> Sequence[bool | None]:
        """Whether a bot answered; None where nobody did or no cell says who."""
        people = rows.named.get("answered_by")
        if not people:
            return [None] * len(rows.lines)
        return [
            self._answerer(person) if person and (at or answer) else None
            for person, at, answer in zip(people, answered, answers, strict=True)
        ]

    def _date_column(
        self, name: str, kind: int, rows: Answers, sources: Sequence[str], tally: Tally
    ) -> Dates:
        cells = rows.named.get(name)
        if not cells:
            return [None] * len(rows.lines)
        dates = self._dates(cells, sources, kind)
        if dates.count(None) > cells.count(""):
            for line, cell, date in zip(rows.lines, cells, dates, strict=True):
                if cell and date is None:
                    tally.note("date", line, self._short(cell, 100))
        return dates

    def _dates(self, cells: Sequence[str], sources: Sequence[str], kind: int) -> Dates:
        """Dates that are possible: no placeholder such as 9999-12-31, which would stretch every
        chart to that day."""
        latest, read = self._fixed.latest, self._reader_of(kind)
        if len(set(sources)) == 1:
            of_all = read(sources[0])
            dates: Dates = [of_all(cell) if cell else None for cell in cells]
        else:
            both = zip(sources, cells, strict=True)
            dates = [read(source)(cell) if cell else None for source, cell in both]
        return [None if one is None or not EARLIEST <= one <= latest else one for one in dates]

    def _reader_of(self, kind: int) -> Callable[[str], Reader]:
        return lambda source: self._readers(self._fixed.timezone_of(source))[kind]

    def _keyed(self, rows: Answers, sources: Sequence[str], created: Dates) -> Dates:
        """The date as earlier imports read it; as now where it can be read in one way only."""
        cells = rows.named.get("created_at")
        if not self._dates_turned or not cells:
            return created
        turned = self._dates(cells, sources, 1)
        return [one if one is not None else now for one, now in zip(turned, created, strict=True)]


def _digests_of(key: bytes, person: str) -> tuple[str, str]:
    """The digest of a customer, or that of a cell which names none."""
    digest = customer_digest(key, person)
    return ("", digest) if is_nobody(person) else (digest, "")
