"""What is printed differs from what a screen shows in one thing: emoji are words there."""

from dataclasses import replace
from functools import partial

from feedback.announcements.export.content import Content, Link
from feedback.announcements.export.typefaces import emoji_in_words


def on_paper(content: Content) -> Content:
    """`content` with emoji in words of its language, so that nothing of what people wrote is lost
    for want of a typeface."""
    say = partial(emoji_in_words, language=content.language)

    def said(link: Link) -> Link:
        return replace(link, label=say(link.label))

    return replace(
        content,
        headline=say(content.headline),
        parts=tuple(
            replace(part, heading=say(part.heading), paragraphs=tuple(map(say, part.paragraphs)))
            for part in content.parts
        ),
        remarks=tuple(map(say, content.remarks)),
        facts=tuple(replace(row, value=say(row.value)) for row in content.facts),
        links=tuple(map(said, content.links)),
        page=None if content.page is None else said(content.page),
    )
