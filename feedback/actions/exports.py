"""Announcements as files: one in a format, one in all of them, all in one."""

import io
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from feedback.actions.announcements import get_announcement
from feedback.actions.ports import Store
from feedback.actions.tables import write_csv, write_xlsx
from feedback.announcements.export import FORMATS, Format, export
from feedback.announcements.export.content import safe_address
from feedback.announcements.export.typefaces import drawable, emoji_in_words
from feedback.announcements.plain import REPLACEMENT, visible
from feedback.announcements.site.entries import path_of
from feedback.announcements.words_folder import BUILT_IN, load_words
from feedback.domain.announcement import Announcement
from feedback.errors import InputError

_MOST_NAMED = 5  # signs in a message
TABLE_COLUMNS = (
    *("id", "status", "language", "tone", "outcome", "themes", "headline", "you_said", "we_did"),
    *("comments", "of_comments", "customers", "first_said", "last_said", "mean_rating", "rated"),
    *("changes", "quotes", "created_at", "approved_at", "published_at"),
)


def announcement_formats() -> tuple[Format, ...]:
    """The formats an announcement can be exported in."""
    return tuple(FORMATS.values())


def export_announcement(
    store: Store,
    announcement_id: int,
    *,
    as_: str,
    words_folder: Path = BUILT_IN,
    site: str = "",
) -> str | bytes:
    """An announcement in the format `as_`; one that is not approved says so on its face.

    `site` is the address of the public pages: with it, exports lead to the announcement's page.
    Raises NotFoundError for an unknown announcement, InputError for an unknown format.
    """
    announcement = get_announcement(store, announcement_id)
    return render_announcement(announcement, as_=as_, words_folder=words_folder, site=site)


def render_announcement(
    announcement: Announcement, *, as_: str, words_folder: Path = BUILT_IN, site: str = ""
) -> str | bytes:
    """As `export_announcement`, for one that need not be stored."""
    words = load_words(announcement.language, words_folder)
    return export(announcement, words, as_, page_address(announcement, site))


def signs_not_printed(announcement: Announcement) -> dict[str, int]:
    """The signs of the text that PDF and poster cannot print, for want of a typeface, each with how
    often: scripts other than Latin, Cyrillic and Greek. They stand as � there; emoji are words."""
    texts = (announcement.headline, announcement.you_said, announcement.we_did)
    text = emoji_in_words("\n".join(texts), announcement.language)
    counts = Counter(
        sign for sign in unicodedata.normalize("NFC", visible(text)) if sign != REPLACEMENT
    )
    return {sign: n for sign, n in counts.items() if drawable(sign) == REPLACEMENT}


def not_printed_sentence(announcement: Announcement) -> str:
    """What PDF and poster cannot print, by sign and by its name in Unicode; "" where all is."""
    missing = signs_not_printed(announcement)
    if not missing:
        return ""
    named = [f"{sign} ({unicodedata.name(sign, f'U+{ord(sign):04X}').lower()})" for sign in missing]
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return (
        f"PDF and poster cannot print {', '.join(named[:_MOST_NAMED])}{more} and show � instead. "
        "Word and web page keep what was written."
    )


def page_address(announcement: Announcement, site: str) -> str:
    """Where an announcement stands on the public pages at `site`; "" where they have no address."""
    base = safe_address(site)
    return f"{base.rstrip('/')}/{path_of(announcement.language, announcement.id)}" if base else ""


def package_announcement(
    store: Store, announcement_id: int, *, words_folder: Path = BUILT_IN, site: str = ""
) -> bytes:
    """A ZIP with an announcement in every format."""
    announcement = get_announcement(store, announcement_id)
    return packed(_every_format(announcement, words_folder, site))


def announcement_rows(announcements: Sequence[Announcement]) -> Iterator[dict[str, Any]]:
    """One row per announcement for a table, with `TABLE_COLUMNS`."""
    for each in announcements:
        facts = each.facts
        yield {
            "id": each.id,
            "status": each.status.value,
            "language": each.language,
            "tone": each.tone.value,
            "outcome": facts.outcome,
            "themes": facts.themes,
            "headline": visible(each.headline),
            "you_said": visible(each.you_said),
            "we_did": visible(each.we_did),
            "comments": facts.comments,
            "of_comments": facts.of_comments,
            "customers": facts.customers,
            "first_said": facts.first_said,
            "last_said": facts.last_said,
            "mean_rating": facts.mean_rating,
            "rated": facts.rated,
            "changes": [shipped.title for shipped in facts.shipped],
            "quotes": [quote.text for quote in facts.quotes],
            "created_at": each.created_at,
            "approved_at": each.approved_at,
            "published_at": each.published_at,
        }


def announcements_csv(announcements: Sequence[Announcement]) -> bytes:
    """A table of announcements as CSV, in UTF-8."""
    out = io.StringIO(newline="")
    write_csv(announcement_rows(announcements), TABLE_COLUMNS, out)
    return out.getvalue().encode("utf-8", "replace")


def announcements_xlsx(announcements: Sequence[Announcement]) -> bytes:
    """The same as a workbook."""
    out = io.BytesIO()
    write_xlsx(announcement_rows(announcements), TABLE_COLUMNS, out, sheet="Announcements")
    return out.getvalue()


def announcements_zip(
    announcements: Sequence[Announcement], *, words_folder: Path = BUILT_IN, site: str = ""
) -> bytes:
    """Each announcement in every format, in a folder of its own, and both tables of them."""
    files = {
        "announcements.csv": announcements_csv(announcements),
        "announcements.xlsx": announcements_xlsx(announcements),
    }
    for each in announcements:
        for name, data in _every_format(each, words_folder, site).items():
            files[f"announcement-{each.id}/{name}"] = data
    return packed(files)


# What all announcements together can be written as.
TOGETHER = ("csv", "xlsx", "zip")


def export_announcements(
    store: Store, *, as_: str, words_folder: Path = BUILT_IN, site: str = ""
) -> bytes:
    """All announcements, oldest first, as csv, xlsx or zip. Raises InputError for another one."""
    announcements = sorted(store.announcements.all(), key=lambda each: each.id)
    match as_:
        case "csv":
            return announcements_csv(announcements)
        case "xlsx":
            return announcements_xlsx(announcements)
        case "zip":
            return announcements_zip(announcements, words_folder=words_folder, site=site)
    raise InputError(
        f"“{as_}” is for one announcement: name its number. All of them together can be written "
        f"as {', '.join(TOGETHER)}."
    )


def packed(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of files by name; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _every_format(announcement: Announcement, words_folder: Path, site: str) -> dict[str, bytes]:
    files = {}
    for each in FORMATS.values():
        written = render_announcement(
            announcement, as_=each.name, words_folder=words_folder, site=site
        )
        data = written.encode("utf-8") if isinstance(written, str) else written
        files[each.file_name(announcement.id)] = data
    return files
