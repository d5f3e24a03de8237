"""What can go wrong in finding themes, each with a sentence a user can act on."""

from __future__ import annotations

from sklearn.exceptions import NotFittedError


class ThemeError(Exception):
    """Base of the errors of this package: what happened, then what to do."""


class NotEnoughTextError(ThemeError):
    """The texts hold too few words to find themes in."""


class NotFittedYetError(ThemeError, NotFittedError):
    """Themes were asked for before any texts were read."""


class ModelFileError(ThemeError):
    """A folder does not hold a saved theme model, or it is damaged."""


class ParameterError(ThemeError, ValueError):
    """A parameter of the model has a value that means nothing."""
