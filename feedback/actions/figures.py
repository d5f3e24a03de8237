"""The figures of the front page, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from feedback.actions.decisions import Due, DueKind, decisions_due
from feedback.actions.loop import ClosedLoops, report_of
from feedback.actions.missing_loops import LIKELY, MissingLoop, find_missing_loops
from feedback.actions.people_waiting import people_waiting_long
from feedback.actions.ports import Store
from feedback.actions.takeaways import Takeaway, takeaways
from feedback.actions.theme_steps import theme_steps
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.summaries import ThemeSummary
from feedback.domain.theme import ThemeStatus
from feedback.domain.tracked import TrackedFilter
from feedback.tracking.day_columns import DayColumns
from feedback.tracking.waiting import waiting_long_on, waits

LONG_WEEKS = 13
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """Something worth doing now. `action` names where: import, find, theme, changes, missing,
    decisions, announcement.

    `target` is the id of the theme or announcement meant, 0 where the whole page is.
    """

    action: str
    sentence: str
    target: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeFigures:
    """Counts for the front page. `sample` is how many comments are the sample's, `people_long` how
    many people have waited over 90 days with `comments_long`, `open_noes` how many of the open
    themes got a “no” that nobody was told, `due` how many decisions wait for somebody,
    `missing_loops` how many shipped changes nobody announced to those who likely asked.

    The trends run up to now: comments per week in the open themes and in those that shipped,
    comments that had waited over 90 days at the end of each of the last weeks, and the share of
    loops closed by month of arrival.
    """

    comments: int = 0
    filler: int = 0
    sample: int = 0
    unassigned: int = 0
    open_themes: int = 0
    open_trend: tuple[int, ...] = ()
    people_long: int = 0
    comments_long: int = 0
    open_noes: int = 0
    long_trend: tuple[int, ...] = ()
    shipped_not_announced: int = 0
    shipped_trend: tuple[int, ...] = ()
    announced: int = 0
    loops: ClosedLoops = field(default_factory=lambda: ClosedLoops(0, 0))
    loops_trend: tuple[float, ...] = ()
    due: int = 0
    missing_loops: int = 0
    takeaways: tuple[Takeaway, ...] = ()
    next_steps: tuple[NextStep, ...] = ()


def home_figures(
    store: Store, *, today: date, themes: Sequence[ThemeSummary] | None = None
) -> HomeFigures:
    """The figures as of `today`. `themes` are all open ones, where the caller has read them."""
    totals = store.comments.totals()
    if themes is None:
        themes = store.themes.summaries(today=today)
    shipped = [theme for theme in themes if theme.status is ThemeStatus.SHIPPED]
    late = decisions_due(store, today=today)
    loops = find_missing_loops(store, today=today, themes=themes).loops
    next_steps = [*_late(late, themes), *_next_steps(store, themes, shipped), *_missing(loops)]
    open_themes = [theme for theme in themes if theme.status is ThemeStatus.OPEN]
    steps = theme_steps(store, today=today)
    rows = DayColumns(store.tracking.days(TrackedFilter()), steps)
    report = report_of(rows)
    waiting = waits(rows, today=today)
    weeks_ends = [today - timedelta(weeks=number) for number in range(LONG_WEEKS - 1, -1, -1)]
    return HomeFigures(
        comments=totals.comments,
        filler=totals.filler,
        sample=totals.sample,
        unassigned=totals.unassigned,
        open_themes=len(open_themes),
        open_trend=_per_week(open_themes),
        people_long=people_waiting_long(store, steps, today=today),
        comments_long=sum(row.ages[-1] for row in waiting),
        open_noes=sum(steps[theme.id].is_no for theme in open_themes),
        long_trend=tuple(waiting_long_on(rows, weeks_ends)),
        shipped_not_announced=len(shipped),
        shipped_trend=_per_week(shipped),
        announced=sum(theme.status is ThemeStatus.ANNOUNCED for theme in themes),
        loops=report.total.loops,
        loops_trend=tuple(
            row.loops.share or 0.0 for row in report.periods if row.period is not None
        )[-MONTHS:],
        due=len(late),
        missing_loops=len(loops),
        takeaways=takeaways(store, themes, waiting, report.total, today=today),
        next_steps=tuple(next_steps),
    )


def _per_week(themes: Sequence[ThemeSummary]) -> tuple[int, ...]:
    """Comments per week in all these themes together."""
    return tuple(sum(counts) for counts in zip(*(theme.weekly for theme in themes), strict=True))


def _late(late: list[Due], themes: Sequence[ThemeSummary]) -> list[NextStep]:
    """What is overdue comes first: somebody promised to look."""
    if not late:
        return []
    names = {theme.id: theme.name for theme in themes}
    first = names.get(late[0].decision.theme_id, "")
    more = f" and {len(late) - 1} more" if len(late) > 1 else ""
    sentence = {
        DueKind.PLAN_PASSED: f"The plan for “{first}”{more} has passed its day. Decide again.",
        DueKind.REVIEW: f"It is time to look at “{first}”{more} again, as was decided.",
        DueKind.UNSUPPORTED: f"“{first}”{more} counts as done, and no shipped change answers it.",
    }
    return [NextStep(action="decisions", sentence=sentence[late[0].kind])]


def _missing(loops: tuple[MissingLoop, ...]) -> list[NextStep]:
    unlinked = [loop for loop in loops if not loop.linked]
    if len(unlinked) < 2:  # one alone is what “a shipped change may answer” says
        return []
    people = "person" if unlinked[0].people == 1 else "people"
    sentence = (
        f"{len(unlinked):,} shipped changes may answer an open theme, and nobody was told; "
        f"{unlinked[0].people:,} {people} wait for the first."
    )
    return [NextStep(action="missing", sentence=sentence)]


def _next_steps(
    store: Store, themes: Sequence[ThemeSummary], shipped: Sequence[ThemeSummary]
) -> list[NextStep]:
    """At most one step of each kind, nearest to a closed loop first."""
    steps = _waiting_announcements(store)
    drafted = {
        theme_id
        for announcement in store.announcements.all()
        for theme_id in announcement.theme_ids
    }
    for theme in [theme for theme in shipped if theme.id not in drafted][:1]:
        steps.append(
            NextStep(
                action="theme",
                target=theme.id,
                sentence=f"“{theme.name}” is answered by what you shipped. Tell the people behind "
                f"its {theme.comments:,} comments.",
            )
        )
    if not themes:
        steps.append(NextStep(action="find", sentence="Find the themes in your comments."))
        return steps
    if not store.changes.all():
        steps.append(
            NextStep(action="changes", sentence="Import your changelog, to see what it answers.")
        )
    # What is too weak for a missing loop is no first thing to do either.
    suggested = {row.theme_id for row in store.links.suggestions() if row.score >= LIKELY}
    for theme in [t for t in themes if t.status is ThemeStatus.OPEN and t.id in suggested][:1]:
        steps.append(
            NextStep(
                action="theme",
                target=theme.id,
                sentence=f"A shipped change may answer “{theme.name}” "
                f"({theme.comments:,} comments). Look at the suggestions.",
            )
        )
    return steps


def _waiting_announcements(store: Store) -> list[NextStep]:
    sentences = {
        AnnouncementStatus.APPROVED: "The announcement about “{}” is approved. Publish it.",
        AnnouncementStatus.DRAFT: "The announcement about “{}” is a draft. Check and approve it.",
    }
    steps = []
    for status, sentence in sentences.items():
        waiting = [a for a in store.announcements.all() if a.status is status]
        for announcement in waiting[:1]:
            steps.append(
                NextStep(
                    action="announcement",
                    target=announcement.id,
                    sentence=sentence.format("”, “".join(announcement.facts.themes)),
                )
            )
    return steps
