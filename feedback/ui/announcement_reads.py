"""What the pages of announcements read, kept as in reads.py."""

from datetime import date

from feedback.actions import announcement_news as news_actions
from feedback.actions import announcement_workflow as workflow
from feedback.actions.announcement_concerns import concerns, what_it_stands_on
from feedback.actions.announcement_languages import in_languages
from feedback.actions.announcement_waiting import can_be_announced, waiting_to_be_announced
from feedback.actions.exports import render_announcement
from feedback.actions.ports import Store
from feedback.actions.telling import Audience, audience
from feedback.domain.announcement import Announcement, Concern
from feedback.domain.summaries import ThemeSummary
from feedback.domain.telling import Reply, Told
from feedback.ui import resources
from feedback.ui.answers import kept


@kept
def concerns_of(
    store: Store, announcement: Announcement, texts: tuple[str, str, str], today: date
) -> list[Concern]:
    """What the check says about a text, saved or not."""
    headline, you_said, we_did = texts
    return concerns(
        store,
        announcement,
        headline=headline,
        you_said=you_said,
        we_did=we_did,
        today=today,
        words_folder=resources.words(),
    )


@kept
def rendered(store: Store, announcement: Announcement, as_: str) -> str | bytes:
    """An announcement in one format, whether or not it is stored as it is here."""
    return render_announcement(
        announcement,
        as_=as_,
        words_folder=resources.words(),
        site=resources.settings().site_address,
    )


@kept
def languages_of(store: Store, announcement: Announcement) -> dict[str, Announcement]:
    """The announcements about the same by language."""
    return in_languages(store, announcement)


@kept
def history(store: Store, announcement_id: int) -> list[news_actions.HistoryRow]:
    """The steps of an announcement, latest first."""
    return news_actions.announcement_history(store, announcement_id)


@kept
def news(store: Store, announcement_id: int) -> news_actions.News:
    """What an announcement does not know yet."""
    return news_actions.announcement_news(store, announcement_id)


@kept
def calendar(store: Store) -> list[tuple[date, Announcement]]:
    """What went out and what is to go out, by day."""
    return workflow.calendar(store)


@kept
def waiting(store: Store, today: date) -> list[ThemeSummary]:
    """Themes with an answer that nobody has begun to tell."""
    return waiting_to_be_announced(store, today=today)


@kept
def people(store: Store, announcement_id: int, with_not_asked: bool) -> Audience:
    """Who is to be told."""
    return audience(store, announcement_id, with_not_asked=with_not_asked)


@kept
def told(store: Store, announcement_id: int) -> list[Told]:
    """Who was told."""
    return store.tellings.of_announcement(announcement_id)


@kept
def replies(store: Store, announcement_id: int) -> list[Reply]:
    """What they answered."""
    return store.tellings.replies(announcement_id)


@kept
def can_be_drafted(store: Store, theme_id: int, today: date) -> bool:
    """Whether there is something to tell of a theme."""
    return can_be_announced(store, theme_id, today=today)


@kept
def standing(store: Store, announcement: Announcement) -> list[tuple[str, tuple[str, ...]]]:
    """Each sentence with a number, a date or a quote, and the facts that carry it."""
    return what_it_stands_on(announcement, words_folder=resources.words())
