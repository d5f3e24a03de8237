"""The files for telling people: one message each, or one table for the company's own join."""

import csv
import io
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feedback.actions.announcement_news import note_export
from feedback.actions.exports import page_address
from feedback.actions.ports import Store
from feedback.actions.tables import write_csv
from feedback.actions.telling import Audience, Hearer, audience, siblings
from feedback.announcements.messages import Contact, contacts_in, in_bytes, message_to
from feedback.announcements.words_folder import BUILT_IN, load_words
from feedback.domain.announcement import Announcement
from feedback.errors import InputError
from feedback.intake.cells import read_yes_or_no
from feedback.intake.identity import customer_digest
from feedback.intake.reading import open_table
from feedback.intake.table import UnreadableRow
from feedback.intake.words import fields_of, plain_header

MESSAGES = "messages"  # what the record of files calls them
FORM = "replies.csv"
TABLE = "people.csv"
FORM_COLUMNS = ("customer", "id", "language", "file", "solved")
_MAIL_WORDS = ("mail", "surel", "пошта", "почта")
JOIN_COLUMNS = (
    "customer",
    "source",
    "external_id",
    "language",
    "announcement",
    "subject",
    "solved",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingReport:
    """What was written. customers = written + not_matched + no_address + told + refused +
    without_consent + not_asked, always. `comments_of_unknown` have no known writer; nobody is told
    for them."""

    customers: int
    written: int
    not_matched: int
    no_address: int
    told: int
    refused: int
    without_consent: int
    not_asked: int
    comments_of_unknown: int
    languages: dict[str, int]


def write_tellings(
    store: Store,
    announcement_id: int,
    folder: Path,
    *,
    key: bytes,
    contacts: Path | None = None,
    with_not_asked: bool = False,
    words_folder: Path = BUILT_IN,
    site: str = "",
) -> TellingReport:
    """Write the files into a new or empty folder: all of them, or none.

    With `contacts` (a file with customer ids and addresses, kept nowhere) one `.eml` per customer;
    without, `people.csv` to join with the company's own addresses. `replies.csv` is the form for
    answers. `with_not_asked` as for `audience`. Raises StateError when it is not published,
    InputError for a folder in use.
    """
    files, report = telling_files(
        store,
        announcement_id,
        key=key,
        contacts=contacts,
        with_not_asked=with_not_asked,
        words_folder=words_folder,
        site=site,
    )
    _write_all(folder, files)
    return report


def telling_files(
    store: Store,
    announcement_id: int,
    *,
    key: bytes,
    contacts: Path | None = None,
    contacts_name: str = "",
    with_not_asked: bool = False,
    words_folder: Path = BUILT_IN,
    site: str = "",
) -> tuple[dict[str, bytes], TellingReport]:
    """As `write_tellings`, the files by name instead of in a folder."""
    people = audience(store, announcement_id, with_not_asked=with_not_asked)
    if contacts is None:
        texts = siblings(store, announcement_id)
        own = texts[_own_language(store, announcement_id)]
        rows = [_join_row(each, texts.get(each.language, own)) for each in people.hearers]
        out = io.StringIO(newline="")
        write_csv(rows, JOIN_COLUMNS, out)
        files = {TABLE: in_bytes(out)}
        return files, _report(people, people.hearers, not_matched=0, no_address=0)
    known = _contacts(contacts, contacts_name, key, people)
    matched = [each for each in people.hearers if each.customer in known]
    reached = [each for each in matched if known[each.customer].address]
    files = _messages(store, announcement_id, reached, known, words_folder, site)
    return files, _report(
        people,
        reached,
        not_matched=len(people.hearers) - len(matched),
        no_address=len(matched) - len(reached),
    )


def note_tellings(
    store: Store, announcement_id: int, report: TellingReport, *, now: datetime
) -> None:
    """Remember which announcements such files hold: this one's, and those in other languages."""
    texts = siblings(store, announcement_id)
    own = texts[_own_language(store, announcement_id)]
    for number in sorted({texts.get(code, own).id for code in report.languages}):
        note_export(store, number, as_=MESSAGES, now=now)


def digests_in(table: bytes) -> list[str]:
    """The digests in a form or table just as `telling_files` made it."""
    rows = csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""))
    return [row["customer"] for row in rows]


def customers_in(path: Path, file_name: str = "") -> list[str]:
    """The digests of a form or table that `write_tellings` wrote."""
    return list(dict.fromkeys(customer for customer, _ in answers_in(path, file_name)))


def answers_in(path: Path, file_name: str = "") -> list[tuple[str, bool | None]]:
    """Who answered what in a filled-in form; None where nothing is answered.

    Yes and no are read in every language comments are. Raises InputError for another file and for
    an answer that is neither.
    """
    name = file_name or path.name
    table = open_table(path, name)
    if not {"customer", "solved"} <= set(table.columns):
        raise InputError(
            f"{name} is no form of ours: it needs the columns “customer” and “solved”. "
            f"“announce people” writes one as {FORM}."
        )
    who, said = table.columns.index("customer"), table.columns.index("solved")
    answers = []
    for line, row in table.rows():
        if isinstance(row, UnreadableRow):
            raise InputError(f"Line {line} of {name}: {row.reason} {row.advice}")
        helped = read_yes_or_no(row[said])
        if row[said].strip() and helped is None:
            raise InputError(
                f"Line {line} of {name}: “{row[said].strip()[:40]}” is neither yes nor no. "
                "Write one of them, or leave it empty."
            )
        answers.append((row[who].strip(), helped))
    return answers


def _own_language(store: Store, announcement_id: int) -> str:
    announcement = store.announcements.get(announcement_id)
    assert announcement is not None, "audience has looked"  # noqa: S101
    return announcement.language


def _contacts(path: Path, name: str, key: bytes, people: Audience) -> dict[str, Contact]:
    table = open_table(path, name)
    rows = [row for _, row in table.rows() if not isinstance(row, UnreadableRow)]
    digests = [[customer_digest(key, cell) for cell in row] for row in rows]
    names = fields_of("headers")["customer"]
    headers = [plain_header(column) for column in table.columns]
    mail = {at for at, header in enumerate(headers) if any(word in header for word in _MAIL_WORDS)}
    return contacts_in(
        rows,
        digests,
        {each.customer: each for each in people.hearers},
        called_mail={at for at in mail if headers[at] in names} or mail,
        called_id={at for at, header in enumerate(headers) if header in names} - mail,
    )


def _messages(
    store: Store,
    announcement_id: int,
    reached: list[Hearer],
    known: dict[str, Contact],
    words_folder: Path,
    site: str,
) -> dict[str, bytes]:
    texts = siblings(store, announcement_id)
    own = texts[_own_language(store, announcement_id)]
    files, form = {}, []
    for number, each in enumerate(reached, start=1):
        text, contact = texts.get(each.language, own), known[each.customer]
        words, page = load_words(text.language, words_folder), page_address(text, site)
        name = f"message-{announcement_id}-{number:05}.eml"
        files[name] = message_to(contact.address, text, words, page)
        row = {"customer": each.customer, "id": contact.id, "language": text.language}
        form.append(row | {"file": name, "solved": ""})
    out = io.StringIO(newline="")
    write_csv(form, FORM_COLUMNS, out)
    return files | {FORM: in_bytes(out)}


def _join_row(hearer: Hearer, text: Announcement) -> dict[str, object]:
    return {
        "customer": hearer.customer,
        "source": hearer.source,
        "external_id": hearer.external_id,
        "language": text.language,
        "announcement": text.id,
        "subject": text.headline,
        "solved": "",
    }


def _report(
    people: Audience,
    written: tuple[Hearer, ...] | list[Hearer],
    *,
    not_matched: int,
    no_address: int,
) -> TellingReport:
    return TellingReport(
        customers=people.customers,
        written=len(written),
        not_matched=not_matched,
        no_address=no_address,
        told=people.told,
        refused=people.refused,
        without_consent=people.without_consent,
        not_asked=people.not_asked,
        comments_of_unknown=people.unknown,
        languages=dict(sorted(Counter(_languages(written)).items())),
    )


def _languages(hearers: tuple[Hearer, ...] | list[Hearer]) -> Iterator[str]:
    return (each.language or "unknown" for each in hearers)


def _write_all(folder: Path, files: dict[str, bytes]) -> None:
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise InputError(f"{folder} is in use. Name a new or an empty folder.")
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=folder.absolute().parent, prefix=".heard-"))
        try:
            for name, data in files.items():
                (draft / name).write_bytes(data)
            draft.replace(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise InputError(
            f"{folder} cannot be written ({error.strerror}). Name a folder you may write."
        ) from error
