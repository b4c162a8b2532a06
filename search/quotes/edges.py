"""The ends of a quotation: what it has there stands for no word of another sentence.

Pure. Where a quotation begins with words of its own, the alignment of least cost may set them
against the last words of the sentence before.
"""

from collections.abc import Sequence
from dataclasses import replace

from search.quotes.alignment import Alignment, Step
from search.quotes.quotation import Spoken
from search.quotes.source import Source


def within_its_sentences(alignment: Alignment, source: Source) -> Alignment:
    """The alignment, where words before the first and behind the last that both have stand for
    none of a sentence in which nothing of it stands.
    """
    same = [at for at, step in enumerate(alignment.steps) if step.same]
    if not same:
        return alignment
    first, last = same[0], same[-1]
    steps = alignment.steps
    before = _within(steps[:first][::-1], steps[first], source, is_behind=False)
    behind = _within(steps[last + 1 :], steps[last], source, is_behind=True)
    return replace(alignment, steps=(*before[::-1], *steps[first : last + 1], *behind))


def _within(steps: Sequence[Step], beside: Step, source: Source, is_behind: bool) -> list[Step]:
    """Steps that lead away from one, to words before it or behind, none beyond its sentence."""
    kept: list[Step] = []
    for place, step in enumerate(steps):
        if step.first < step.after:
            words = (beside.after - 1, step.first) if is_behind else (step.after - 1, beside.first)
            if isinstance(step.token, Spoken) and not source.is_one_sentence(*words):
                edge = beside.after if is_behind else beside.first
                return [*kept, *(Step(one.token, edge, edge) for one in steps[place:] if one.token)]
            beside = step
        kept.append(step)
    return kept
