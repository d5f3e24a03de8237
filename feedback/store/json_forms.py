"""What is stored as JSON, to and fro. Reading forgives what an older program did not write."""

import dataclasses
import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from feedback.domain.announcement import Facts, Quote, ShippedFact
from feedback.domain.change import Reason
from feedback.domain.comment import ImportReport
from feedback.domain.proposal import ProposalItem, ProposalKind
from feedback.domain.theme import RunReport, Theme

Json = dict[str, Any]

_FOUND = ("name", "terms", "language", "cohesion", "representatives")


def to_text(value: Any) -> str:
    """JSON as it lies in the database: letters as letters. NaN is refused, as PostgreSQL would."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def reasons_to_json(reasons: Iterable[Reason]) -> list[Json]:
    """Reasons as JSON."""
    return [
        {"name": reason.name, "score": reason.score, "sentence": reason.sentence}
        for reason in reasons
    ]


def reasons_from_json(form: list[Json]) -> tuple[Reason, ...]:
    """Reasons from JSON."""
    return tuple(Reason(item["name"], item["score"], item["sentence"]) for item in form)


def import_report_to_json(report: ImportReport) -> Json:
    """A report as JSON, without what has columns of its own."""
    form = dataclasses.asdict(report)
    for name in ("id", "finished", "undone_at"):
        del form[name]
    return form


def import_report_from_json(form: Json, import_id: int, **columns: Any) -> ImportReport:
    """A report from JSON and the columns beside it."""
    values = {name: _frozen(value) for name, value in form.items()}
    return ImportReport(**values, id=import_id, **columns)


def run_report_to_json(report: RunReport) -> Json:
    """A report as JSON, without its run, which is the row's id."""
    form = dataclasses.asdict(report)
    del form["run"]
    return form


def run_report_from_json(form: Json, run: int) -> RunReport:
    """A report from JSON."""
    return RunReport(**form, run=run)


def proposal_item_to_json(item: ProposalItem) -> Json:
    """What a run would do to one theme, as JSON; of a theme that was found, what it says."""
    form = dataclasses.asdict(item)
    if item.found is not None:
        form["found"] = {name: getattr(item.found, name) for name in _FOUND}
    return form


def proposal_item_from_json(form: Json) -> ProposalItem:
    """What a run would do to one theme, from JSON."""
    values = {**form, "kind": ProposalKind(form["kind"])}
    if (found := form["found"]) is not None:
        values["found"] = Theme(**{name: _frozen(value) for name, value in found.items()})
    return ProposalItem(**values)


def facts_to_json(facts: Facts) -> Json:
    """Facts as JSON; dates as ISO 8601."""
    form = dataclasses.asdict(facts)
    for name in ("first_said", "last_said"):
        form[name] = _iso(form[name])
    form["computed_at"] = None if facts.computed_at is None else facts.computed_at.isoformat()
    for shipped in form["shipped"]:
        shipped["shipped_on"] = _iso(shipped["shipped_on"])
    return form


def facts_from_json(form: Json) -> Facts:
    """Facts from JSON. A list is a tuple unless it is said to be something else."""
    reading: dict[str, Callable[[Any], Any]] = {
        "first_said": _date,
        "last_said": _date,
        "computed_at": _datetime,
        "shipped": lambda items: tuple(_shipped(item) for item in items),
        "quotes": lambda items: tuple(Quote(**item) for item in items),
    }
    return Facts(**{name: reading.get(name, _frozen)(value) for name, value in form.items()})


def _shipped(form: Json) -> ShippedFact:
    return ShippedFact(**{**form, "shipped_on": _date(form["shipped_on"])})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _iso(day: date | None) -> str | None:
    """The day alone, even of a datetime, which passes for a date."""
    return None if day is None else day.isoformat()[:10]


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _datetime(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
