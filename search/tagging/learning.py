"""The second source of suggestions: a linear model that is trained on what people approved.

TF-IDF of words and pairs of words, and a logistic regression for each term, by scikit-learn, which
is an extra (`make suggest`). A term is learned from the passages that somebody has read for its
vocabulary: those that carry it, and those that do not. How good that is, is measured on documents
that were left out of the training.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from django.contrib.auth.models import User

from documents import holdings
from documents.margins import current_terms
from documents.models import Anchor, Document, PassageVersion, Tagging, TermVersion, Vocabulary
from documents.tagging.deeds import deed_of
from documents.vocabularies import TaggingStatus
from search.tagging.bulk import held, whole_anchors
from search.tagging.evaluation import Measured
from search.tagging.suggestions import Suggested, in_words, not_judged

AGENT = "the learned model"
FEWEST = 5
"""Passages that carry a term, at least, before it is learned; in two documents or more."""
MOST_FOLDS = 10
MOST_WORDS = 4
LIKELY = 0.5
"""How likely a term has to be, as the model reckons, to be suggested."""
MOST_PASSAGES = 20_000
"""Read passages, at most, that a page measures while somebody waits."""

MISSING = (
    "The linear model needs scikit-learn, which is not installed. Install it with “make suggest” "
    "and start the archive again."
)


class NotInstalled(Exception):
    """What the model needs is not there; the message says how to get it."""


def is_installed() -> bool:
    """Whether the extra is there that the model needs."""
    return find_spec("sklearn") is not None


@dataclass(frozen=True)
class Examples:
    """The passages that somebody has read for a vocabulary: versions (without markup), the
    documents (primary keys) that they are in, and by term the passages that carry it.
    """

    vocabulary: Vocabulary
    passages: Sequence[int]
    documents: Sequence[int]
    texts: Sequence[str]
    terms: Sequence[TermVersion]
    holds: Mapping[int, frozenset[int]]

    def labels(self, term: TermVersion) -> list[bool]:
        marked = self.holds.get(term.term_id, frozenset())
        return [passage in marked for passage in self.passages]

    def learnable(self) -> list[TermVersion]:
        """The terms that have enough examples, in order."""
        found = []
        for term in self.terms:
            of = [d for d, holds in zip(self.documents, self.labels(term), strict=True) if holds]
            if len(of) >= FEWEST and len(set(of)) > 1 and len(of) < len(self.passages):
                found.append(term)
        return found


def examples(vocabulary: Vocabulary) -> Examples:
    """What can be learned from. Five queries."""
    unread = set(holdings.unread(vocabulary).values_list("passage", flat=True))
    holds: dict[int, set[int]] = defaultdict(set)
    for term, passage in holdings.taggings(vocabulary).values_list(
        "term_version__term", "anchor__passage"
    ):
        holds[term].add(passage)
    rows = [
        row
        for row in PassageVersion.objects.public()
        .order_by("passage__document", "order")
        .values_list("passage", "passage__document", "text")
        if row[0] not in unread
    ]
    return Examples(
        vocabulary,
        [passage for passage, _, _ in rows],
        [document for _, document, _ in rows],
        [text for _, _, text in rows],
        current_terms()[vocabulary.pk],
        {term: frozenset(passages) for term, passages in holds.items()},
    )


class Model:
    """What was learned of some terms from some texts. Raises NotInstalled."""

    def __init__(self, texts: Sequence[str], labels: Mapping[int, Sequence[bool]]) -> None:
        if not is_installed():
            raise NotInstalled(MISSING)
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        self._words = TfidfVectorizer(
            sublinear_tf=True, ngram_range=(1, 2), min_df=2, strip_accents="unicode"
        )
        vectors = self._words.fit_transform(texts)
        self._of: dict[int, Any] = {}
        for term, holds in labels.items():
            if len(set(holds)) == 2:
                learner = LogisticRegression(
                    class_weight="balanced", solver="liblinear", random_state=0
                )
                self._of[term] = learner.fit(vectors, holds)

    def likely(self, texts: Sequence[str]) -> dict[int, list[int]]:
        """By term (primary key), the places of the texts that it likely holds in."""
        vectors = self._words.transform(texts)
        return {
            term: [n for n, p in enumerate(learner.predict_proba(vectors)[:, 1]) if p > LIKELY]
            for term, learner in self._of.items()
        }

    def why(self, term: int, text: str) -> list[str]:
        """The words of a text that speak most for a term."""
        vector = self._words.transform([text]).tocoo()
        weights = self._of[term].coef_[0]
        names = self._words.get_feature_names_out()
        parts = sorted(
            (
                (weights[n] * value, names[n])
                for n, value in zip(vector.col, vector.data, strict=True)
            ),
            reverse=True,
        )
        return [str(name) for weight, name in parts[:MOST_WORDS] if weight > 0]


def measure_learning(known: Examples) -> list[Measured]:
    """Precision and recall of each term that can be learned: every passage is judged by a model
    that has not seen its document. Raises NotInstalled.
    """
    learnable = known.learnable()
    likely: dict[int, set[int]] = defaultdict(set)
    for left_out in _folds(known.documents):
        rest = [n for n, document in enumerate(known.documents) if document not in left_out]
        here = [n for n, document in enumerate(known.documents) if document in left_out]
        labels = {term.term_id: known.labels(term) for term in learnable}
        model = _trained(known, rest, labels)
        if model is None:
            continue
        for term, places in model.likely([known.texts[n] for n in here]).items():
            likely[term].update(known.passages[here[place]] for place in places)
    return [_measured(known, term, likely[term.term_id]) for term in learnable]


def _trained(
    known: Examples, places: Sequence[int], labels: Mapping[int, Sequence[bool]]
) -> Model | None:
    """A model of some of the examples; None where their texts have no word in common."""
    try:
        return Model(
            [known.texts[n] for n in places],
            {term: [holds[n] for n in places] for term, holds in labels.items()},
        )
    except ValueError:
        return None


def _folds(documents: Iterable[int]) -> list[set[int]]:
    """The documents in groups that are left out in turn: each by itself where they are few."""
    every = sorted(set(documents))
    number = min(MOST_FOLDS, len(every))
    return [set(every[n::number]) for n in range(number)] if number > 1 else []


def _measured(known: Examples, term: TermVersion, suggested: set[int]) -> Measured:
    holds = known.holds.get(term.term_id, frozenset()) & set(known.passages)
    return Measured(
        term=term,
        queries=(),
        right=len(suggested & holds),
        suggested=len(suggested),
        approved=len(holds),
        passages=len(known.passages),
        left_out=(),
    )


def suggest_learned(
    vocabulary: Vocabulary,
    document: Document | None = None,
    by: User | None = None,
    rehearse: bool = False,
) -> Suggested:
    """Suggest what the model finds likely in passages that nobody has judged. With `rehearse`
    nothing is written. Raises NotInstalled.
    """
    known = examples(vocabulary)
    learnable = known.learnable()
    if not is_installed():
        raise NotInstalled(MISSING)
    outcome = Suggested({term.label: 0 for term in learnable})
    model = _trained(
        known,
        range(len(known.passages)),
        {term.term_id: known.labels(term) for term in learnable},
    )
    if model is None or not learnable:
        return outcome
    unread = PassageVersion.objects.filter(pk__in=holdings.unread(vocabulary).values("pk"))
    if document is not None:
        unread = unread.filter(passage__document=document)
    rows = list(unread.values_list("passage", "text"))
    likely = model.likely([text for _, text in rows]) if rows else {}
    texts = dict(rows)
    with deed_of(by) as deed:
        for term in learnable:
            passages = [rows[place][0] for place in likely.get(term.term_id, ())]
            new = not_judged(term, passages)
            outcome.by_term[term.label] = len(new)
            if rehearse:
                continue
            anchors = whole_anchors(held(new))
            deed.tag([_suggested(term, each, model, texts[each.passage_id]) for each in anchors])
        deed.said = f"{outcome.total:,} tags suggested by the learned model"
    return outcome


def _suggested(term: TermVersion, anchor: Anchor, model: Model, text: str) -> Tagging:
    """A suggestion that is not saved, with the words by which the model came to it."""
    return Tagging(
        term_version=term,
        anchor=anchor,
        status=TaggingStatus.SUGGESTED,
        agent=AGENT,
        reason=in_words(model.why(term.term_id, text)),
    )
