"""A chat message in Slack's markup."""

import re

from feedback.announcements.export.content import Content
from feedback.announcements.export.inert import JOINER, inert

# What is markup in mrkdwn. It has no escape but for "&", "<" and ">"; a joiner parts the rest.
_MARKUP = re.compile(r"[*_~`]")
_EMOJI_CODE = re.compile(r":(?=[\w+-]+:)")
_LINE_START = re.compile(r"(?m)^(?=[ ]*(?:&gt;|[•\-*]|\d+[.)]))")


def as_chat(content: Content) -> str:
    """The announcement in mrkdwn, everything a person wrote as text."""
    blocks = [f"_{escaped(content.draft_mark)}_"] if content.draft_mark else []
    blocks.append(f"*{escaped(content.headline)}*")
    for part in content.parts:
        lines = "\n\n".join(escaped(paragraph) for paragraph in part.paragraphs)
        if part is content.said:
            lines = "\n".join(f">{line}" for line in lines.split("\n"))
        blocks.append(f"*{escaped(part.heading)}*\n{lines}")
    blocks += [escaped(remark) for remark in content.remarks]
    blocks += [f"<{_in_link(link.address)}|{escaped(link.label)}>" for link in content.leads]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """`text` so that Slack shows it sign by sign: no format, mention, link, emoji or channel."""
    text = _EMOJI_CODE.sub(f":{JOINER}", inert(text))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _MARKUP.sub(rf"{JOINER}\g<0>{JOINER}", text)
    return _LINE_START.sub(JOINER, text)


def _in_link(address: str) -> str:
    return address.replace("&", "&amp;").replace("|", "%7C")
