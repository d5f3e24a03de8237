"""Changelogs in Markdown to changes: Keep a Changelog and the many styles near it.

The format is described at keepachangelog.com (1.1.0). What is read beyond it: versions in setext
and bold headings, with or without links, "v" and brackets; dates in words; no sections, or parts
of the product as sections; types and platforms in front of a line; lists nested in a line.
"""

from collections.abc import Mapping, Sequence

from feedback.changes.change_file import ChangeFile
from feedback.changes.changelog_walk import Bullet, Walk
from feedback.changes.generic import is_generic
from feedback.changes.identity import change_key
from feedback.changes.kinds import kind_of_first_word, kind_of_section
from feedback.changes.markdown_lines import definitions
from feedback.changes.titles import plain_text, read_line, strip_references
from feedback.changes.versions import Version
from feedback.domain.change import Change
from feedback.domain.comment import Reject
from feedback.errors import InputError


def read_changelog(text: str, *, name: str, product: str = "") -> ChangeFile:
    """All changes of a changelog, in its order.

    Raises InputError when it has no version, or versions and not one line under them.
    """
    walk = Walk(text)
    if not walk.versions:
        raise InputError(
            f"{name} names no version. A changelog needs a heading for each, "
            "such as “## 1.4.0 - 2026-03-12”, with the changes listed below it."
        )
    if not (walk.bullets or walk.prose or walk.rejects):
        raise InputError(
            f"{name} names versions but lists no change. Write each one as a line such as "
            "“- Login codes arrive within a minute”."
        )
    return _file(walk, text, product)


def read_notes(text: str, version: Version, *, product: str = "") -> ChangeFile:
    """The changes in the notes of one release; none when they are empty."""
    return _file(Walk(text, version), text, product)


def _file(walk: Walk, text: str, product: str) -> ChangeFile:
    changes, empty = _changes(walk.bullets or walk.prose, definitions(text), product)
    return ChangeFile(
        changes=tuple(changes),
        rejects=tuple(sorted([*walk.rejects, *empty], key=lambda reject: reject.line)),
        notes=tuple(walk.notes()),
    )


def _changes(
    bullets: Sequence[Bullet], references: Mapping[str, str], product: str
) -> tuple[list[Change], list[Reject]]:
    changes, rejects = [], []
    for bullet in bullets:
        change = _change(bullet, references, product)
        if change is not None:
            changes.append(change)
        else:
            reason, advice = "The line says nothing.", "Write what changed, or take it out."
            rejects.append(Reject(bullet.line, reason, advice, " ".join(bullet.said)[:80]))
    return changes, rejects


def _change(bullet: Bullet, references: Mapping[str, str], product: str) -> Change | None:
    line = read_line("\n".join(bullet.said), references)
    if not any(character.isalnum() for character in line.title):
        return None
    below = [strip_references(plain_text(text, references)) for text in bullet.below]
    section_kind = kind_of_section(bullet.section)
    version = bullet.version
    return Change(
        title=line.title,
        key=change_key(version.name, line.title),
        details="\n".join(text for text in (line.rest, *below) if text),
        product=product,
        component=line.component or ("" if section_kind else bullet.section),
        version=version.name,
        shipped_on=version.shipped_on,
        url=line.url,
        kind=line.kind or section_kind or kind_of_first_word(line.title),
        generic=is_generic(line.title) and not below,
    )
