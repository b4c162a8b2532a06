"""Who held an office on a day: what lets a printed title stand for a person.

An office says when it began and ended in EDTF. On a day it was certainly held where it had begun,
whatever day its beginning can mean, and had not ended yet; it may have been held where nothing
speaks against it. Only what is certain, and of one person only, resolves a title by itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from documents import edtf
from documents.ingest.headings import fold_name
from documents.ingest.names import same_family
from documents.models import Document, Office, Speaker

Days = tuple[date, date]
"""The earliest and the latest day that something may have been said on."""

_ADDRESS = re.compile(r"^(?:(?:the|mr|mrs|ms|madam|madame|monsieur|m|mme|le|la|el)\s+)+")


@dataclass(frozen=True)
class Holder:
    """An office that fits a printed title, its holder, and whether it was certainly held then."""

    office: Office
    speaker: Speaker
    certain: bool

    @property
    def in_words(self) -> str:
        """ "President, The White House, 20 January 2009 to 20 January 2017"."""
        body = f", {self.office.organisation}" if self.office.organisation else ""
        days = edtf.in_words(self.office.begin or None)
        end = edtf.in_words(self.office.end or None)
        span = f", {days} to {end}" if days and end else f", since {days}" if days else ""
        return f"{self.office.title}{body}{span}"


def holders(title: str, days: Days | None, name: str = "", where: str = "") -> list[Holder]:
    """Whom a printed title may stand for on these days; all holders where the days are unknown.

    With a printed `name` only holders of that family name, and "Secretary" is enough for "Secretary
    of State". Without one the title has to be whole, and an office of an organisation fits only
    where the description of the document (`where`) names that organisation.
    """
    printed = bare_title(title)
    if not printed:
        return []
    first = printed.split()[0]
    rows = Office.objects.filter(title__unaccent__icontains=first)
    found = []
    for office in rows.select_related("speaker__merged_into").order_by("pk"):
        speaker = office.speaker.merged_into or office.speaker
        if name:
            fits = same_family(name, speaker.name) and _begins(bare_title(office.title), printed)
        else:
            fits = printed in _forms(office) and _is_named(office.organisation, where)
        if fits and (days is None or may_hold(office, days)):
            found.append(
                Holder(office, speaker, days is not None and certainly_holds(office, days))
            )
    return found


def the_holder(title: str, days: Days | None, name: str = "", where: str = "") -> Holder | None:
    """The one person who certainly held the office on these days, if nobody else may have."""
    found = holders(title, days, name, where)
    if len({holder.speaker.pk for holder in found}) != 1:
        return None
    return next((holder for holder in found if holder.certain), None)


def holder_in(document: Document) -> Callable[[str, str], tuple[Speaker, str] | None]:
    """Looks up offices for the voices of a document, by its date and description."""
    days = days_of(document)

    def look_up(title: str, name: str) -> tuple[Speaker, str] | None:
        found = the_holder(title, days, name, where_of(document)) if days else None
        return (found.speaker, found.in_words) if found else None

    return look_up


def days_of(document: Document) -> Days | None:
    """The days on which a document may have been said: those of its event, else of publication."""
    return edtf.bounds(document.held or document.published or None)


def where_of(document: Document) -> str:
    """What the description says of where a document comes from, for offices of organisations."""
    said = (document.publisher, document.venue, document.event, document.title)
    return " / ".join(value for value in (*said, document.collection.title) if value)


def bare_title(title: str) -> str:
    """A title for comparing: folded, without "the" and forms of address before it."""
    return _ADDRESS.sub("", fold_name(title)).strip()


def may_hold(office: Office, days: Days) -> bool:
    """Whether nothing that is recorded speaks against the office being held on these days."""
    begin, end = edtf.bounds(office.begin or None), edtf.bounds(office.end or None)
    return not (begin and begin[0] > days[1]) and not (end and end[1] < days[0])


def certainly_holds(office: Office, days: Days) -> bool:
    """Whether the office was held on all of these days, whatever day its ends can mean."""
    begin, end = edtf.bounds(office.begin or None), edtf.bounds(office.end or None)
    if begin is None:
        return False
    return begin[1] <= days[0] and (end is None or days[1] <= end[0])


def _forms(office: Office) -> set[str]:
    title, body = bare_title(office.title), fold_name(office.organisation)
    return {title, *((f"{title} of {body}", f"{title} of the {body}") if body else ())}


def _begins(whole: str, with_words: str) -> bool:
    return f"{whole} ".startswith(f"{with_words} ")


def _is_named(organisation: str, where: str) -> bool:
    return not organisation or bare_title(organisation) in fold_name(where)
