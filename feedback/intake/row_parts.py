"""What the making of comments passes around: settings of one import, tallies, parts of a row."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from feedback.domain.comment import Channel
from feedback.intake.cells import clean, read_channel
from feedback.intake.privacy.cutting import shown

LONGEST_NAME = 200
EXCERPT = 120


def source_name(cell: str) -> str:
    """The name of a source that a cell gives, without personal data."""
    return shown(clean(cell), LONGEST_NAME)


def name_of_channel(source: str, channel: Channel) -> str:
    """What the part of a source is called that came by another channel than the rest of it."""
    return f"{source} ({channel.value})"


def excerpt(text: str) -> str:
    """The beginning of what a row says, without personal data."""
    return shown(text, EXCERPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """What holds for all rows of one import unless a column says otherwise.

    Dates after `latest` count as none. `timezone` was given for this import; `timezones` are those
    of the sources there are. `homes` says of each source by which channel it comes where a column
    has the channel of each row; it is empty where that column is not used.
    """

    source: str
    source_is_given: bool = False
    channel: Channel = Channel.OTHER
    channel_is_given: bool = False
    language: str = ""
    key: bytes
    latest: datetime = datetime.max
    timezone: str = ""
    timezones: Mapping[str, str] = field(default_factory=dict)
    homes: Mapping[str, Channel] = field(default_factory=dict)

    def timezone_of(self, source: str) -> str:
        """The zone that dates of a source are kept in; empty where they stay as written."""
        return self.timezone or self.timezones.get(source, "")

    def origin(self, source: str, channel: str) -> tuple[str, Channel]:
        """The source and the channel of a row, by the words of its cell for the channel.

        A source has one channel, so what came to it by another is a source of its own. Words that
        name none of the known channels name another one; where there are none, it is the source's.
        """
        home = self.homes.get(source)
        if home is None:
            return source, self.channel
        own = read_channel(channel) or Channel.OTHER if channel else home
        return (source, home) if own is home else (name_of_channel(source, own), own)


@dataclass(slots=True)
class Tally:
    """What was odd while rows became comments; `first` remembers the line of the first case."""

    seen: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)
    redacted: Counter[str] = field(default_factory=Counter)

    def add(self, later: "Tally") -> None:
        """Count what was odd in later rows too."""
        self.seen.update(later.seen)
        self.redacted.update(later.redacted)
        self.first = later.first | self.first

    def note(self, what: str, line: int, value: str = "") -> None:
        """Count one case."""
        self.seen[what] += 1
        self.first.setdefault(what, f"line {line}" + (f": “{value[:40]}”" if value else ""))
