"""Figures of a digest lead to their pages where somebody said where Heard is, and nowhere else."""

import dataclasses
import email
import re
from email.policy import default
from urllib.parse import parse_qsl, urlsplit

import pytest
from markdown_it import MarkdownIt

from feedback.actions.digest import weekly_digest, write_digest
from feedback.actions.loop_comments import loop_comments, loop_filter
from feedback.domain.summaries import CommentFilter
from feedback.errors import InputError
from feedback.tracking.digest import Figure, Line
from feedback.ui.narrowing import narrowing
from feedback.ui.navigation import PageName
from tests.unit.tracking.test_tracking_actions import NOW, TODAY, filled

BASE = "https://heard.example/app"
HALF_A_YEAR = [(3, 2)] * 25


def test_each_figure_of_a_digest_leads_to_as_many_comments() -> None:
    store = filled(HALF_A_YEAR)
    digest = weekly_digest(store, now=NOW, address=f"{BASE}/")
    counts = {
        Figure.RECEIVED: digest.received,
        Figure.WAITING: digest.waiting,
        Figure.OVER_90: digest.over_90,
        Figure.NEVER_HEARD: digest.never_heard,
    }
    assert counts[Figure.WAITING] > counts[Figure.OVER_90] > 0
    for figure, count in counts.items():
        asked = _asked(digest.addresses[figure])
        which = loop_filter(asked)
        assert which is not None
        where = narrowing({key: asked[key] for key in ("since", "until") if key in asked}).where
        assert len(loop_comments(store, which, where, today=TODAY)) == count
    pages = {urlsplit(address).path.removeprefix("/app/") for address in digest.addresses.values()}
    assert pages <= set(PageName)


def test_the_longest_waiting_lead_to_their_comments() -> None:
    store = filled(HALF_A_YEAR)
    digest = weekly_digest(store, now=NOW, address=BASE)
    assert digest.longest
    for line in digest.longest:
        asked = _asked(line.address)
        which = loop_filter(asked)
        assert which is not None
        where = CommentFilter(theme_id=int(asked["theme"]))
        ids = loop_comments(store, which, where, today=TODAY)
        assert f"{len(ids)} comments" in line.remark


def test_every_format_carries_the_links_and_none_without_an_address() -> None:
    store = filled(HALF_A_YEAR)
    digest = weekly_digest(store, now=NOW, address=BASE)
    waiting = digest.addresses[Figure.WAITING]
    old = digest.addresses[Figure.OVER_90]
    html = MarkdownIt().render(str(write_digest(digest, as_="markdown", now=NOW)))
    assert f'href="{waiting}"' in html
    assert f'href="{old.replace("&", "&amp;")}"' in html
    mail = email.message_from_string(str(write_digest(digest, as_="eml", now=NOW)), policy=default)
    assert f"  {old}\n" in mail.get_content().replace("\r\n", "\n")
    assert {waiting.encode(), old.encode()} <= _links(write_digest(digest, as_="pdf", now=NOW))
    plain = weekly_digest(store, now=NOW)
    assert plain.sentences() == digest.sentences()
    for as_ in ("markdown", "eml"):
        assert "http" not in str(write_digest(plain, as_=as_, now=NOW))
    assert _links(write_digest(plain, as_="pdf", now=NOW)) == set()


def test_a_name_cannot_break_out_of_its_link() -> None:
    digest = weekly_digest(filled(HALF_A_YEAR), now=NOW, address=BASE)
    line = Line("a](http://evil.example) <b>[x", "1 person", f"{BASE}/open-loops")
    digest = dataclasses.replace(digest, longest=(line,))
    html = MarkdownIt().render(str(write_digest(digest, as_="markdown", now=NOW)))
    leads = [part.split('"')[0] for part in html.split('href="')[1:]]
    assert leads
    assert all(lead.startswith(BASE) for lead in leads)
    assert "<b>" not in html
    assert b"evil" not in b"".join(_links(write_digest(digest, as_="pdf", now=NOW)))


@pytest.mark.parametrize("address", ["heard.example", "javascript:alert(1)", "https://a b"])
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="HEARD_ADDRESS"):
        weekly_digest(filled(HALF_A_YEAR), now=NOW, address=address)


def _asked(address: str) -> dict[str, str]:
    assert address.startswith(f"{BASE}/")
    return dict(parse_qsl(urlsplit(address).query))


def _links(document: str | bytes) -> set[bytes]:
    """The addresses of the links of a PDF, whose notes ReportLab writes as they are."""
    assert isinstance(document, bytes)
    return set(re.findall(rb"/URI \((.*?)\)", document))
