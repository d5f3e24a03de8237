"""Exports whose header is known: which tool wrote them and what their columns hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from feedback.domain.comment import Channel
from feedback.intake.markup import without_markup
from feedback.intake.table import Row, Table, UnreadableRow
from feedback.intake.words import plain_header


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One tool's export. `needs` are headers it always has, all in lower case and plain; where
    several names are possible they are parted by "|".

    `mapping` (field → header) overrules the guess; an empty header means the export has no such
    thing, whatever its columns look like.
    """

    name: str
    channel: Channel
    needs: tuple[frozenset[str], ...]
    mapping: dict[str, str] = field(default_factory=dict)
    is_markup: bool = False
    """Whether what people wrote is HTML."""

    def fits(self, plain: set[str]) -> bool:
        """Whether a header has all that this export always has."""
        return all(names & plain for names in self.needs)


def _shape(
    name: str, kind: Channel, needs: str, /, *, is_markup: bool = False, **mapping: str
) -> Shape:
    return Shape(
        name=name,
        channel=kind,
        needs=tuple(frozenset(name.strip() for name in one.split("|")) for one in needs.split(",")),
        mapping=mapping,
        is_markup=is_markup,
    )


SECOND_HEADER = "SurveyMonkey"
SHAPES = (
    _shape(
        "Google Play Console",
        Channel.REVIEW,
        "package name, reviewer language, star rating, review text",
        text="review text",
        title="review title",
        id="review link",
        created_at="review submit date and time",
        rating="star rating",
        language="reviewer language",
        answer="developer reply text",
        answered_at="developer reply date and time",
        source="",
        customer="",
    ),
    _shape(
        "Google Play scraper",
        Channel.REVIEW,
        "review id, content, score, at, reply content",
        text="content",
        id="review id",
        created_at="at",
        rating="score",
        customer="user name",
        answer="reply content",
        answered_at="replied at",
    ),
    _shape(
        "Consumer Financial Protection Bureau",
        Channel.OTHER,
        "consumer complaint narrative, complaint id, date received",
        text="consumer complaint narrative",
        id="complaint id",
        created_at="date received",
        consent="consumer consent provided",
        answer="",
        answered_at="",
        rating="",
    ),
    _shape(
        "Olist",
        Channel.REVIEW,
        "review id, review score, review comment message, review answer timestamp",
        text="review comment message",
        title="review comment title",
        id="review id",
        # The survey went out at the creation date; the customer wrote at the answer timestamp.
        created_at="review answer timestamp",
        rating="review score",
        answered_at="",
    ),
    _shape(
        "App Store",
        Channel.REVIEW,
        "reviewer nickname|user name, body|review, rating, created date|date, title",
        text="body|review",
        title="title",
        id="id|review id",
        created_at="created date|date",
        rating="rating",
        customer="reviewer nickname|user name",
        answer="response body|developer response",
        answered_at="response date",
    ),
    _shape(
        "Trustpilot",
        Channel.REVIEW,
        "review title, review content|review text, review stars|stars|review rating",
        text="review content|review text",
        title="review title",
        id="review id",
        created_at="review created utc|review created|review date",
        rating="review stars|stars|review rating",
        customer="review consumer user id|consumer user id|review username|consumer username",
        answer="company reply content|reply content|company reply",
        answered_at="company reply created utc|company reply date utc|company reply utc",
    ),
    _shape(
        "Zendesk",
        Channel.EMAIL,
        "ticket id|id, subject, requester|requester name|requester email|requester id, status",
        title="subject",
        text="description|comment|ticket description|satisfaction comment",
        id="ticket id|id",
        customer="requester id|requester email|requester|requester name",
        created_at="created at|ticket created|created",
        answered_at="first reply at|first response at|solved at|resolved at",
        rating="satisfaction score|satisfaction rating|satisfaction",
        channel="via|channel|ticket channel",
    ),
    _shape(
        "Intercom",
        Channel.CHAT,
        "conversation id, conversation rating|conversation rating remark|rating remark|user id",
        id="conversation id",
        customer="user id|contact id|user email",
    ),
    _shape(
        "Intercom conversations",
        Channel.CHAT,
        "source body, source author id|source author email, created at, state",
        is_markup=True,
        text="source body",
        title="source subject",
        id="id",
        created_at="created at",
        rating="conversation rating rating",
        customer="source author id|source author email",
        answered_at="statistics first admin reply at",
        answer="",
        source="",
    ),
    _shape(
        SECOND_HEADER,
        Channel.SURVEY,
        "respondent id, collector id, start date|date created, end date|date modified",
        id="respondent id",
        customer="email address|custom data 1|respondent id",
        created_at="end date|date modified|start date",
        source="",
    ),
    _shape(
        "Typeform",
        Channel.SURVEY,
        "#|response id|token, submit date utc|submitted at|submit date, network id|start date utc",
        id="#|response id|token",
        customer="network id",
        created_at="submit date utc|submitted at|submit date",
    ),
    _shape(
        "Google Forms",
        Channel.SURVEY,
        "timestamp|carimbo de data hora|stempel waktu|cap waktu|отметка времени|уақыт белгісі,"
        "email address|username|endereço de e mail|alamat email|имя пользователя|"
        "адрес электронной почты|электрондық пошта мекенжайы",
        created_at="timestamp|carimbo de data hora|stempel waktu|cap waktu|отметка времени|"
        "уақыт белгісі",
        customer="email address|username|endereço de e mail|alamat email|имя пользователя|"
        "адрес электронной почты|электрондық пошта мекенжайы",
        id="",
    ),
)


def recognise(columns: Sequence[str]) -> Shape | None:
    """The tool that wrote a header, if it is one of the known ones."""
    plain = {plain_header(column) for column in columns}
    return next((shape for shape in SHAPES if shape.fits(plain)), None)


def apply_shape(shape: Shape, columns: Sequence[str], guessed: dict[str, str]) -> dict[str, str]:
    """The guess with what is known about the tool's columns put first."""
    by_plain = {plain_header(column): column for column in columns}
    known = {
        name: next((by_plain[one] for one in headers.split("|") if one in by_plain), "")
        for name, headers in shape.mapping.items()
    }
    if not known.get("text"):
        # The tool's header does not say where the comments are, or calls them something new.
        known.pop("text", None)
    taken = {column for column in known.values() if column}
    mapping = {
        name: column
        for name, column in guessed.items()
        if column not in taken
        and name not in known
        and not ("text" in known and name.startswith("text"))
    }
    return mapping | {name: column for name, column in known.items() if column}


def read_as(shape: Shape, table: Table) -> Table:
    """The rows without what this export has beside comments: a second header, markup."""
    places = {
        name: table.columns.index(column)
        for name, column in apply_shape(shape, table.columns, {}).items()
    }
    words = [place for name, place in places.items() if name in ("text", "title")]

    def rows() -> Iterator[Row]:
        for line, cells in without_second_header(shape, table.rows(), places.get("id")):
            if shape.is_markup and not isinstance(cells, UnreadableRow):
                for place in words:
                    cells[place] = without_markup(cells[place])
            yield line, cells

    return replace(table, rows=rows) if shape.is_markup or shape.name == SECOND_HEADER else table


def without_second_header(shape: Shape, rows: Iterator[Row], place: int | None) -> Iterator[Row]:
    """SurveyMonkey writes a second header ("Response", "Open-Ended Response") that has no id."""
    for number, row in enumerate(rows):
        _, cells = row
        is_header = (
            number == 0
            and shape.name == SECOND_HEADER
            and place is not None
            and not isinstance(cells, UnreadableRow)
            and not cells[place].strip()
        )
        if not is_header:
            yield row
