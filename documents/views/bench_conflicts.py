"""What the workbench says where a passage no longer stands as it was shown: what differs, and what
was asked for, to be asked again in the words for what it would do now.

Selected words are carried by what they say: their offsets mean nothing in a corrected text.
"""

from dataclasses import dataclass
from itertools import chain

from django.http import QueryDict
from django.utils.text import Truncator

from documents.differences import Run, differences
from documents.models import PassageVersion
from documents.tagging.anchors import Span
from documents.tagging.bench import Bench
from documents.tagging.marks import CONTEXT_LENGTH, Place
from documents.tagging.reanchoring import Stood, Sureness, find_again, spaced
from documents.tagging.term_list import Terms
from documents.views.asked import is_number
from documents.views.bench_acts import taken_back_by

OF_THE_PAGE = ("csrfmiddlewaretoken", "state", "seen", "text", "start", "end")
"""What a form says of the page that it stood on, and what is not asked again as it was."""


@dataclass(frozen=True)
class Conflict:
    """What stood on the page that something was asked on (`seen`, in a line), what was asked
    `again` as pairs of a form, and what that `would` do now.

    `corrected` is the passage's text then and now, empty where no correction came in between;
    `lost` says that the words that were selected are not found again for sure.
    """

    seen: str
    again: list[tuple[str, str]]
    would: str
    is_corrected: bool = False
    corrected: tuple[Run, ...] = ()
    lost: bool = False

    @property
    def is_same(self) -> bool:
        """Whether the correction changed no word of this passage."""
        return all(run.kind == "same" for run in self.corrected)


def conflict_of(asked: QueryDict, terms: Terms, bench: Bench) -> Conflict:
    """What is said to a form that was sent from a page as it was."""
    version = bench.version
    former = _shown(asked, version)
    is_corrected = "text" in asked and former != version
    selected = [value for name in ("start", "end") if (value := asked.get(name, ""))]
    span = _carried(selected, former, version) if len(selected) == 2 and former else None
    pairs = chain.from_iterable([(name, v) for v in values] for name, values in asked.lists())
    again = [(name, value) for name, value in pairs if name not in OF_THE_PAGE]
    words = asked.get("words", "").strip()
    if span is not None:
        again += [("start", str(span.start)), ("end", str(span.end))]
        words = version.text[span.start : span.end]
    return Conflict(
        asked.get("seen", ""),
        again,
        _would(asked, terms, bench, words),
        is_corrected,
        tuple(differences(former.text, version.text)) if former and is_corrected else (),
        lost=len(selected) == 2 and span is None,
    )


def _shown(asked: QueryDict, version: PassageVersion) -> PassageVersion | None:
    """The text that stood on the page; None where it is not said or was never public."""
    named = asked.get("text", "")
    if named == str(version.pk):
        return version
    if not is_number(named):
        return None
    once = PassageVersion.objects.filter(passage=version.passage_id).exclude(
        revision__published_at=None
    )
    return once.filter(pk=int(named)).first()


def _carried(selected: list[str], former: PassageVersion, version: PassageVersion) -> Span | None:
    """Where the words that were selected, from offset to offset, stand now; None where that is not
    sure.
    """
    if not all(map(is_number, selected)):
        return None
    start, end = map(int, selected)
    if not 0 <= start < end <= len(former.text):
        return None
    if former.text == version.text:
        return Span(start, end)
    words = former.text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    text = former.text
    before, after = text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH]
    stood = Stood(text, start, end, [spaced(text)])
    found = find_again(version.text, Place("", text[start:end], before, after), stood)
    return found.span if found and found.sureness is Sureness.EXACT else None


def _would(asked: QueryDict, terms: Terms, bench: Bench, words: str) -> str:
    """What would be done now. A key that marked there may take back here."""
    term = terms.named(asked.get("toggle", "") or asked.get("term", ""))
    if term is None or not ("toggle" in asked or "mark" in asked):
        return "Do it all the same"
    if words:
        return f"Mark “{Truncator(words).chars(60)}” with {term.label}"
    taken_back = "toggle" in asked and taken_back_by(bench, term)
    return f"{'Take back' if taken_back else 'Mark with'} {term.label}"
