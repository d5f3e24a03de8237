"""What was withdrawn says so on the face of every file that is made of it afterwards."""

import io
import zipfile
from email import message_from_bytes
from email.policy import default

import docx
import pypdf
import pytest

from feedback.actions.exports import announcements_zip
from feedback.announcements.export import FORMATS
from feedback.domain.announcement import AnnouncementStatus
from tests.unit.announcements import announcement_samples as samples

MARKS = {
    "en": "Withdrawn – no longer valid",
    "id": "Ditarik – tidak berlaku lagi",
    "kk": "Кері қайтарылды – енді жарамсыз",
    "pt": "Retirado – já não é válido",
}


def shown(suffix: str, data: bytes, mark: str) -> str:
    """What a reader of the file sees."""
    if suffix.endswith(".pdf"):
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    elif suffix == ".docx":
        text = "\n".join(each.text for each in docx.Document(io.BytesIO(data)).paragraphs)
    elif suffix == ".eml":
        message = message_from_bytes(data, policy=default)
        parts = [message.get_body((kind,)) for kind in ("plain", "html")]
        bodies = [part.get_content() for part in parts if part is not None]
        assert len(bodies) == 2
        assert all(mark in body for body in bodies)
        text = str(message["Subject"])
    else:
        text = data.decode("utf-8")
    return text


def _signs(text: str) -> str:
    """Without blanks, where lines are folded; a text message has plain dashes."""
    return "".join(text.split()).replace("–", "-")


@pytest.mark.parametrize("language", MARKS)
def test_every_file_of_a_withdrawn_announcement_says_so(language: str) -> None:
    withdrawn = samples.announcement(language=language, status=AnnouncementStatus.WITHDRAWN)
    package = zipfile.ZipFile(io.BytesIO(announcements_zip([withdrawn])))
    for each in FORMATS.values():
        name = f"announcement-{withdrawn.id}/{each.file_name(withdrawn.id)}"
        mark = '"status": "withdrawn"' if each.name == "json" else MARKS[language]
        assert _signs(mark) in _signs(shown(each.suffix, package.read(name), mark)), each.name
    assert "withdrawn" in package.read("announcements.csv").decode("utf-8-sig")
