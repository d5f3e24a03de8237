"""Counts for tracking, in memory."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from feedback.domain.comment import Comment
from feedback.domain.theme_event import survivors
from feedback.domain.tracked import (
    NO_HOUR,
    Answers,
    AnswerWait,
    Arrival,
    DayCount,
    HourCount,
    ThemeWeek,
    TrackedFilter,
)
from feedback.domain.tracked_columns import DayCounts, HourCounts, WaitCounts
from feedback.store.memory.state import Memory
from feedback.store.storable import storable
from feedback.store.tracking import answers_of, place_of, theme_weeks_of
from feedback.store.weeks import monday, week_number


class MemoryTracking:
    """feedback.actions.ports.Tracking in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def days(self, where: TrackedFilter) -> DayCounts:
        counts = Counter(
            (
                self._theme(row),
                row.created_at and row.created_at.date(),
                row.is_answered,
                *self._told(row),
            )
            for row in self._matching(where)
        )
        found = [
            DayCount(theme, day, answered, count, *told)
            for (theme, day, answered, *told), count in counts.items()
        ]
        return DayCounts.of(sorted(found, key=_day_order))

    def each(
        self, where: TrackedFilter, *, themes: Collection[int | None] | None = None
    ) -> tuple[list[int], DayCounts]:
        rows = [
            row for row in self._matching(where) if themes is None or self._theme(row) in themes
        ]
        rows.sort(key=lambda row: (place_of(self._theme(row)), row.id))
        counts = DayCounts.of(
            DayCount(
                self._theme(row),
                row.created_at.date() if row.created_at else None,
                row.is_answered,
                1,
                *self._told(row),
            )
            for row in rows
        )
        return [row.id for row in rows], counts

    def hours(self, where: TrackedFilter) -> HourCounts:
        counts = Counter(
            (row.source, row.created_at.date(), _hour(row.created_at))
            for row in self._matching(where)
            if row.created_at
        )
        return HourCounts.of(HourCount(*key, counts[key]) for key in sorted(counts))

    def undated(self, source: str = "") -> int:
        rows = self._matching(TrackedFilter(source=source))
        return sum(row.created_at is None for row in rows)

    def answers(self, where: TrackedFilter) -> list[Answers]:
        return answers_of(
            (row.source, row.is_answered, row.answered_by_bot, 1) for row in self._matching(where)
        )

    def answer_waits(self, where: TrackedFilter, *, themes: bool = True) -> WaitCounts:
        counts = Counter(
            (
                row.source,
                _minutes(row.created_at, row.answered_at),
                self._theme(row) if themes else None,
            )
            for row in self._matching(where)
            if row.created_at and row.answered_at
        )
        found = [AnswerWait(*key[:2], count, key[2]) for key, count in counts.items()]
        return WaitCounts.of(sorted(found, key=_wait_order))

    def arrivals(
        self,
        where: TrackedFilter,
        *,
        complaint_words: Sequence[str],
        lowest_ratings: float,
        good_ratings: float,
    ) -> Iterator[Arrival]:
        for row in self._matching(where):
            if row.created_at is not None:
                is_complaint = _complains(row, complaint_words, lowest_ratings, good_ratings)
                yield Arrival(
                    row.id, row.source, row.channel, row.created_at, row.answered_at, is_complaint,
                    row.is_answered, row.answered_by_bot,
                )  # fmt: skip

    def theme_weeks(self) -> list[ThemeWeek]:
        rows = []
        for row in self._memory.state.comments.values():
            theme = self._theme(row)
            if row.created_at and (theme is not None or not row.is_filler):
                is_rated = row.rating is not None
                rows.append((theme, week_number(row.created_at), 1, int(is_rated), row.rating))
        return theme_weeks_of(rows)

    def source_weeks(self) -> dict[str, tuple[date, date]]:
        weeks: dict[str, list[int]] = {}
        for row in self._matching(TrackedFilter()):
            if row.created_at:
                weeks.setdefault(row.source, []).append(week_number(row.created_at))
        return {source: (monday(min(its)), monday(max(its))) for source, its in weeks.items()}

    def theme_weeks_of(self, sources: Collection[str]) -> list[ThemeWeek]:
        rows = []
        for row in self._memory.state.comments.values():
            theme = self._theme(row)
            is_counted = theme is not None or not row.is_filler
            if row.created_at and row.source in sources and is_counted:
                is_rated = theme is not None and row.rating is not None
                rating = row.rating if is_rated else None
                rows.append((theme, week_number(row.created_at), 1, int(is_rated), rating))
        return theme_weeks_of(rows)

    def span(self) -> tuple[date, date] | None:
        rows = self._memory.state.comments.values()
        moments = [row.created_at for row in rows if row.created_at]
        return (min(moments).date(), max(moments).date()) if moments else None

    def people_waiting(
        self,
        where: TrackedFilter,
        covered: Mapping[int, date],
        *,
        reopened: Mapping[int, date] | None = None,
        themes: Collection[int | None] | None = None,
    ) -> tuple[int, dict[int | None, int]]:
        people: dict[int | None, set[str | int]] = {}
        for row in self._matching(where):
            theme = self._theme(row)
            wrote = row.created_at.date() if row.created_at else date.min
            is_covered = theme is not None and theme in covered and wrote <= covered[theme]
            told, _ = self._told(row)
            if theme is not None and told is not None:
                since = (reopened or {}).get(theme)
                is_covered = is_covered or since is None or told > since
            if not is_covered and (themes is None or theme in themes):
                people.setdefault(theme, set()).add(row.customer or row.id)
        everybody = set().union(*people.values()) if people else set()
        return len(everybody), {theme: len(found) for theme, found in people.items()}

    def people_complaining(
        self, *, complaint_words: Sequence[str], lowest_ratings: float, good_ratings: float
    ) -> int:
        people = {
            row.customer or row.id
            for row in self._matching(TrackedFilter())
            if _complains(row, complaint_words, lowest_ratings, good_ratings)
        }
        return len(people)

    def segments(self) -> list[str]:
        return sorted({row.segment for row in self._memory.state.comments.values()} - {""})

    def of_customer(self, customer: str, *, limit: int = 1000) -> list[Comment]:
        rows = self._memory.state.comments.values()
        wanted = storable(customer)
        found = [row for row in rows if wanted and row.customer == wanted]
        return sorted(found, key=lambda row: (row.created_at or datetime.max, row.id))[:limit]

    def theme_of(self, comment_ids: Sequence[int]) -> dict[int, int]:
        stored = self._memory.state.assignments
        return {row: stored[row].theme_id for row in comment_ids if row in stored}

    def _told(self, row: Comment) -> tuple[date | None, date | None]:
        """When its writer was told of its theme, and said that it helped."""
        state, theme = self._memory.state, self._theme(row)
        wrote = row.created_at.date() if row.created_at else date.min
        told, confirmed = [], []
        merged = survivors(state.live_merges())
        for (announcement_id, customer), telling in state.told.items():
            announcement = state.announcements.get(announcement_id)
            named = announcement.theme_ids if announcement else ()
            about = [merged.get(theme_id, theme_id) for theme_id in named]
            if customer == row.customer != "" and theme in about and telling.at.date() >= wrote:
                told.append(telling.at.date())
                reply = state.replies.get((announcement_id, customer))
                if reply is not None and reply.helped:
                    confirmed.append(reply.at.date())
        return min(told, default=None), min(confirmed, default=None)

    def _theme(self, row: Comment) -> int | None:
        placed = self._memory.state.assignments.get(row.id)
        return None if placed is None else placed.theme_id

    def _matching(self, where: TrackedFilter) -> Iterator[Comment]:
        where = storable(where)
        for row in list(self._memory.state.comments.values()):
            day = row.created_at.date() if row.created_at else None
            if (
                not row.is_filler
                and where.source in ("", row.source)
                and where.segment in ("", row.segment)
                and (not where.by_bot or (row.is_answered and row.answered_by_bot is True))
                and (where.since is None or (day is not None and day >= where.since))
                and (where.until is None or (day is not None and day <= where.until))
            ):
                yield row


def _day_order(row: DayCount) -> tuple[int, date, bool, date, date]:
    """The order of days: by theme, in none last; undated last; unanswered first; untold last."""
    told, confirmed = row.told or date.max, row.confirmed or date.max
    return place_of(row.theme_id), row.day or date.max, row.answered, told, confirmed


def _complains(row: Comment, words: Sequence[str], lowest: float, good: float) -> bool:
    rating = (lowest + good) / 2 if row.rating is None else row.rating
    said = any(word in row.text.casefold() for word in words)
    return rating <= lowest or (rating < good and said)


def _has_time(moment: datetime) -> bool:
    return bool(moment.hour or moment.minute or moment.second)


def _hour(moment: datetime) -> int:
    return moment.hour if _has_time(moment) else NO_HOUR


def _minutes(begin: datetime, end: datetime) -> int | None:
    if not (_has_time(begin) and _has_time(end)):
        return None
    whole = end.replace(microsecond=0) - begin.replace(microsecond=0)
    return int(whole.total_seconds()) // 60


def _wait_order(row: AnswerWait) -> tuple[str, float, int]:
    minutes = math.inf if row.minutes is None else row.minutes
    return row.source, minutes, place_of(row.theme_id)
