"""What the page brought along: navigation, credits of pictures, footers, teasers of other pages."""

import re
from collections import Counter
from collections.abc import Sequence

from documents.ingest.name_words import UPPER
from documents.ingest.reading import Block, CanonicalText
from documents.ingest.wordlists import one_of

_COPYRIGHT = re.compile(
    one_of(r"""
        ©|版权所有|版權所有|\bcopyright\b.{0,40}(?:\d{4}|information|notice)|all rights reserved
        \bprivacy (?:notice|policy)\b|\bterms of (?:use|service)\b|\bcookie (?:policy|settings)\b
    """),
    re.I,
)
_FOOTER = re.compile(
    one_of(r"""
        \bmanages this (?:web ?)?site\b|\bexternal links to other\b|\bwebsite at https?://
        \bshould not be construed as an endorsement|\bmaintained by the (?:bureau|office)\b
        \bthis (?:web ?)?site is (?:managed|maintained)
        \bto order (?:a|the) (?:video|copy|cd|dvd) of this (?:transcript|program)
        \bto order (?:video)?tapes and transcripts\b
        \bclick here to (?:subscribe|read|learn|register)\b
    """),
    re.I,
)
_COOKIES = re.compile(
    r"\bcookies?\b.{0,160}\b(?:accett|accept|aceptas?\b|einverstanden|zustimm|navigation|experience"
    r"|expérience|experiencia|esperienza|erlebnis)",
    re.I | re.S,
)
_RELEASED = re.compile(
    r"(?:released|posted|published|last (?:updated|modified|reviewed)|updated)\b"
    r".{2,40}\b\d{4}\W*",
    re.I,
)
_NAVIGATION = re.compile(
    one_of(r"""
        (?:back to|return to|go to)(?: the)? top|(?:back|return) to [\w ]{3,40} page|top of page
        home|menu|site map|-
        (?:skip|jump) to (?:main )?content|printable (?:version|banner)|print(?: this)?(?: page)?
        printer[- ]friendly(?: version| page)?|email this page|share(?: this(?: page)?)?
        (?:click here|subscribe|sign up|follow us|log ?in|sign in|donate|search)(?:\b.{0,60})?
        comments?|leave a (?:reply|comment)|download (?:pdf|transcript|audio)|posted (?:by|in|on)
        next(?: article| post| page)?|previous(?: article| post| page)?
    """)
    + r"\W*",
    re.I,
)
_OTHER_PAGES = re.compile(
    one_of(r"""
        top stories|(?:latest|recent) (?:news|stories|posts|from)|most (?:read|popular|recent)
        related (?:articles?|stories|content|links|posts|topics|documents|publications)
        more (?:on|from|about|like this)|read (?:more|next)|recommended(?: articles| reading)?
        you (?:may|might) also like|see also|also (?:on|in) this|explore (?:more|further|the)
        further reading|in this section|trending|popular (?:now|posts)|up next|around the web
        what to read next|editors?['’] picks
    """)
    + r"\b.{0,60}",
    re.I,
)
_PICTURE_BY = one_of("photo(?:graph)?s?|images?|pictures?|credits?|courtesy")
_HOUSE = rf"[{UPPER}][\w.&’'-]+(?: [{UPPER}][\w.&’'-]+){{0,4}}"
_AGENCY = r"(?:getty images|associated press|ap photo|shutterstock|istock)"
_CREDIT = re.compile(
    rf"(?i:{_PICTURE_BY}(?: credit)?(?: by|:| courtesy of)\s?.{{2,80}})"
    # "Video: Jo Roe, AP"; of more words it is a headline.
    r"|(?i:videos?(?: by|:| courtesy of)\s?\S+(?:\s\S+){0,4})"
    # An agency or a photographer's house, a stroke, and a name: "REUTERS/Go Nakamura".
    rf"|{_HOUSE}\s?/\s?[{UPPER}][\w.’'-]+(?: [{UPPER}][\w.’'-]*){{0,3}}"
    # The agency behind a stroke or after a few words; a headline may be about the Associated Press.
    rf"|(?i:.{{0,60}}[/(:|—–-]\s?[^/(:|]{{0,30}}\b{_AGENCY}\b.{{0,40}}|ap photo\b.{{0,60}})"
    rf"|(?i:(?:\S+\s){{0,4}}{_AGENCY}\W*(?:(?:19|20)\d\d)?\W*)"
)
_PICTURE = re.compile(r".{0,60}(?:\blogo|\bbanner|\bgreat seal|\bicon)", re.I)
_TIME_OF_DAY = r"\d{1,2}[:.]\d{2}\s*[ap]\.?\s?m\.?(?:\s\(?[A-Z]{2,5}\)?)?"
_END = re.compile(
    r"[(\[<]?\s*"
    + one_of(r"""
        end|ends|fin|fin du texte|-30-|all|###+|# # #|-?[o0]{3,}-?|-+ ?o ?0 ?o ?-+
        end of (?:the )?(?:transcript|document|text|event|recording|interview)
    """)
    + rf"\s*[)\]>]?\.?(?:\s+{_TIME_OF_DAY})?",
    re.I,
)
_END_WITH_TIME = re.compile(r"END\b\W.{0,12}\d{1,2}:\d{2}\s?[AaPp]\.?[Mm]\b.{0,30}")
_CLOCK = re.compile(rf"(?:end(?:ed)?\s*)?(?:at\s)?{_TIME_OF_DAY}", re.I)
_PAGE = re.compile(
    r"(?:page\s)?[-–—\[]?\s?\d{1,4}\s?[-–—\]]?(?:\sof\s\d{1,4})?|\{time\}\s*\d{3,4}"
    # the number under which a briefing is filed, and the house of the court reporter
    # the head or foot of a page that a browser printed: "11/26/26, 12:45 AM … https://… 1/2"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s\d{1,2}:\d{2}\b.{0,300}\s\d{1,3}/\d{1,3}"
    r"|(?:https?|file)://\S+\s\d{1,3}/\d{1,3}"
    r"|\[\[?page\s[\w-]+\]?\]"
    # the column and the number of a question in the record of a house
    r"|\d{1,2}\s[^\W\d]\w+\s\d{4}\s?:\sColumn\s\d{1,5}\w{0,3}|Column (?:number: ?)?\d{1,5}\w{0,3}"
    r"|Q\.?\s?\d{1,4}"
    r"|[A-Z]{2,5}\s?[#:]\s?\d[\d/.-]{0,12}|cve: ?[A-Z\d-]+|N[úu]m\. \d+ .{4,60} P[áa]g\. \d+"
    r"|(?:[\w.&,’'-]+\s){1,4}reporting"
    r"(?:,?\s(?:company|corporation|co|corp|inc|services?|group)\b\.?){1,2}",
    re.I,
)
_CERTIFICATE = re.compile(
    r"certificate of .{3,60}|reporter['’]s certificate|c ?e ?r ?t ?i ?f ?i ?c ?a ?t ?e", re.I
)

# Blocks of which the format itself says that nobody speaks them.
ASIDE_BY_ROLE = {"rule": "a rule", "furniture": "part of the page, by its markup"}

# A line longer than this says something of its own.
LONGEST_RUNNING_LINE = 90


def leading_furniture(source: CanonicalText, blocks: Sequence[Block]) -> dict[int, str]:
    """What to set aside of the blocks before the talk: positions in `blocks`, with the reason."""
    everywhere = Counter(source.words(b) for b in source.blocks if b.role == "paragraph")
    aside: dict[int, str] = {}
    for place, block in enumerate(blocks):
        words = source.words(block)
        if block.role in ASIDE_BY_ROLE:
            aside[place] = ASIDE_BY_ROLE[block.role]
        elif everywhere[words] >= 3 and len(words) <= LONGEST_RUNNING_LINE:
            aside[place] = "repeated on the page"
        elif reason := site_line(words) or credit_line(words):
            aside[place] = reason
    for stanza in _stanzas(source, blocks):
        inside = [place for place in stanza if place in aside]
        if len(stanza) > 2 and len(inside) >= 0.6 * len(stanza):
            for place in stanza:
                aside.setdefault(place, "navigation")
    return aside


def end_of_talk(source: CanonicalText, blocks: Sequence[Block], first: int) -> tuple[int, str]:
    """Where, from `first` on, the page stops to be the text: a position in `blocks`, and why."""
    for place in range(first, len(blocks)):
        words = source.words(blocks[place])
        if reason := end_mark(words) or site_line(words) or other_pages(words):
            return place, reason
    return len(blocks), ""


def end_mark(words: str) -> str:
    """Why nothing of the text follows this line; empty where it is no mark of its end."""
    if _END.fullmatch(words) or _END_WITH_TIME.fullmatch(words) or _CERTIFICATE.fullmatch(words):
        return "after the end of the text"
    return ""


def is_clock(words: str) -> bool:
    """A line that is a time of day only, as briefings print at their beginning and end."""
    return bool(_CLOCK.fullmatch(words.strip()))


def page_mark(words: str) -> bool:
    """A page number on its own, a mark of time or file, or the court reporter's own line."""
    return bool(_PAGE.fullmatch(words))


def site_line(words: str) -> str:
    """Why a block is part of the site and not of the text; empty where it is not."""
    if len(words) <= 80 and _NAVIGATION.fullmatch(words):
        return "navigation"
    if words.count("|") >= 2 or (words.startswith("Home ") and _is_title_case(words)):
        return "navigation"
    if _COPYRIGHT.search(words) and len(words) < 400:
        return "copyright or privacy line"
    if _COOKIES.search(words) and len(words) < 500:
        return "notice on cookies"
    if _FOOTER.search(words) and len(words) < 500:
        return "footer of the site"
    if _RELEASED.fullmatch(words):
        return "line of publication"
    return ""


def other_pages(words: str) -> str:
    """Why a line is set aside that leads to other pages; empty where it does not."""
    if len(words) <= 80 and words[-1] not in ".?!:" and _OTHER_PAGES.fullmatch(words):
        return "teasers of other pages"
    return ""


def credit_line(words: str) -> str:
    """The credit of a picture, or what stands in for the picture itself."""
    if len(words) <= 100 and words[-1] not in ".?!" and _CREDIT.fullmatch(words):
        return "credit of a picture"
    if len(words) <= 70 and _PICTURE.fullmatch(words):
        return "in place of a picture"
    return ""


def _is_title_case(words: str) -> bool:
    long_words = [w for w in words.split() if len(w) > 3]
    return (
        len(long_words) >= 4 and all(w[0].isupper() for w in long_words) and words[-1] not in ".?!"
    )


def _stanzas(source: CanonicalText, blocks: Sequence[Block]) -> list[list[int]]:
    """Blocks that stand line under line."""
    stanzas: list[list[int]] = []
    for place, block in enumerate(blocks):
        close = place and source.text[blocks[place - 1].end : block.start] == "\n"
        if close:
            stanzas[-1].append(place)
        else:
            stanzas.append([place])
    return stanzas
