"""A store with two themes and three changes, for tests about deciding."""

from datetime import date, datetime, timedelta

from feedback.actions.links import suggest_links
from feedback.actions.ports import Store
from feedback.domain.change import Change
from feedback.domain.comment import Comment, Source
from feedback.domain.theme import Assignment, Theme

TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 12)
SHIPPED = date(2026, 3, 12)

CODES = Change(title="Login codes also arrive by e-mail", key="1", shipped_on=SHIPPED)
FEES = Change(title="The delivery fee is half of what it was", key="2", shipped_on=SHIPPED)
LETTER = Change(title="Login codes by letter", key="3")
BUGS = Change(title="Bug fixes", key="4", shipped_on=SHIPPED, generic=True)

LOGIN_TEXTS = (
    "The login code never comes",
    "login code arrives too late",
    "No login code, three times",
    "where is my login code",
)
FEE_TEXTS = ("The delivery fee is too high", "why is the delivery fee so high", "a fee, again")


def fill(store: Store) -> tuple[int, int]:
    """Themes about login codes (four comments, three people) and fees (three, unknown)."""
    store.comments.ensure_source(Source(name="survey"))
    login = _theme(store, "Login code", LOGIN_TEXTS, ("a", "a", "b", "c"))
    fee = _theme(store, "Delivery fee", FEE_TEXTS, ("", "", ""))
    store.changes.upsert([CODES, FEES, LETTER, BUGS])
    suggest_links(store, today=TODAY)
    return login, fee


def change_id(store: Store, change: Change) -> int:
    return next(row.id for row in store.changes.all() if row.key == change.key)


def _theme(store: Store, name: str, texts: tuple[str, ...], people: tuple[str, ...]) -> int:
    said = [
        Comment(
            source="survey",
            key=f"{name}-{number}",
            text=text,
            language="en",
            customer=person,
            created_at=datetime(2026, 3, 1) - timedelta(days=7 * number),
        )
        for number, (text, person) in enumerate(zip(texts, people, strict=True))
    ]
    known = store.comments.totals().comments
    store.comments.upsert(said)
    theme_id = store.themes.add(Theme(name=name, language="en", created_at=NOW))
    ids = range(known + 1, known + len(said) + 1)
    store.themes.assign([Assignment(comment_id, theme_id, 1.0) for comment_id in ids])
    return theme_id
