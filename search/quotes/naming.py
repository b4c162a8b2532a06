"""Whether a name as somebody wrote it can be the name of whoever speaks.

Pure.
"""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from documents.folding import folded_words
from documents.ingest.forms_of_address import bare_name, is_full, is_title
from documents.ingest.name_words import (
    FAMILY_NAMES_TOO,
    GENERATIONS,
    GIVEN_NAMES_TOO,
    NOT_NAMES,
    PARTICLES,
    SUFFIXES,
    plain,
)
from documents.ingest.names import are_compatible, given_names, is_in_capitals, surname
from documents.ingest.quotations.marks import marked_spans
from documents.ingest.quotations.named import GIVEN
from documents.ingest.wordlists import words as word_set
from search.quotes.source import Passage, Voice

_FORMER = word_set("fmr former ex late then ret retired current incoming outgoing senior u.s us")
_GIVEN_NAMES_TOO = GIVEN_NAMES_TOO | word_set("will art")
_INITIALISM = re.compile(r"(?:[A-Z]\.){2,}|U[NKS]|EU")
_IN_OFFICES = word_set("at large ex in elect")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?")
_AROUND = " \t\n-–—:;,\"“”'‘’"
_OF = re.compile(r"\s+(?:of|at|from|for|in|on|during|via|speaking|testifying)\s+")
_ARTICLES = word_set("a an the of from in")
_SPANISH_FAMILY = re.compile(r"\w{2,}ez|garcia")
_SPANISH_GIVEN = word_set("""
    adolfo agustin alberto alejandra alejandro alfonso alfredo alicia alvaro ana andres antonio
    armando arturo augusto beatriz benito bernardo camila camilo carlos carmen carolina cecilia
    cesar claudia consuelo cristina cristobal daniela diego dolores eduardo elena emilio enrique
    ernesto esperanza esteban eugenia evo felipe fernando fidel francisco francisca gabriel
    gabriela gerardo gonzalo graciela guadalupe guillermo gustavo hector hernan hugo ignacio ines
    isabel jaime javier jesus joaquin jorge jose josefina juan juana juanita julio lorenzo
    lourdes lucia luis luisa luz manuel manuela marcelo margarita maria mariana mariano mario marta
    mauricio mercedes michelle miguel nayib nestor nicolas oscar pablo paloma patricio
    pedro pilar rafael ramiro ramon raul ricardo rigoberta roberto rocio rodolfo rodrigo rosa
    rosario ruben salvador santiago sebastian sergio silvia sofia soledad susana teresa tomas
    veronica vicente violeta xiomara ximena yolanda
""")
_MIDDLE_NAMES = frozenset(map(plain, GIVEN)) | _SPANISH_GIVEN
_MAKES_AN_OFFICE = word_set(
    "the a an his her their our chief vice deputy assistant under presiding"
)
"""Before an office that is a family name too, what says that it is the office."""
_CAPITAL = r"[^\W\d_a-z](?:[\w'’-]|\.(?=\w))*\.?"
_CAPITALS = re.compile(rf"\b{_CAPITAL}(?:[^\S\n]+{_CAPITAL})*")
_BEGINS = re.compile(r"(?:^|[.!?:\n][”\"’')\]]*\s|[“\"‘'(\[])\s*$")
_TOGETHER = re.compile(r"\s+(?:and|&|with)\s+|\s*[;/]\s*")
_NOBODY = word_set("""
    a an the he she they it i we you one somebody someone anybody nobody unknown anonymous unnamed
    unidentified unattributed none n na null not available person man woman speaker author
""")
_SAYS = re.compile(r"[\s,]+(?:said|says|told|tells|wrote|writes|added|asked|stated|noted)\b.*")
ASKERS = word_set("""
    q question questioner reporter journalist audience participant unidentified speaker member
    press correspondent attendee voice
""")
"""What somebody is called who asks and is not named."""


def is_called(name: str, voice: Voice) -> bool:
    """Whether a name contradicts no name of a voice: "Lagon", "Amb. M. P. Lagon", "Lagon, Mark"."""
    return fits(name, voice.names)


def fits(name: str, names: Sequence[str]) -> bool:
    """Whether a name can be that of somebody who has these names.

    A label as printed ("RQ") fits itself. Else the full names decide, where there are any: who is
    labelled "LAGON" and called Mark P. Lagon is not Maria Lagon.
    """
    known = [full for full in names if is_full(full)] or names
    if any(is_an_asker(one) for one in names) and is_an_asker(name):
        return True
    is_compared = is_name(name)
    return any(
        plain(form) in map(plain, names)
        or (is_compared and any(_may_be_one(form, one) for one in known))
        for form in forms(name)
    )


def _may_be_one(form: str, known: str) -> bool:
    form, known = without_degrees(form), without_degrees(known)
    if len({generation for one in (form, known) if (generation := _generation(one))}) > 1:
        return False
    family = family_name_alone(form) or family_name_alone(known)
    if family:
        ends = (family_name_alone(one) or surname(one) for one in (form, known))
        return all(plain(end).split()[-1:] == [plain(family)] for end in ends)
    if not bare_name(form):
        return False
    return are_compatible(form, known) or _ends(form, known) or _is_by_first_family(form, known)


def without_degrees(name: str) -> str:
    """A full name without the degrees and honours behind it, whatever they are: "Ann Roe" of "Ann
    Roe, LL.M., MPH". They stand behind a comma, or have points of their own.
    """
    before, *behind = (part.strip() for part in name.split(","))
    words = before.split()
    while len(words) > 2 and _is_in_points(words[-1]):
        words = words[:-1]
    before = " ".join(words)
    if not is_full(before) or plain(words[0]) in PARTICLES or is_in_capitals(before):
        return ", ".join((before, *behind))
    return ", ".join((before, *(one for one in behind if not all(map(_is_degree, one.split())))))


def _is_degree(word: str) -> bool:
    """Whether what stands behind a name and a comma is a degree or an honour: "MPH", "Ph.D."."""
    if plain(word).strip(".") in GENERATIONS:
        return False
    letters = word.replace(".", "")
    return _bare_suffix(word) or _is_in_points(word) or (len(letters) > 1 and letters.isupper())


def _is_in_points(word: str) -> bool:
    parts = word.strip(".").split(".")
    return len(parts) > 1 and all(part.isalpha() and len(part) < 4 for part in parts)


def _generation(name: str) -> str:
    """What tells people of one name apart, behind it: "jr" of "Ann Roe, Jr."."""
    words = plain(name).replace(",", " ").split()
    last = words[-1].strip(".") if len(words) > 1 else ""
    return {"junior": "jr", "jnr": "jr", "senior": "sr", "snr": "sr"}.get(last, last) * (
        last in GENERATIONS
    )


def _is_by_first_family(form: str, known: str) -> bool:
    """Whether a name is a Spanish one by the first of its two family names, as is usual: "Andrés
    López" of "Andrés Manuel López Obrador", "Petro" of "Gustavo Petro Urrego".

    Elsewhere what stands in the middle is a given name: Martin Luther is not Martin Luther King.
    """
    words = plain(bare_name(known)).split()
    is_spanish = bool(words) and words[0] in _SPANISH_GIVEN
    # "M. J." are initials, though "M." may be a form of address.
    return any(
        words[at] == family
        and (_SPANISH_FAMILY.fullmatch(family) or (is_spanish and _may_be_family(family)))
        and _stand_in_order(given, words[:at])
        for *given, family in (plain(bare_name(form)).split() or [""], plain(form).split())
        for at in range(1, len(words) - 1)
    )


def _stand_in_order(given: Sequence[str], full: Sequence[str]) -> bool:
    """Whether given names, or their initials, are some of a person's, in their order."""
    rest = iter(full)
    return all(any(_is_short_for(one, other) for other in rest) for one in given)


def _may_be_family(word: str) -> bool:
    return len(word) > 2 and word not in _MIDDLE_NAMES and word not in PARTICLES


def _is_short_for(given: str, full: str) -> bool:
    return given == full or (len(given.strip(".")) == 1 and given[0] == full[0])


def family_name_alone(name: str) -> str:
    """The family name of which a name consists, forms of address aside, where it could be an office
    as well: "King" of "King", "Rep. King" and "Dr. King, Jr."; "" of "the King" and of all else.
    """
    words = name.replace(",", " ").split()
    while len(words) > 1 and plain(words[-1]).strip(".") in GENERATIONS:
        words = words[:-1]
    if not words or bare_name(" ".join(words)) or not words[-1][0].isupper():
        return ""
    *before, last = (plain(word).strip(".") for word in words)
    is_office = last not in FAMILY_NAMES_TOO or bool(_MAKES_AN_OFFICE & set(before[-1:]))
    return "" if is_office else words[-1]


def is_office_of(name: str, voice: Voice) -> bool:
    """Whether a name can be what somebody is rather than is called: "Pope" of Pope Francis."""
    family = plain(family_name_alone(name))
    known = (*voice.names, voice.role)
    return bool(family) and any(family in folded_words(one) for one in known)


def is_an_asker(name: str) -> bool:
    """Whether a name is only what somebody is called who asks: "Q", "a reporter"."""
    words = [word for word in folded_words(name) if word not in _ARTICLES]
    return bool(words) and set(words) <= ASKERS


def is_name(text: str) -> bool:
    """Whether something can be compared with names: "the ambassador" is an office alone, "she" and
    "unknown" are nobody's name.
    """
    words = folded_words(bare_name(text) or family_name_alone(text))
    return bool(words) and not set(words) <= _NOBODY


def is_nearly_called(name: str, voice: Voice) -> bool:
    """Whether a name differs from one of a voice's by so little that it may be the same: it is
    misspelled, or a given name alone.
    """
    known = [full for full in voice.names if is_full(full)] or voice.names
    return any(_is_nearly(form, one) for form in forms(name) for one in known)


def forms(name: str) -> Iterator[str]:
    """A name as written, the other way round ("Lagon, Mark P."), and without what was said of the
    person before or after it: "Fmr. Amb. Mark Lagon", "Lagon, U.S. State Department", "Mark Lagon
    of Georgetown", "Mark Lagon (ambassador)".
    """
    yield name
    name = _SAYS.sub("", _ASIDE.sub(" ", name)).strip(_AROUND)
    yield _without_office(name)
    head = _OF.split(name, maxsplit=1)[0]
    if head != name and is_name(head):
        yield _without_office(head)
    before, comma, after = name.partition(",")
    if not (comma and before.strip() and after.strip()):
        return
    says_what = _says_what_somebody_is(after)
    if not says_what:
        yield f"{after.strip()} {before.strip()}"
    if says_what or is_full(before):
        yield _without_office(before.strip())


def several(name: str) -> list[str]:
    """The names of those who are named together: "Kara and Coppedge"; none of a single name."""
    parts = _TOGETHER.split(name)
    if len(parts) < 2:
        return []
    return [one for part in parts for one in (part, *part.split(",")) if folded_words(one)]


def _without_office(name: str) -> str:
    """A name without what stands before it and is none: "former U.S. Ambassador Lagon", "Deputy
    Press Secretary Eric Schultz".
    """
    words = name.split()
    while len(words) > 1 and (
        _is_of_an_office(words[0]) or (words[0].isupper() and is_title(words[1]))
    ):
        words = words[1:]
    titles = [place for place, word in enumerate(words) if is_title(word.lower())]
    behind = words[titles[-1] + 1 :] if titles else []
    return " ".join(behind if len(behind) > 1 else words)


def _is_of_an_office(word: str) -> bool:
    bare = plain(word).strip(".,")
    return (
        bare in _FORMER
        or is_title(word)
        or bare in NOT_NAMES - _GIVEN_NAMES_TOO
        or bare.endswith("'s")
        or _INITIALISM.fullmatch(word) is not None
        or ("-" in bare and all(p in _IN_OFFICES or is_title(p) for p in bare.split("-")))
    )


def _says_what_somebody_is(text: str) -> bool:
    """Whether words behind a comma are an office or a body rather than a given name."""
    words = text.split()
    return (
        any(_is_of_an_office(word) or word.islower() for word in words)
        or any(c.isdigit() or c == "&" for c in text)
        or all(_bare_suffix(word) for word in words)
    )


def _bare_suffix(word: str) -> bool:
    return plain(word).strip(".,") in SUFFIXES


def _ends(name: str, known: str) -> bool:
    """Whether a name is the end of a longer one: "Tahir Kheli" of "Shirin Tahir-Kheli"."""
    words, others = (_without_generation(bare_name(one)) for one in (name, known))
    return bool(words) and words == others[-len(words) :]


def _without_generation(name: str) -> list[str]:
    words = folded_words(name)
    return words[:-1] if len(words) > 1 and words[-1] in GENERATIONS else words


def _is_nearly(name: str, known: str) -> bool:
    given, others = given_names(name), given_names(known)
    if sorted(folded_words(bare_name(name))) == sorted(folded_words(bare_name(known))):
        return True
    if not given and others and plain(bare_name(name)) == plain(others[0]):
        return True
    if not _nearly(surname(name), surname(known)):
        return False
    if not given or not others:
        return True
    one, other = sorted((plain(given[0]).strip("."), plain(others[0]).strip(".")), key=len)
    short_form = len(one) in (1, 3, 4, 5) and other.startswith(one)
    return _nearly(one, other) or short_form


def _nearly(one: str, other: str) -> bool:
    """Whether two words differ by a letter, or two in a long one; short names are other names."""
    one, other = plain(one), plain(other)
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < 5 else 1 if shorter < 9 else 2
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def is_second_hand(name: str, passage: Passage, start: int, end: int) -> bool:
    """Whether words stand between quotation marks in a passage that names this person, and it is
    nobody of whom the archive knows that they speak or are quoted there.
    """
    marked = marked_spans(passage.text, 0, len(passage.text))
    if not all(any(span.start <= at <= span.end for span in marked) for at in (start, end)):
        return False
    known = [passage.voice, *(quoted.voice for quoted in passage.quoted)]
    return any(
        fits(name, [printed]) and not any(is_called(printed, voice) for voice in known)
        for printed in _printed_names(passage.text)
    )


def _printed_names(text: str) -> Iterator[str]:
    """What may be names in a text: capitals in a row. One alone counts where no sentence begins."""
    for found in _CAPITALS.finditer(text):
        if " " in found[0] or not _BEGINS.search(text[: found.start()]):
            yield _without_office(found[0].strip(_AROUND))
