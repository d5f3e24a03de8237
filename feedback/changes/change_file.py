"""What a file of changes held: the changes, the lines that could not be used, and remarks."""

from dataclasses import dataclass

from feedback.domain.change import Change
from feedback.domain.comment import Reject


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFile:
    """The result of reading one file, in the order of the file.

    Every line that looks like a change is in `changes` or in `rejects`. `notes` are sentences
    for the person who brought the file.
    """

    changes: tuple[Change, ...] = ()
    rejects: tuple[Reject, ...] = ()
    notes: tuple[str, ...] = ()
