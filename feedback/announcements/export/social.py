"""Posts for social networks, as long as each allows."""

from feedback.announcements.export.content import Content
from feedback.announcements.export.inert import inert
from feedback.announcements.export.lengths import (
    Measure,
    cut,
    first_fitting,
    first_sentences,
    post_weight,
    signs,
)

# Longest post: how it is counted. X and Bluesky; Mastodon and Threads; LinkedIn.
POSTS: dict[int, Measure] = {280: post_weight, 500: signs, 3000: signs}


def as_social(content: Content) -> str:
    """All posts in one file, each under its longest length."""
    posts = [f"=== {limit:,} ===\n\n{post(content, limit)}" for limit in POSTS]
    return "\n\n".join(posts) + "\n"


def as_post_280(content: Content) -> str:
    """A post for X or Bluesky."""
    return post(content, 280)


def as_post_500(content: Content) -> str:
    """A post for Mastodon or Threads."""
    return post(content, 500)


def as_post_3000(content: Content) -> str:
    """A post for LinkedIn."""
    return post(content, 3000)


def post(content: Content, limit: int) -> str:
    """The announcement in at most `limit` signs.

    What does not fit goes in this order: closing remarks, what was said, the answer from its end.
    Of these only whole sentences are left out, so that none changes its meaning; a headline that
    is too long ends with "…".
    """
    measure = POSTS[limit]
    tail = f"\n\n{content.leads[0].address}" if content.leads else ""
    if measure(tail) > limit // 2:
        tail = ""
    room = limit - measure(tail)
    mark = inert(content.mark)
    head = inert(": ".join(each for each in (content.mark, content.headline) if each))
    said = inert("\n\n".join(content.said.paragraphs))
    rest = [inert("\n\n".join(part.paragraphs)) for part in content.parts[1:]]
    remarks = [inert(remark) for remark in content.remarks]
    answer = rest[0].replace("\n\n", " ")

    def fits(*blocks: str) -> bool:
        return measure(_joined(*blocks)) <= room

    body = first_fitting(
        [
            _joined(head, said, *rest, *remarks),
            _joined(head, said, *rest),
            _joined(head, first_sentences(said, lambda text: fits(head, text, *rest)), *rest),
            _joined(head, first_sentences(answer, lambda text: fits(head, text))),
        ],
        room,
        measure,
    )
    return (body or cut(head, room, measure) or mark) + tail


def _joined(*blocks: str) -> str:
    return "\n\n".join(block for block in blocks if block)
