"""Whether people stopped saying it once the change was out."""

from bisect import bisect_left
from datetime import timedelta

from scipy.stats import binomtest

from feedback.changes.reasons.case import Case
from feedback.domain.change import Reason

_WEEKS = 12
_LEAST_DAYS = 21
_LEAST_BEFORE = 4
_CHANCE = 0.1


def fading_since(case: Case) -> Reason | None:
    """People wrote about it less often once it was out.

    The sentence gives no rate: those before and after a release are worked out in one place
    (`feedback.tracking.impact`), and whoever shows this reason shows them instead. Compares the
    twelve weeks before the release with up to twelve weeks after it, as far as comments are known.
    The score is the share that is gone, halved where chance alone could have
    done it (exact conditional test of two Poisson rates; Przyborowski & Wilenski 1940).
    """
    shipped, days, last = case.change.shipped_on, case.theme.days, case.last_day
    if shipped is None or not days or last is None:
        return None
    known = min((last - shipped).days, 7 * _WEEKS)
    watched = min((shipped - days[0]).days, 7 * _WEEKS)
    if known < _LEAST_DAYS or watched < _LEAST_DAYS:
        return None
    at = bisect_left(days, shipped)
    before = at - bisect_left(days, shipped - timedelta(days=watched))
    after = bisect_left(days, shipped + timedelta(days=known + 1)) - at
    if before < _LEAST_BEFORE:
        return None
    rate_before, rate_after = 7 * before / watched, 7 * after / known
    likely = binomtest(after, before + after, known / (known + watched)).pvalue
    gone = max(0.0, 1 - rate_after / rate_before)
    score = gone if likely < _CHANCE else gone / 2
    return Reason("fading", round(score, 3), _sentence(rate_before, rate_after, likely))


def _sentence(before: float, after: float, likely: float) -> str:
    if likely >= _CHANCE:
        return "Whether people wrote about it less often once it was out is not clear."
    return f"People wrote about it {'less' if after < before else 'more'} often once it was out."
