"""When two texts say the same, whatever a program that saved them did to their signs."""

import unicodedata


def plain_words(text: str) -> str:
    """The words of a text with one blank between them and letters in one form (Unicode NFC):
    spreadsheets change line ends and blanks, and systems take accents apart."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain_question(question: str) -> str:
    """A question without the marks at its end, which not every export writes."""
    return question.rstrip(" ?？:.*") or question
