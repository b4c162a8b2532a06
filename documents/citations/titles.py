"""Titles in sentence case, and which of their capitals no style may lower.

APA (6.17) and Harvard want sentence case, BibTeX styles lower what is not in braces, and archives
hold titles as printed, which in English is often title case. What is a name is not in any rule: a
word keeps its capital where the document's own prose writes it so and never in lower case, where
it has more capitals, a figure or a full stop ("U.S.", "AIDS"), and where it is known as a name.
"""

import re
from collections.abc import Callable, Set

from documents.ingest.wordlists import words

SENTENCE_ENDS = (":", "?", "!", "—", "–", ".")

_EDGES = re.compile(r"^([^\w]*)(.*?)((?:[’']s)?[^\w.]*)$", re.S)
_WITHIN_SENTENCE = re.compile(r"(?<=[a-z,;] )[A-Z][a-zà-ÿ]+")
_SENTENCES = re.compile(r"^.{60,}[.!?][”’\"')]*$", re.M)
_LOWER = re.compile(r"\b[a-zà-ÿ]+\b")

NAMES = words(
    """
    Africa African Africans America American Americans Asia Asian Europe European Europeans Pacific
    Atlantic Mediterranean Caribbean Arctic Balkans Balkan Gulf Sahel Afghanistan Afghan Albania
    Algeria Angola Argentina Armenia Australia Australian Austria Azerbaijan Bahrain Bangladesh
    Belarus Belgium Bolivia Bosnia Botswana Brazil Brazilian Britain British Bulgaria Burma Burmese
    Burundi Cambodia Cambodian Cameroon Canada Canadian Chad Chile China Chinese Colombia Congo
    Croatia Cuba Cuban Cyprus Czech Denmark Dominican Dutch Ecuador Egypt Egyptian England English
    Eritrea Estonia Ethiopia Finland Finnish France French Gambia Gaza Georgia German Germany Ghana
    Greece Greek Guatemala Guinea Haiti Haitian Honduras Hungary Iceland India Indian Indonesia Iran
    Iranian Iraq Iraqi Ireland Irish Israel Israeli Italian Italy Jamaica Japan Japanese Jordan
    Kazakhstan Kenya Kenyan Korea Korean Kosovo Kurdish Kuwait Laos Latin Latvia Lebanon Lesotho
    Liberia Libya Libyan Lithuania Madagascar Malawi Malaysia Mali Malta Mauritania Mexican Mexico
    Moldova Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nepal Netherlands Nicaragua Niger
    Nigeria Nigerian Norway Norwegian Oman Pakistan Pakistani Palestine Palestinian Panama Paraguay
    Peru Philippine Philippines Poland Polish Portugal Portuguese Qatar Romania Romanian Russia
    Russian Rwanda Saudi Scotland Scottish Senegal Serbia Singapore Slovakia Slovenia Somalia Soviet
    Spain Spanish Sudan Sweden Swedish Swiss Switzerland Syria Syrian Taiwan Tajikistan Tanzania
    Thai Thailand Tibet Tunisia Turkey Turkish Uganda Ukraine Ukrainian Uruguay Uzbekistan Venezuela
    Vietnam Vietnamese Wales Welsh Yemen Zambia Zimbabwe
    Beijing Berlin Brussels Cairo Chicago Dallas Delhi Geneva Jerusalem London Moscow Nairobi Paris
    Rome Tokyo Vienna Washington
    Christian Christians Christianity Islam Islamic Muslim Muslims Jewish Jews Hindu Buddhist
    Catholic Protestant Orthodox God Bible Quran Pope
    January February April June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    Congress Senate Pentagon Kremlin Nazi Olympic Olympics I
    """
)


def names_in(prose: str) -> frozenset[str]:
    """The words that a text writes with a capital within sentences and never in lower case.

    Titles and headings say nothing about it: only paragraphs that end as a sentence does count.
    """
    sentences = "\n".join(_SENTENCES.findall(prose))
    return frozenset(_WITHIN_SENTENCE.findall(sentences)) - {
        word.capitalize() for word in _LOWER.findall(prose)
    }


def sentence_case(title: str, names: Set[str] = frozenset()) -> str:
    """The title with only its first words and its names in capitals.

    `names` are words known as names. A title that is not in title case comes back as it is.
    """
    if not _is_title_case(title):
        return title
    return _each_word(title, lambda word, leads: _lowered(word, names, leads))


def with_capitals_kept(
    title: str, mark: Callable[[str], str], names: Set[str] = frozenset(), english: bool = True
) -> str:
    """The title with `mark` put on every word whose capitals must stay.

    In English these are the names and whatever has capitals within; in other languages, which have
    no title case, every word with a capital.
    """
    in_title_case = english and _is_title_case(title)

    def keep(word: str, leads: bool) -> str:
        if _has_inner_capitals(word):
            return mark(word)
        capital = word[:1].isupper() and not leads
        if capital and (not in_title_case or _lowered(word, names) == word):
            return mark(word)
        return word

    return _each_word(title, keep)


def _each_word(title: str, change: Callable[[str, bool], str]) -> str:
    changed, leads = [], True
    for token in re.split(r"(\s+)", title):
        match = _EDGES.match(token)
        if not token or token.isspace() or match is None or not match[2]:
            changed.append(token)
            continue
        changed.append(match[1] + change(match[2], leads) + match[3])
        leads = token.endswith(SENTENCE_ENDS) and not _has_inner_capitals(match[2])
    return "".join(changed)


def _lowered(word: str, names: Set[str], leads: bool = False) -> str:
    """The word in lower case, each part of a compound for itself; names, and the part that leads a
    sentence, are left alone.
    """
    parts = word.split("-")
    return "-".join(
        part
        if (leads and n == 0) or _has_inner_capitals(part) or part in names or part in NAMES
        else part[:1].lower() + part[1:]
        for n, part in enumerate(parts)
    )


def _has_inner_capitals(word: str) -> bool:
    """Whether a word is no plain one: "AIDS", "U.S.", "McCormack", "G20"."""
    return any(
        any(c.isupper() for c in part[1:]) or any(c.isdigit() for c in part) or "." in part[:-1]
        for part in word.split("-")
    )


def _is_title_case(title: str) -> bool:
    """Whether most of the longer words after the first begin with a capital."""
    longer = re.findall(r"[^\W\d_]{4,}", title)[1:]
    return sum(word[0].isupper() for word in longer) * 2 > len(longer)
