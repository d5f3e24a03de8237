"""Reading changelogs."""

import time
from datetime import date
from pathlib import Path

import pytest

from feedback.changes.changelog import read_changelog
from feedback.changes.reading import read_changes
from feedback.domain.change import Change
from feedback.errors import InputError

KEEP_A_CHANGELOG = """\
# Changelog
- This list is about the format and holds no change.

## [Unreleased]
### Added
- Dark mode

## [1.1.0] - 2026-03-12
### Added
- Ask for a *new* login code after `30` seconds ([#12](https://example.org/issues/12))
### Fixed
- Login codes by SMS arrive again ([#11])
  - also for numbers outside Europe
- Parcels show the right
  day of delivery

## [1.0.0] - 2025-12-01
- First release

[#11]: https://example.org/issues/11
[1.1.0]: https://example.org/compare/1.0.0...1.1.0
"""


def changes_of(text: str) -> tuple[Change, ...]:
    return read_changelog(text, name="CHANGELOG.md").changes


def only(line: str) -> Change:
    (change,) = changes_of(f"## 1.0 - 2026-01-02\n{line}\n")
    return change


def test_keep_a_changelog_gives_one_change_per_line_with_version_date_and_kind() -> None:
    changes = changes_of(KEEP_A_CHANGELOG)
    assert [(c.version, c.shipped_on, c.kind, c.title) for c in changes] == [
        ("Unreleased", None, "added", "Dark mode"),
        ("1.1.0", date(2026, 3, 12), "added", "Ask for a new login code after 30 seconds"),
        ("1.1.0", date(2026, 3, 12), "fixed", "Login codes by SMS arrive again"),
        ("1.1.0", date(2026, 3, 12), "fixed", "Parcels show the right day of delivery"),
        ("1.0.0", date(2025, 12, 1), "", "First release"),
    ]


def test_nested_lines_are_details_and_addresses_of_issues_are_kept() -> None:
    login = changes_of(KEEP_A_CHANGELOG)[2]
    assert login.details == "also for numbers outside Europe"
    assert login.url == "https://example.org/issues/11"
    assert changes_of(KEEP_A_CHANGELOG)[1].url == "https://example.org/issues/12"


def test_general_lines_are_kept_and_marked() -> None:
    generic = {c.title: c.generic for c in changes_of(KEEP_A_CHANGELOG)}
    assert generic["First release"]
    assert not generic["Dark mode"]


@pytest.mark.parametrize(
    ("heading", "version", "day"),
    [
        ("## [1.4.0] - 2026-03-12", "1.4.0", date(2026, 3, 12)),
        ("## [v1.4.0] - 2026-03-12", "1.4.0", date(2026, 3, 12)),
        ("## [1.4.0](https://example.org/a...b) (2026-03-12)", "1.4.0", date(2026, 3, 12)),
        ("# v1.4.0 (March 12, 2026)", "1.4.0", date(2026, 3, 12)),
        ("## 1.4.0 (March 12th, 2026)", "1.4.0", date(2026, 3, 12)),
        ("## 1.4.0 (July, 07, 2020)", "1.4.0", date(2020, 7, 7)),
        ("## 1.4.0 – 12 March 2026", "1.4.0", date(2026, 3, 12)),
        ("## 1.4.0 / 2026-03-12", "1.4.0", date(2026, 3, 12)),
        ("1.4.0 / 2026-03-12\n==================", "1.4.0", date(2026, 3, 12)),
        ("Version 1.4.0 (12.03.2026)\n---", "1.4.0", date(2026, 3, 12)),
        ("**1.4.0** (2026-03-12)", "1.4.0", date(2026, 3, 12)),
        ("## Heard Mobile 1.4.0 - 2026-03-12", "1.4.0", date(2026, 3, 12)),
        ("## 2.0.0-rc.1 - 2026-03-12", "2.0.0-rc.1", date(2026, 3, 12)),
        ("## 2.0 Beta 2 (2015-09-06)", "2.0 Beta 2", date(2015, 9, 6)),
        ("## Version 12 (2026-03-12)", "12", date(2026, 3, 12)),
        ("## 1.4.0 - 12 de março de 2026", "1.4.0", date(2026, 3, 12)),
        ("## 1.4.0 - 12 Maret 2026", "1.4.0", date(2026, 3, 12)),
        ("## 1.4.0 - 12 наурыз 2026", "1.4.0", date(2026, 3, 12)),
        ("## 2026-03-12", "2026-03-12", date(2026, 3, 12)),
        ("## March 2026", "March 2026", date(2026, 3, 31)),
        ("## 1.4.0 - 03/25/2026", "1.4.0", date(2026, 3, 25)),
        ("## 1.4.0 - Unreleased", "1.4.0", None),
        ("## Upcoming release", "Unreleased", None),
        ("## 1.4.0 - TBD", "1.4.0", None),
        ("## [1.4.0] - 2026-03-12 [YANKED]", "1.4.0", None),
    ],
)
def test_versions_are_read_in_many_styles(heading: str, version: str, day: date | None) -> None:
    (change,) = changes_of(f"{heading}\n\n- Something new\n")
    assert (change.version, change.shipped_on) == (version, day)


def test_a_date_with_slashes_is_read_as_the_rest_of_the_file_writes_them() -> None:
    text = "## 2.0 (03/04/2026)\n- One\n\n## 1.0 (03/25/2026)\n- Two\n"
    assert changes_of(text)[0].shipped_on == date(2026, 3, 4)


def test_a_date_that_cannot_be_makes_a_plan_and_a_note() -> None:
    read = read_changelog("## 1.0 - 2026-02-30\n- One\n", name="c.md")
    assert read.changes[0].shipped_on is None
    assert "date that cannot be" in read.notes[0]


@pytest.mark.parametrize(
    ("line", "title", "kind", "component"),
    [
        ("- Windows: Keep hidden files", "Windows: Keep hidden files", "", "Windows"),
        ("- [Android] Fix the map", "[Android] Fix the map", "", "Android"),
        ("- fix(login): resend the code", "resend the code", "fixed", "login"),
        ("- [Fixed] Crash at start", "Crash at start", "fixed", ""),
        ("- **Added:** a dark mode", "a dark mode", "added", ""),
        ("- Fix search: it finds names", "Fix search: it finds names", "fixed", ""),
        ("- See https://example.org: it works", "See https://example.org: it works", "", ""),
    ],
)
def test_a_prefix_tells_the_type_or_the_part(
    line: str, title: str, kind: str, component: str
) -> None:
    change = only(line)
    assert (change.title, change.component) == (title, component)
    assert change.kind == kind


@pytest.mark.parametrize(
    "line",
    [
        "- Fix the map [#917]",
        "- Fix the map ([#917])",
        "- Fix the map [#10427, #10608]",
        "- Fix the map [#1][#2]",
        "- Fix the map #2996]",
        "- Fix the map[ #3138]",
        "- Fix the map (#12, #13)",
        "- Fix the map @somebody",
        "- Fix the map (@somebody, @else)",
        "- Fix the map ([@a](https://x.org/a)) ([#3776](https://x.org/pull/3776))",
        "- Fix the map ([@a](https://x.org/a)) ([`cb0e329`](https://x.org/commit/cb0e329))",
        "* Fix the map by @somebody in https://x.org/o/r/pull/7",
        "- Fix the map (fixes #7)",
    ],
)
def test_references_and_names_at_the_end_are_taken_off(line: str) -> None:
    assert only(line).title == "Fix the map"


def test_a_reference_that_is_part_of_the_sentence_stays() -> None:
    assert only("- Revert the fix for #7").title == "Revert the fix for #7"
    assert only("- Move to C# 12").title == "Move to C# 12"


def test_markdown_becomes_words_and_html_stays_text() -> None:
    assert only("- **Bold** _one_, [a link](https://x.org)").title == "Bold one, a link"
    assert only("- <script>alert(1)</script> <b>x</b>").title == (
        "<script>alert(1)</script> <b>x</b>"
    )


def test_an_address_that_is_not_a_web_address_is_not_kept() -> None:
    assert only("- Look [here](javascript:alert(1)) now").url == ""


@pytest.mark.parametrize(
    "title",
    [
        "Bug fixes and performance improvements",
        "Updated translations",
        "Minor fixes",
        "Bugfixes",
        "This release includes bug fixes.",
        "Perbaikan bug dan peningkatan performa",
        "Correções de bugs e melhorias de desempenho",
        "Қателер түзетілді",
    ],
)
def test_lines_that_fit_every_release_are_generic(title: str) -> None:
    assert only(f"- {title}").generic


@pytest.mark.parametrize("title", ["Fix E2E uploads", "Fixed login", "Faster search", "Dark mode"])
def test_lines_that_name_a_thing_are_not_generic(title: str) -> None:
    assert not only(f"- {title}").generic


def test_lists_of_people_and_open_faults_are_left_out_with_a_note() -> None:
    text = "## 1.0 - 2026-01-02\n- One\n### Known issues\n- Two\n### Contributors\n- @three\n"
    read = read_changelog(text, name="c.md")
    assert [change.title for change in read.changes] == ["One"]
    assert len(read.notes) == 2


def test_sections_that_are_parts_of_the_product_become_components() -> None:
    (change,) = changes_of("## 1.0 - 2026-01-02\n### Android 4.4\n- The map opens\n")
    assert (change.version, change.component, change.kind) == ("1.0", "Android 4.4", "")


def test_comments_and_code_are_not_read() -> None:
    text = "## 1.0 - 2026-01-02\n<!--\n- hidden\n-->\n```\n- code\n```\n- One\n"
    assert [change.title for change in changes_of(text)] == ["One"]


def test_releases_without_lists_give_a_change_per_paragraph() -> None:
    text = "## 1.1 - 2026-02-02\nThe map opens.\n\nCodes arrive.\n## 1.0 - 2026-01-02\nHello.\n"
    assert [change.title for change in changes_of(text)] == [
        "The map opens.",
        "Codes arrive.",
        "Hello.",
    ]


def test_a_line_of_five_megabytes_and_an_empty_one_are_rejected_with_their_numbers() -> None:
    text = f"## 1.0 - 2026-01-02\n- One\n- {'x' * 5_000_000}\n- \n- Two\n"
    read = read_changelog(text, name="c.md")
    assert [change.title for change in read.changes] == ["One", "Two"]
    assert [reject.line for reject in read.rejects] == [3, 4]


def test_a_release_with_text_among_releases_with_lists_is_told() -> None:
    read = read_changelog(
        "## 1.1 - 2026-02-02\nSame as 1.0\n## 1.0 - 2026-01-02\n- One\n", name="c.md"
    )
    assert [change.title for change in read.changes] == ["One"]
    assert read.notes == ("Version 1.1 has text but no list; it was left out.",)


@pytest.mark.parametrize("piece", ["(", "[", "*", "[#1", "(@a ", "`", "![", "<!--", " "])
def test_a_line_of_nothing_but_signs_is_read_in_no_time(piece: str) -> None:
    signs = piece * (9_000 // len(piece))
    text = f"## 1.0 - 2026-01-02\n- {signs}x\n**{signs}\n## {signs}\n"
    started = time.monotonic()
    read_changelog(text, name="c.md")
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text file"),
        (b"just a few words\n", "names no version"),
        (b"# Changelog\n\n- one\n- two\n", "names no version"),
        (b"## 1.0 - 2026-01-01\n", "lists no change"),
    ],
)
def test_files_that_are_no_changelogs_get_one_clear_message(
    tmp_path: Path, data: bytes, word: str
) -> None:
    path = tmp_path / "c.md"
    path.write_bytes(data)
    with pytest.raises(InputError, match=word) as caught:
        read_changes(path)
    assert str(tmp_path) not in str(caught.value)


def test_byte_order_marks_and_windows_encodings_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "c.md"
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        path.write_bytes("## 1.0 - 2026-01-02\r\n- Café geöffnet\r\n".encode(encoding))
        assert [change.title for change in read_changes(path).changes] == ["Café geöffnet"]


# Counted by hand (grep of lines that begin with a bullet, read through): bullets in all; of them
# above the first version (mihon explains its sections in six); indented ones, which belong to the
# line above and become its details; then versions with a list, and changes only planned.
HAND_COUNTS = {
    "fossify_gallery_CHANGELOG.md": (110, 0, 0, 27, 0),
    "keepassxc_CHANGELOG.md": (946, 0, 0, 50, 0),
    "mihon_CHANGELOG.md": (449, 6, 64, 24, 8),
    "nextcloud_android_CHANGELOG.md": (409, 0, 5, 98, 0),
}


@pytest.mark.parametrize("name", HAND_COUNTS)
def test_real_changelogs_give_as_many_changes_as_were_counted_by_hand(
    name: str, shared_data: Path
) -> None:
    read = read_changes(shared_data / "changelogs" / name)
    versions = {change.version for change in read.changes}
    planned = [change for change in read.changes if change.shipped_on is None]
    bullets, above, indented, named, unreleased = HAND_COUNTS[name]
    assert len(read.changes) == bullets - above - indented
    assert (len(versions), len(planned)) == (named, unreleased)
    nested = [line for change in read.changes for line in change.details.split("\n") if line]
    assert len(nested) >= indented
    assert len({change.key for change in read.changes}) == len(read.changes)
    assert read.rejects == ()
