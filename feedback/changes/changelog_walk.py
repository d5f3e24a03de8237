"""Walks through a changelog and collects its versions and the lines listed below them."""

from dataclasses import dataclass, field

from feedback.changes.dates import month_comes_first
from feedback.changes.kinds import holds_no_changes, is_neutral, kind_of_section
from feedback.changes.markdown_lines import BOLD, Kind, SourceLine, source_lines
from feedback.changes.titles import plain_text
from feedback.changes.versions import Version, read_version
from feedback.domain.comment import Reject

_MOST_NOTES = 20


@dataclass(slots=True)
class Bullet:
    """A line of the list on its way to become a change."""

    line: int
    indent: int
    version: Version
    section: str
    said: list[str]
    below: list[str] = field(default_factory=list)
    paragraph_open: bool = True


class Walk:
    """Walks the lines and remembers version, section and the bullet that is being read.

    `version` is set for the notes of one release, where no heading opens another version.
    """

    def __init__(self, text: str, version: Version | None = None) -> None:
        self._fixed = version is not None
        self._level = 0
        self._version = version
        self._section = ""
        self._skipping = ""
        self._bullet: Bullet | None = None
        self._skipped: dict[str, int] = {}
        self.versions: list[Version] = []
        self.bullets: list[Bullet] = []
        self.prose: list[Bullet] = []
        self.rejects: list[Reject] = []
        lines = list(source_lines(text))
        self._month_first = month_comes_first([x.text for x in lines if x.kind is Kind.HEADING])
        for line in lines:
            self._take(line)

    def _take(self, line: SourceLine) -> None:
        if line.kind is Kind.HEADING:
            self._heading(line)
        elif line.kind is Kind.TOO_LONG:
            self._too_long(line)
        elif line.kind is Kind.BULLET:
            self._list_item(line)
        elif line.kind is Kind.BLANK:
            if self._bullet:
                self._bullet.paragraph_open = False
        else:
            self._text(line)

    def notes(self) -> list[str]:
        """What the person should know, a sentence each."""
        said = [version.note for version in self.versions if version.note]
        undated = [note for note in said if note.endswith("has no date.")]
        notes = [note for note in said if note not in undated]
        if undated:
            what = undated[0][:-1] if len(undated) == 1 else f"{len(undated)} versions have no date"
            notes.append(f"{what}; what they hold counts as planned until they have one.")
        for heading, count in self._skipped.items():
            notes.append(f"{count} lines under “{heading}” are not changes and were left out.")
        if self.bullets:
            listed = {bullet.version.name for bullet in self.bullets}
            unlisted = {x.version.name for x in self.prose} - listed
            for name in sorted(unlisted):
                notes.append(f"Version {name} has text but no list; it was left out.")
        if len(notes) > _MOST_NOTES:
            rest = len(notes) - _MOST_NOTES
            notes = [*notes[:_MOST_NOTES], f"{rest} more remarks were left out."]
        return notes

    def _heading(self, line: SourceLine) -> None:
        heading = plain_text(line.text)
        self._bullet = None
        deeper = bool(self._level) and line.level > self._level
        version = read_version(heading, deeper=deeper, month_first=self._month_first)
        if version is not None and not self._fixed:
            self._version = version
            self._section = self._skipping = ""
            self._level = self._level or line.level
            self.versions.append(version)
        elif line.level == BOLD and not self._is_section(heading):
            self._text(line)
        elif not self._fixed and self._leaves_version(line.level, heading):
            self._version = None
        elif version is None:
            self._section = "" if is_neutral(heading) else heading.rstrip(": ")
            self._skipping = heading if holds_no_changes(heading) else ""

    def _leaves_version(self, level: int, heading: str) -> bool:
        return level < self._level or (level == self._level and not kind_of_section(heading))

    def _is_section(self, heading: str) -> bool:
        bare = heading.rstrip(": ")
        return bool(kind_of_section(bare)) or holds_no_changes(bare) or heading.endswith(":")

    def _list_item(self, line: SourceLine) -> None:
        if self._version is None:
            return
        if self._skipping:
            self._skipped[self._skipping] = self._skipped.get(self._skipping, 0) + 1
            return
        parent = self._bullet
        if parent and _is_nested(line.level, parent):
            parent.below.append(line.text)
            parent.paragraph_open = True
            return
        self._bullet = Bullet(
            line.number, line.level, self._version, self._section, [line.text] if line.text else []
        )
        self.bullets.append(self._bullet)

    def _text(self, line: SourceLine) -> None:
        if self._version is None or self._skipping:
            return
        bullet = self._bullet
        indented = line.text.startswith((" ", "\t"))
        if bullet and bullet.paragraph_open and (indented or line.kind is Kind.TEXT):
            (bullet.below if bullet.below else bullet.said).append(line.text.strip())
        elif bullet and indented:
            bullet.below.append(line.text.strip())
            bullet.paragraph_open = True
        else:
            self._bullet = None
            self._prose(line)

    def _prose(self, line: SourceLine) -> None:
        """Text that is in no list; it counts only in files that have no lists at all."""
        if self._version is None:
            return
        last = self.prose[-1] if self.prose else None
        if last and last.version is self._version and last.line + len(last.said) == line.number:
            last.said.append(line.text.strip())
        else:
            new = Bullet(line.number, 0, self._version, self._section, [line.text.strip()])
            self.prose.append(new)

    def _too_long(self, line: SourceLine) -> None:
        if self._version is not None:
            self.rejects.append(
                Reject(
                    line.number,
                    "The line is longer than ten thousand characters.",
                    "Write each change on a line of its own.",
                    line.text,
                )
            )


def _is_nested(indent: int, parent: Bullet) -> bool:
    """Two spaces are a list in the list; one is, where the line above announces one."""
    if indent >= parent.indent + 2:
        return True
    return indent == parent.indent + 1 and bool(parent.said) and parent.said[-1].endswith(":")
