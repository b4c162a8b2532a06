"""Remembering what was taken out without keeping it, so that it does not come back unseen.

Digests are made with a key that is drawn from the site's secret key, which no backup holds: who has
the database alone cannot try names until one fits. A restored archive needs the former secret key
(SECRET_KEY, or among SECRET_KEY_FALLBACKS) to know what was taken out; without it, it says so.
"""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.encoding import force_bytes

from documents.models import Document, FormerAddress, Remembered, Withdrawal
from documents.vocabularies import WithdrawalKind
from documents.withdrawing.masks import Words, mask, runs

Kind = Remembered.Kind
COMMA = ","


@dataclass(frozen=True)
class _Key:
    secret: bytes

    @property
    def name(self) -> str:
        return self.digest("the name of this key")[:16]

    def digest(self, value: str) -> str:
        return hmac.new(self.secret, value.encode(), hashlib.sha256).hexdigest()


def _keys() -> list[_Key]:
    """The key in use, then former ones; none where the site has no secret key yet."""
    try:
        secrets: list[str] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    except ImproperlyConfigured:
        return []
    return [
        _Key(hashlib.sha256(b"remembered" + force_bytes(secret)).digest()) for secret in secrets
    ]


class NoKey(Exception):
    """The site has no secret key: nothing can be remembered. The message says what to do."""


def hidden(value: str) -> str:
    """A name that stands for an address which must not be kept, and cannot be one itself.

    Raises NoKey.
    """
    return hidden_names(value)[0]


def hidden_names(value: str) -> list[str]:
    """The same under every key in use. Raises NoKey."""
    keys = _keys()
    if not keys:
        raise NoKey("There is no secret key yet. Set SECRET_KEY, or serve the site once.")
    return [f"~{key.digest(value)[:40]}" for key in keys]


def is_hidden_address(slug: str) -> bool:
    """Whether a document had this address once, and it is not kept because of words in it."""
    if not FormerAddress.objects.filter(space="document", slug__startswith="~").exists():
        return False
    names = hidden_names(slug) if _keys() else []
    return FormerAddress.objects.filter(space="document", slug__in=names).exists()


def remember(
    withdrawal: Withdrawal,
    document: Document | None = None,
    words: Words | None = None,
    files: Iterable[str] = (),
    keys: Iterable[str] = (),
) -> None:
    """Remember words (in `document`, or anywhere), files by their SHA-256, and document keys.

    Raises NoKey.
    """
    known = _keys()
    if not known:
        raise NoKey("There is no secret key yet. Set SECRET_KEY, or serve the site once.")
    key = known[0]
    named = [(Kind.WORDS, form, document) for form in _remembered(words)]
    named += [(Kind.FILE, sha256, None) for sha256 in files]
    named += [(Kind.KEY, name, None) for name in keys]
    Remembered.objects.bulk_create(
        Remembered(
            withdrawal=withdrawal,
            document=where,
            kind=kind,
            digest=key.digest(f"{kind}\n{value}"),
            length=len(value.lstrip(COMMA)) if kind == Kind.WORDS else 0,
            key=key.name,
        )
        for kind, value, where in named
    )


def _remembered(words: Words | None) -> list[str]:
    """The forms of some words; those that count only with a comma in them begin with one."""
    if words is None:
        return []
    return [*sorted(words.known), *sorted(f"{COMMA}{form}" for form in words.inverted)]


def objection(
    texts: Iterable[str],
    document: Document | None = None,
    key: str = "",
    sha256: str = "",
) -> str:
    """Why a text may not be taken in, as a sentence for the keeper; empty where nothing speaks
    against it.

    `texts` are all its words and those of its description, `key` and `sha256` the document's key
    and the file's hash. The words themselves are not said again.
    """
    watch = _watch_for(document)
    if watch.is_blind:
        return (
            "Words were taken out of this archive under another secret key, so that it cannot be "
            "told whether this text would bring them back. Start the archive with the former "
            "SECRET_KEY, or name it in SECRET_KEY_FALLBACKS."
        )
    if found := watch.named(Kind.FILE, sha256) or watch.named(Kind.KEY, key):
        return _says(found, "The words of this text were")
    return _objection_of(watch, texts)


def objection_to_words(texts: Iterable[str], passage: str | None = None) -> str:
    """The same for what is written in forms, on a `passage` (public identifier) perhaps. An archive
    that cannot tell for want of its former key refuses new texts, but goes on working.
    """
    here = Q(document=None)
    if passage is not None:
        document = Document.objects.filter(passages__public_id=passage).order_by()
        here |= Q(document__in=document.values("pk"))
    return _objection_of(_Watch(Remembered.objects.filter(here)), texts)


def _watch_for(document: Document | None) -> "_Watch":
    here = Q(document=None) | Q(document=document) if document else Q(document=None)
    return _Watch(Remembered.objects.filter(here))


def _objection_of(watch: "_Watch", texts: Iterable[str]) -> str:
    for text in texts:
        for found, _, _ in watch.places(text):
            return _says(found, "It holds words that were")
    return ""


class TakenOut(Exception):
    """A file of judgments or of terms would bring back words. The message says what to do."""


def refuse(*texts: str) -> None:
    """Raises TakenOut where something speaks against taking in one of the texts."""
    if said := objection(texts):
        raise TakenOut(said)


def masked(text: str) -> str:
    """The text, such as the name of a refused file, without words that were taken out."""
    places = [(start, end) for _, start, end in _Watch(Remembered.objects.all()).places(text)]
    return mask(text, places)


class _Watch:
    """What some rows remember, ready to be found in texts."""

    def __init__(self, rows: QuerySet[Remembered]) -> None:
        rows = rows.filter(withdrawal__let_in_at=None)
        watched = list(rows.values_list("kind", "digest", "length", "key", "withdrawal"))
        self.keys = {one.name: one for one in _keys()} if watched else {}
        self.is_blind = not {name for *_, name, _ in watched} <= self.keys.keys()
        self.withdrawals = {digest: withdrawal for _, digest, _, _, withdrawal in watched}
        self.lengths: dict[str, set[int]] = defaultdict(set)
        for kind, _, length, name, _ in watched:
            if kind == Kind.WORDS:
                self.lengths[name].add(length)

    def named(self, kind: str, value: str) -> int | None:
        """The withdrawal with which a file or a key went, if one did."""
        digests = [key.digest(f"{kind}\n{value}") for key in self.keys.values()]
        return next((self.withdrawals[d] for d in digests if d in self.withdrawals), None)

    def places(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Where words stand that were taken out: (withdrawal, start, end)."""
        for name, key in self.keys.items():
            for together, start, end in runs(text, sorted(self.lengths.get(name, ()))):
                for comma in ("", COMMA) if COMMA in text[start:end] else ("",):
                    digest = key.digest(f"{Kind.WORDS}\n{comma}{together}")
                    if (withdrawal := self.withdrawals.get(digest)) is not None:
                        yield withdrawal, start, end


def _says(withdrawal: int, what: str) -> str:
    found = Withdrawal.objects.get(pk=withdrawal)
    deed = "redacted" if found.kind == WithdrawalKind.WORDS else "withdrawn"
    there = reverse("keeping-withdrawal", args=[withdrawal])
    return (
        f"{what} {deed} on {found.at:%Y-%m-%d}; nothing was loaded or saved. Take them out of it, "
        f"or let them in again at {there}."
    )
