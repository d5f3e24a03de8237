"""Whom to tell of a published announcement, who was told, and whether it helped. Sends nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedback.actions.announcements import get_announcement
from feedback.actions.decisions import decide
from feedback.actions.merged_comments import comments_about, live_merges
from feedback.actions.ports import Store
from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.domain.comment import Comment
from feedback.domain.summaries import CommentFilter
from feedback.domain.telling import Reply, Told
from feedback.domain.theme import Outcome
from feedback.domain.theme_event import survivors
from feedback.errors import InputError, NotFoundError, StateError

NOT_SOLVED = "A customer answered that it did not help."


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearer:
    """A customer to tell: a keyed digest, their language, and where a comment of theirs is from."""

    customer: str
    language: str
    source: str
    external_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who said it. customers = hearers + told + refused + without_consent + not_asked, always.

    `told` heard of it already, `refused` asked not to be told of anything. Of the others, whoever
    said yes to a use of what they wrote, in one of their comments about it, is a hearer;
    `without_consent` said no and never yes, `not_asked` neither. `unknown` counts comments nobody
    knows the writer of.
    """

    customers: int
    hearers: tuple[Hearer, ...]
    told: int
    refused: int
    without_consent: int
    not_asked: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RepliesReport:
    """What came of answers. rows = helped + not_helped + empty + not_told, always.

    `not_told` are from customers who were not told of this announcement. `reopened` are the themes
    that are undecided again.
    """

    rows: int
    helped: int
    not_helped: int
    empty: int
    not_told: int
    reopened: tuple[int, ...]


def audience(store: Store, announcement_id: int, *, with_not_asked: bool = False) -> Audience:
    """Who is to be told, and who is left out and why. Raises StateError if it is not published.

    People are told by consent. With `with_not_asked` those whom no file says to have been asked are
    hearers too: somebody has to know that they agreed elsewhere.
    """
    announcement = _published(store, announcement_id)
    by_customer: dict[str, list[Comment]] = {}
    unknown = 0
    for comment in comments_about(store, announcement.theme_ids):
        if comment.customer:
            by_customer.setdefault(comment.customer, []).append(comment)
        else:
            unknown += 1
    told = _told(store, announcement)
    refused = store.tellings.refused()
    hearers, left_out = [], Counter[str]()
    for customer, comments in sorted(by_customer.items()):
        answers = {comment.consent for comment in comments}
        if customer in told:
            left_out["told"] += 1
        elif customer in refused:
            left_out["refused"] += 1
        elif True not in answers and False in answers:
            left_out["without_consent"] += 1
        elif True not in answers and not with_not_asked:
            left_out["not_asked"] += 1
        else:
            willing = [comment for comment in comments if comment.consent is not False]
            hearers.append(_hearer(customer, willing))
    return Audience(
        customers=len(by_customer),
        hearers=tuple(hearers),
        told=left_out["told"],
        refused=left_out["refused"],
        without_consent=left_out["without_consent"],
        not_asked=left_out["not_asked"],
        unknown=unknown,
    )


def siblings(store: Store, announcement_id: int) -> dict[str, Announcement]:
    """Published announcements about the same themes by language, this one for its own.

    What is not published has not been checked to the end, so nobody is told with it.
    """
    announcement = _published(store, announcement_id)
    found = {each.language: each for each in _published_alike(store, announcement)}
    return found | {announcement.language: announcement}


def mark_told(
    store: Store, announcement_id: int, customers: Sequence[str], *, now: datetime
) -> tuple[int, int]:
    """Note that these customers were told; how many that is new for, and how many it is not.

    The others were told already, asked not to be, or are nobody who said it.
    """
    texts = siblings(store, announcement_id)
    own = get_announcement(store, announcement_id).language
    languages = {
        each.customer: each.language if each.language in texts else own
        for each in audience(store, announcement_id, with_not_asked=True).hearers
    }
    wanted = dict.fromkeys(customers)
    rows = [
        Told(
            announcement_id=announcement_id,
            customer=customer,
            at=now,
            language=languages[customer],
        )
        for customer in wanted
        if customer in languages
    ]
    with store.writing():
        added = store.tellings.add(rows)
    return added, len(wanted) - added


def refuse_telling(
    store: Store,
    customers: Sequence[str],
    *,
    now: datetime,
    names: Mapping[str, str] | None = None,
) -> int:
    """Note that these customers (digests) want to be told of nothing; how many had not said so.

    `names` are their ids as somebody typed them, for messages. Raises NotFoundError, and notes
    nobody, where one of them has not written: a slip would leave the right one being told.
    """
    if "" in customers:
        raise InputError("A customer without an id cannot be noted. Give the id of your files.")
    with store.writing():
        for customer in customers:
            if not store.tracking.of_customer(customer, limit=1):
                name = (names or {}).get(customer, "")
                raise NotFoundError(
                    f"Nobody with {f'the id “{name}”' if name else 'this id'} has written. Ids are "
                    "the ones in your files, letter case counts. Nothing was noted."
                )
        return store.tellings.refuse(customers, at=now)


def take_replies(
    store: Store,
    announcement_id: int,
    answers: Sequence[tuple[str, bool | None]],
    *,
    now: datetime,
    who: str = "",
) -> RepliesReport:
    """Keep what told customers answered to "did this solve it?"; None where nothing is answered.

    The first time somebody says no, the themes they spoke of are undecided again, and their
    history keeps what held before. The same file again changes nothing.
    """
    announcement = _published(store, announcement_id)
    told = _told(store, announcement)
    before = {each.customer: each.helped for each in store.tellings.replies(announcement_id)}
    kept = {who_: helped for who_, helped in answers if helped is not None and who_ in told}
    new_no = {who_ for who_, helped in kept.items() if not helped and before.get(who_) is not False}
    counts = Counter(_kind(customer in told, helped) for customer, helped in answers)
    with store.writing():
        store.tellings.reply(
            [
                Reply(announcement_id=announcement_id, customer=customer, at=now, helped=helped)
                for customer, helped in kept.items()
                if before.get(customer) is not helped
            ]
        )
        reopened = _reopen(store, announcement, new_no, now=now, who=who)
    return RepliesReport(
        rows=len(answers),
        helped=counts["helped"],
        not_helped=counts["not_helped"],
        empty=counts["empty"],
        not_told=counts["not_told"],
        reopened=reopened,
    )


def _kind(was_told: bool, helped: bool | None) -> str:
    if helped is None:
        return "empty"
    if not was_told:
        return "not_told"
    return "helped" if helped else "not_helped"


def _reopen(
    store: Store, announcement: Announcement, customers: set[str], *, now: datetime, who: str
) -> tuple[int, ...]:
    reopened = []
    left = survivors(event.theme_ids for event in live_merges(store))
    for theme_id in dict.fromkeys(left.get(each, each) for each in announcement.theme_ids):
        theme = store.themes.get(theme_id)
        if theme is None or theme.retired or theme.outcome is Outcome.UNDECIDED:
            continue
        comments = store.comments.iterate(CommentFilter(theme_id=theme_id))
        if any(comment.customer in customers for comment in comments):
            decide(store, theme_id, outcome="undecided", reason=NOT_SOLVED, now=now, who=who)
            reopened.append(theme_id)
    return tuple(reopened)


def _published(store: Store, announcement_id: int) -> Announcement:
    announcement = get_announcement(store, announcement_id)
    if announcement.status is not AnnouncementStatus.PUBLISHED:
        raise StateError(
            f"Announcement {announcement_id} is {announcement.status}, not published. "
            "Publish it, then tell people."
        )
    return announcement


def _published_alike(store: Store, announcement: Announcement) -> list[Announcement]:
    return [
        each
        for each in sorted(store.announcements.all(), key=lambda each: each.id)
        if each.status is AnnouncementStatus.PUBLISHED and each.says_the_same_as(announcement)
    ]


def _told(store: Store, announcement: Announcement) -> set[str]:
    """Whoever was told the same was told, in another language or by one that was withdrawn since:
    nobody hears the same twice."""
    return {
        told.customer
        for each in store.announcements.all()
        if each.says_the_same_as(announcement)
        for told in store.tellings.of_announcement(each.id)
    }


def _hearer(customer: str, comments: Sequence[Comment]) -> Hearer:
    languages = Counter(comment.language for comment in comments if comment.language)
    named = next((each for each in comments if each.external_id), comments[0])
    return Hearer(
        customer=customer,
        language=languages.most_common(1)[0][0] if languages else "",
        source=named.source,
        external_id=named.external_id,
    )
