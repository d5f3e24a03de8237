"""The facts an announcement stands on, as they were when it was drafted."""

import streamlit as st

from feedback.domain.announcement import Announcement, DecidedFact, Facts
from feedback.domain.comment import Channel
from feedback.ui import announcement_reads
from feedback.ui.formats import CHANNEL_WORDS, counted, day, language, number
from feedback.ui.plain_text import plain, show

FACT_NAMES = {
    "comments": "Comments",
    "customers": "Different customers",
    "first_said": "Said",
    "channels": "Channels",
    "languages": "Languages",
    "mean_rating": "Mean rating",
    "shipped": "Shipped",
    "decided": "Decided",
    "quotes": "Quotes",
}


def show_facts(facts: Facts) -> None:
    """One line per fact; quotes word for word."""
    st.header("The facts", anchor=False)
    st.table(
        {plain(name): plain(value) for name, value in fact_lines(facts).items()},
        border="horizontal",
        alt="The facts under this announcement",
    )
    if facts.quotes:
        st.caption("Quotes of people who agreed to be quoted")
    for quote in facts.quotes:
        show(f"“{quote.text}”")
    st.caption(f"Counted on {day(facts.computed_at)}")


def show_standing(announcement: Announcement) -> None:
    """Each sentence that can be checked, with the facts above that carry it."""
    rows = announcement_reads.standing(announcement)
    if not rows:
        return
    with st.expander("What each sentence stands on", icon=":material/link:"):
        for sentence, names in rows:
            st.markdown(plain(sentence))
            with st.container(horizontal=True):
                for name in names:
                    st.badge(FACT_NAMES[name], color="gray")
                if not names:
                    st.badge("No fact carries it", color="orange", icon=":material/rule:")


def fact_lines(facts: Facts) -> dict[str, str]:
    """The counted facts by name; what is not known has no line."""
    lines = {"Comments": number(facts.comments)}
    if facts.of_comments:
        lines["Comments"] += f" of {number(facts.of_comments)} that say something"
    if facts.customers:
        lines["Different customers"] = number(facts.customers)
    if facts.first_said:
        lines["Said"] = f"{day(facts.first_said)} – {day(facts.last_said)}"
    if facts.channels:
        lines["Channels"] = _breakdown({_channel(k): v for k, v in facts.channels.items()})
    if facts.languages:
        lines["Languages"] = _breakdown({language(k): v for k, v in facts.languages.items()})
    if facts.mean_rating is not None:
        lines["Mean rating"] = (
            f"{number(facts.mean_rating, digits=1)} of 5 ({counted(facts.rated, 'rating')})"
        )
    for place, change in enumerate(facts.shipped, 1):
        name = "Shipped" if len(facts.shipped) == 1 else f"Shipped ({place})"
        parts = [change.version, day(change.shipped_on, missing="not shipped yet")]
        lines[name] = f"{change.title} ({', '.join(part for part in parts if part)})"
    return lines | _decided_lines(facts.decided)


def _decided_lines(decided: DecidedFact) -> dict[str, str]:
    """What the outcome rests on, where somebody decided."""
    said = {
        "Reason": decided.reason,
        "Where": decided.where,
        "Planned for": day(decided.planned_for, missing=""),
        "Looked at again": day(decided.review_on, missing=""),
        "Decided": day(decided.decided_on, missing=""),
    }
    if decided.decided_by and said["Decided"]:
        said["Decided"] += f" by {decided.decided_by}"
    return {name: value for name, value in said.items() if value}


def _channel(name: str) -> str:
    return CHANNEL_WORDS[Channel(name)] if name in set(Channel) else name


def _breakdown(counts: dict[str, int]) -> str:
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    return ", ".join(f"{name} {number(count)}" for name, count in ranked)
