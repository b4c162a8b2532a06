"""What the taggers of a blind round must not see while it is open: the judgments of others.

For the passages of the round and its vocabulary, whoever tags in it sees no tags, readings or
suggestions but the own of that round: neither at the workbench nor on the public pages, as long as
they are signed in. `Veil` says what is hidden from an account. Middleware gives the account of each
request, so that what shows tags (`documents.margins`) can ask.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponse

from documents.models import Round, Vocabulary

HIDDEN = (
    "You are tagging “{rounds}” blind. What others marked with {vocabularies} is hidden from you "
    "until the tagging has ended, so that your judgment is your own."
)


ANY_TAG = "tagged"
"""The query key that asks for passages with a tag of any vocabulary."""


@dataclass(frozen=True)
class Veil:
    """Pairs of vocabulary and passage (primary keys) whose judgments are hidden from somebody."""

    pairs: frozenset[tuple[int, int]] = frozenset()
    user: int | None = None

    @cached_property
    def vocabularies(self) -> frozenset[int]:
        return frozenset(vocabulary for vocabulary, _ in self.pairs)

    @cached_property
    def query_keys(self) -> frozenset[str]:
        keys = Vocabulary.objects.filter(pk__in=self.vocabularies).values_list("query_key")
        return frozenset(key for (key,) in keys) | {ANY_TAG}

    def covers(self, vocabulary: int, passage: int) -> bool:
        return (vocabulary, passage) in self.pairs

    def hides(self, query_key: str) -> bool:
        """Whether it would give away what is hidden to list passages by this key."""
        return bool(self.pairs) and query_key in self.query_keys

    def over_taggings(self, taggings: Any) -> Any:
        """Those of some taggings that may be seen."""
        return self._over(taggings, "term_version__term__vocabulary", "anchor__passage")

    def over_readings(self, readings: Any) -> Any:
        """Those of some readings that may be seen."""
        return self._over(readings, "vocabulary", "version__passage")

    def over_anchors(self, anchors: Any) -> Any:
        """Those of some anchors that do not say where something was judged that is hidden."""
        passages = {passage for _, passage in self.pairs}
        return (
            anchors.exclude(passage__in=passages, quotation__isnull=True) if passages else anchors
        )

    def over_batches(self, batches: Any) -> Any:
        """Those of some actions that others did not do in a round of this one."""
        if not self.pairs:
            return batches
        rounds = list(Round.objects.blinding(self.user or 0).values_list("pk", flat=True))
        of_others = batches.model.objects.exclude(by=self.user)
        return batches.exclude(
            pk__in=of_others.filter(entries__after__round_id__in=rounds).values("pk")
        ).exclude(pk__in=of_others.filter(entries__before__round_id__in=rounds).values("pk"))

    def _over(self, rows: Any, vocabulary: str, passage: str) -> Any:
        for hidden in self.vocabularies:
            passages = [p for v, p in self.pairs if v == hidden]
            rows = rows.exclude(**{vocabulary: hidden, f"{passage}__in": passages})
        return rows


CLEAR = Veil()


def veil_of(user: Any) -> Veil:
    """What is hidden from an account. One query, none for whoever is answered now."""
    if user is None or user.pk is None:
        return CLEAR
    reader = _reader.get()
    if reader and reader.found and reader.request.user.pk == user.pk:
        return reader.veil
    rows = Round.objects.blinding(user.pk).values_list("vocabulary", "passages")
    pairs = frozenset((vocabulary, passage) for vocabulary, passage in rows if passage)
    return Veil(pairs, user.pk) if pairs else CLEAR


@dataclass
class _Reader:
    """The account of the request that is answered; asked only where something may be hidden."""

    request: HttpRequest
    found: list[Veil] = field(default_factory=list)

    @property
    def veil(self) -> Veil:
        if not self.found:
            user = self.request.user
            self.found.append(veil_of(user) if user.is_authenticated else CLEAR)
        return self.found[0]


_reader: ContextVar[_Reader | None] = ContextVar("reader", default=None)


def veil() -> Veil:
    """What is hidden from whoever is answered now; nothing outside a request."""
    reader = _reader.get()
    return reader.veil if reader else CLEAR


def answered() -> Any:
    """The account that is answered now; None where nobody is signed in, and outside a request."""
    reader = _reader.get()
    user = reader.request.user if reader else None
    return user if user is not None and user.is_authenticated else None


def _forget(**kwargs: object) -> None:
    _reader.set(None)


# Not when the view returns: what is streamed is written afterwards.
request_finished.connect(_forget, dispatch_uid="reader")


class BlindnessMiddleware:
    """Remembers who is answered, and refuses pages that list passages by what is hidden."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Whoever has no session is nobody's tagger.
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        _reader.set(_Reader(request) if has_session else None)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple, kwargs: dict[str, Any]
    ) -> None:
        """Raises PermissionDenied for a search by a hidden vocabulary, and for its own pages."""
        if not veil().pairs:
            return
        name = (request.resolver_match.url_name if request.resolver_match else None) or ""
        paths = Vocabulary.objects.filter(pk__in=veil().vocabularies).values_list("path", flat=True)
        for query_key in (*request.GET, request.GET.get("of", "")):
            refuse_if_hidden(query_key)
        if name in ("vocabulary", "term") and kwargs.get("path") in paths:
            raise _refusal()


def refuse_if_hidden(query_key: str) -> None:
    """Raises PermissionDenied, in words, where asking for passages by this key would give away what
    is hidden from whoever is answered now. Whoever reads a query asks it for each of its fields.
    """
    if veil().hides(query_key):
        raise _refusal()


def _refusal() -> PermissionDenied:
    rounds = Round.objects.blinding(veil().user or 0).select_related("vocabulary")
    return PermissionDenied(
        HIDDEN.format(
            rounds="”, “".join(map(str, rounds)),
            vocabularies=" or ".join(sorted({str(r.vocabulary) for r in rounds})),
        )
    )
