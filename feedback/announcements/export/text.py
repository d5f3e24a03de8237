"""Plain text."""

from feedback.announcements.export.content import Content


def as_text(content: Content) -> str:
    """The announcement as plain text: headings underlined, one line per paragraph."""
    blocks = [f"[{content.draft_mark}]"] if content.draft_mark else []
    blocks.append(_underlined(content.headline, "="))
    for part in content.parts:
        blocks.append(_underlined(part.heading, "-"))
        blocks += part.paragraphs
    blocks += content.remarks
    blocks.append(_underlined(content.facts_heading, "-"))
    blocks.append("\n".join(f"{row.label}: {row.value}" for row in content.facts))
    blocks += [f"{link.label}: {link.address}" for link in content.leads]
    return "\n\n".join(blocks) + "\n"


def _underlined(heading: str, sign: str) -> str:
    return f"{heading}\n{sign * min(len(heading), 72)}"
