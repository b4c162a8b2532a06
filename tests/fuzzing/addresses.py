"""Addresses with odd queries and parameters, drawn with a seed: the n-th is always the same."""

import random
from collections.abc import Iterator, Sequence
from urllib.parse import quote, quote_plus, urlencode

WORDS = (
    "the",
    "of",
    "trafficking",
    "traffic",
    "forced",
    "labor",
    "labour",
    "victims",
    "victim",
    "slavery",
    "modern-day",
    "anti-trafficking",
    "TIP",
    "G/TIP",
    "TVPA",
    "U.S.",
    "US",
    "NGO",
    "women’s",
    "naïve",
    "Verité",
    "it's",
    "3",
    "2008",
    "20.9",
    "zzxqj",
)
SIGNS = (
    *"\"'“”„«»‘’()[]{}<>-–—+*~^:;,.!?&|\\/@#$%=_`",
    '""',
    "((",
    "))",
    "()",
    "--",
    "<->",
    "<2>",
    "||",
    "&&",
    "!!",
    "::",
    ":*",
    "..",
    "...",
    "~5",
    "~0",
    "~-1",
    "~99999999999999999999",
    "*:*",
    "%s",
    "%%",
    "%(q)s",
    "{0}",
    "{{ q }}",
    "\\x00",
    "';--",
    "' OR 1=1 --",
)
OPERATORS = (
    "OR",
    "AND",
    "NOT",
    "or",
    "and",
    "NEAR",
    "NEAR/3",
    "TO",
    "-OR",
    "OR OR",
    "NOT NOT",
    "-",
)
FIELDS = (
    "speaker:lagon",
    "speaker:",
    "speaker:nobody",
    'speaker:"Mark P. Lagon"',
    'speaker:"unclosed',
    "-speaker:lagon",
    "year:2007",
    "year:2007..2012",
    "year:2012..2007",
    "year:..2012",
    "year:2007..",
    "year:..",
    "year:abcd",
    "year:0",
    "year:-5",
    "year:99999999999999999999",
    "year:undated",
    "topic:forced-labor",
    "topic:(a OR b)",
    "p:protection",
    "p:none",
    "kind:speech",
    "kind:x",
    "title:trafficking",
    'title:"policy podcast"',
    "title:*",
    "nofield:x",
    "http://example.org/a:b",
    "12:30",
)
ODD = (
    "\x00",
    "\x07",
    "\t",
    "\n",
    "\r\n",
    "\u00a0",
    "\u00ad",
    "\u200b",
    "\u200f",
    "\u202e",
    "\u2028",
    "\u0301",
    "\ue000",
    "\ufdd0",
    "\ufeff",
    "\ufffd",
    "\uffff",
    "😀",
    "👩‍👩‍👧",
    "日本語",
    "الاتجار",
    "торговля",
    "İstanbul",
    "ẞ",
    "ﬁ",
    "Ａ",
    "e\u0301",
    "Z͑ͫa̴l͜g͡o",
    "𝔣𝔯𝔞𝔨",
    "\U0010ffff",
)
KEYS = (
    "speaker",
    "quoted",
    "part",
    "role",
    "year",
    "topic",
    "p",
    "kind",
    "publisher",
    "language",
    "collection",
    "document",
    "type",
    "tagged",
    "sort",
    "page",
    "view",
    "count",
    "format",
    "of",
    "find",
)
VALUES = {
    "speaker": ("mark-p-lagon", "unknown", "nobody"),
    "quoted": ("mark-p-lagon", "unknown"),
    "part": ("speaker", "presider", "quoted", "x"),
    "role": ("unknown", "ambassador"),
    "year": ("2007", "2008", "2014", "2022", "undated", "1066", "20070", "-1", "2007..2012"),
    "topic": ("forced-labor", "none", "unread", "sex-trafficking"),
    "p": ("prosecution", "protection", "prevention", "partnership", "none", "unread"),
    "kind": ("panel", "podcast", "speech", "unknown"),
    "publisher": ("unknown", "council-on-foreign-relations"),
    "language": ("en", "fr", "unknown", "xx"),
    "collection": ("founding-collection", "tests"),
    "document": ("combating-human-trafficking-and-modern-slavery", "x"),
    "type": ("speech", "question", "slide", "heading"),
    "tagged": ("yes", "no", "maybe"),
    "sort": ("relevance", "newest", "oldest", "left", "right", "best"),
    "page": ("1", "2", "3", "500", "501", "0", "-1", "1.5", "1e9", "９", "٣", "9" * 30, "two"),
    "view": ("passages", "documents", "concordance", "table"),
    "count": ("passages", "documents", "words"),
    "format": ("html", "json", "csv", "jsonl", "xml"),
    "of": ("speaker", "year", "topic", "publisher", "document"),
    "find": ("lag", "20", "%", "_"),
}
PATHS = (
    "/search/",
    "/search/values/",
    "/documents/",
    "/documents/combating-human-trafficking-and-modern-slavery/",
    "/speakers/",
    "/speakers/mark-p-lagon/",
    "/topics/",
    "/four-ps/",
    "/passages/zzzzzzzzzzzz/",
    "/help/search/",
)


def addresses(seed: int, number: int) -> Iterator[str]:
    """`number` addresses within the site, four of five of them searches."""
    draw = random.Random(seed)  # noqa: S311
    for _ in range(number):
        path = PATHS[0] if draw.random() < 0.8 else draw.choice(PATHS)
        yield f"{path}?{_parameters(draw)}"


def _parameters(draw: random.Random) -> str:
    pairs = [("q", query(draw))] if draw.random() < 0.9 else []
    for key in draw.sample(KEYS, draw.choice((0, 0, 1, 1, 2, 3, len(KEYS)))):
        pairs += [(key, _value(draw, key)) for _ in range(draw.choice((1, 1, 1, 2, 60)))]
    if draw.random() < 0.05:
        pairs.append((_text(draw), _text(draw)))
    if draw.random() < 0.05:
        pairs += [("q", query(draw)), ("sort", "newest"), ("page", "2")]
    draw.shuffle(pairs)
    encoded = urlencode(pairs, quote_via=draw.choice((quote, quote_plus)))
    return _broken(draw, encoded) if draw.random() < 0.05 else encoded


def query(draw: random.Random) -> str:
    """What is typed: mostly words with signs, sometimes deep, long, or nothing but signs."""
    kind = draw.random()
    if kind < 0.70:
        parts: Sequence[str] = [_part(draw) for _ in range(draw.randint(0, 8))]
        return draw.choice((" ", " ", " ", "")).join(parts)
    if kind < 0.80:
        return "".join(draw.choice(SIGNS + ODD) for _ in range(draw.randint(1, 30)))
    if kind < 0.86:
        depth = draw.choice((3, 30, 1000))
        return "(" * depth + "labor" + ")" * draw.choice((depth, depth // 2, 0))
    if kind < 0.93:
        return draw.choice((" ", " OR ", " -", '" "', "-")).join(
            draw.choice(WORDS) for _ in range(draw.choice((20, 63, 64, 65, 300, 1500)))
        )
    if kind < 0.97:
        unit = draw.choice((*SIGNS, *ODD, *WORDS, "a", "a b ", "a*", '"a" ', "(a OR ", "-a "))
        return (unit * 10_000)[: draw.choice((2000, 2001, 9999, 10_000, 12_000))]
    return "".join(chr(draw.randrange(1, 0x3000)) for _ in range(draw.randint(1, 400)))


def _part(draw: random.Random) -> str:
    word = draw.choice(WORDS)
    return draw.choice(
        (
            lambda: word,
            lambda: word,
            lambda: f'"{word} {draw.choice(WORDS)}"',
            lambda: f"“{word} {draw.choice(WORDS)} {draw.choice(WORDS)}”",
            lambda: f'"{word} {draw.choice(WORDS)}"~{draw.choice((0, 1, 5, 50, 10**9))}',
            lambda: f"{word[: draw.randint(1, 5)]}*",
            lambda: f"-{word}",
            lambda: f"+{word}",
            lambda: f"({word} OR {draw.choice(WORDS)})",
            lambda: draw.choice(OPERATORS),
            lambda: draw.choice(FIELDS),
            lambda: draw.choice(SIGNS),
            lambda: draw.choice(ODD),
            lambda: word + draw.choice(SIGNS) + draw.choice(ODD),
        )
    )()


def _value(draw: random.Random, key: str) -> str:
    return draw.choice(VALUES[key]) if draw.random() < 0.7 else _text(draw)


def _text(draw: random.Random) -> str:
    if draw.random() < 0.1:
        return draw.choice((*WORDS, *ODD)) * 3000
    return "".join(draw.choice(WORDS + SIGNS + ODD) for _ in range(draw.randint(0, 3)))


def _broken(draw: random.Random, encoded: str) -> str:
    """The same with bytes that no client should send: half an escape, no UTF-8, bare separators."""
    at = draw.randrange(len(encoded) + 1)
    dirt = draw.choice(
        ("%", "%f", "%ff", "%00", "%ed%a0%80", "%c0%af", "&&", "=", "&=&", ";", "%u0041")
    )
    return encoded[:at] + dirt + encoded[at:]
