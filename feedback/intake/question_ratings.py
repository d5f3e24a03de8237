"""Several questions with a rating each: which rating is whose."""

from collections.abc import Sequence


def ratings_beside(
    columns: Sequence[str], texts: Sequence[str], ratings: Sequence[str]
) -> dict[str, str]:
    """Field → column (`rating`, `rating2` …) where several questions have ratings of their own.

    A rating belongs to the question next to it: before it ("Rating, Why?, Rating, Why?") or, where
    more ratings stand so, after it. `texts` are in the order of the columns. Empty where there are
    no two ratings of different questions.
    """
    asked, rated = [columns.index(one) for one in texts], sorted(map(columns.index, ratings))
    stands_before = sum(place + 1 in asked for place in rated)
    stands_after = sum(place - 1 in asked for place in rated)
    of_question: dict[int, int] = {}
    for place in rated:
        if stands_before >= stands_after:
            number = next((n for n, at in enumerate(asked) if at > place), None)
        else:
            number = next((n for n, at in reversed(list(enumerate(asked))) if at < place), None)
        if number is None:
            continue
        other = of_question.get(number)
        if other is None or abs(asked[number] - place) < abs(asked[number] - other):
            of_question[number] = place
    if len(of_question) < 2:
        return {}
    # Questions before the first that is rated have no better one.
    first = min(of_question)
    return {
        f"rating{number + 1}" if number > first else "rating": columns[place]
        for number, place in sorted(of_question.items())
    }
