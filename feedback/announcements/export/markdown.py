"""Markdown, with everything a person wrote escaped."""

import re

from feedback.announcements.export.content import Content

# What is markup wherever it stands (CommonMark, and the tables, strikethrough, footnotes, mentions
# and mathematics of its dialects).
_ANYWHERE = re.compile(r"[\\`*_\[\]<>&|~^@${}]")
# What is markup at the beginning of a line.
_LINE_START = re.compile(r"(?m)^[ ]*(?:([-+=#:>])|(\d+)(?=[.)]))?")
# What makes a link of a plain address: "http://x", "javascript:x", "www.x.org", "x.org".
_SCHEME = re.compile(r"(?<=\w):(?=\S)")
_DOUBLE_SLASH = re.compile(r"/(?=/)")
_DOT_IN_NAME = re.compile(r"(?<=\w)\.(?=[^\W\d_])")


def as_markdown(content: Content) -> str:
    """The announcement in CommonMark."""
    blocks = [f"> **{escaped(content.draft_mark)}**"] if content.draft_mark else []
    blocks.append(f"# {escaped(content.headline)}")
    for part in content.parts:
        blocks.append(f"## {escaped(part.heading)}")
        blocks += [_paragraph(text) for text in part.paragraphs]
    blocks += [_paragraph(remark) for remark in content.remarks]
    blocks.append(f"## {escaped(content.facts_heading)}")
    blocks.append(
        "\n".join(f"- **{escaped(row.label)}:** {escaped(row.value)}" for row in content.facts)
    )
    blocks += [f"[{escaped(link.label)}](<{link.address}>)" for link in content.leads]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """`text` so that Markdown shows it letter by letter, blanks before its lines aside."""
    text = _ANYWHERE.sub(r"\\\g<0>", text)
    text = _SCHEME.sub(r"\\:", text)
    text = _DOUBLE_SLASH.sub(r"\\/", text)
    text = _DOT_IN_NAME.sub(r"\\.", text)
    text = text.replace("!\\[", "\\!\\[")
    return _LINE_START.sub(_escape_start, text)


def _escape_start(match: re.Match[str]) -> str:
    # Of a number that begins a list the sign after it counts. Blanks would make a block of code.
    return f"{match[2]}\\" if match[2] else f"\\{match[1]}" if match[1] else ""


def _paragraph(text: str) -> str:
    """Lines of one paragraph, with hard breaks between them."""
    return "\\\n".join(escaped(line.strip()) for line in text.split("\n") if line.strip())
