"""What is being typed in the search box, completed: names of fields, and the names that the archive
has for their values.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice

from documents.folding import folded_words
from documents.models import Vocabulary
from search import as_printed
from search.own_names import Having, Names, Pairs, alike, beginning, names_by_field
from search.quotation_marks import ANY, straightened

MOST = 8
MOST_OF_A_KIND = 3
"""So many of each kind are offered for a word without a field."""
LONGEST = 200
SHORTEST = 2
"""Characters of a bare word before names are offered for it."""
SHORTEST_LIKE = 5
"""Characters of one that nothing begins with before names are offered that are like it."""

# What stands at the end of the text: a field with the beginning of its value, or a bare word.
_BEFORE = r"(?:^|[\s(])(?P<sign>[-−+]?)"
FIELD = re.compile(rf'{_BEFORE}(?P<field>[^\W\d_][\w-]*): ?(?P<value>"[^"]*|[^\s"()]*)$')
# Of several words without quotation marks: "speaker:Mr. McC", "topic:forced ".
SEVERAL = re.compile(
    rf"{_BEFORE}(?P<field>[^\W\d_][\w-]*): ?"
    r"(?P<value>[^\s\"():]+(?:\s(?!(?:OR|AND|NOT)\b)[^\s\"():+−-][^\s\"():]*)*\s?)$"
)
WORD = re.compile(rf"{_BEFORE}(?P<word>[^\W\d_][\w-]*)$")
IN_BRACKETS = re.compile(r'(?P<field>[^\W\d_][\w-]*): ?\((?:[^()":]*[\s(])?(?P<word>[\w-]+)$')
YEARS = re.compile(r"(?P<first>\d{4})?\.\.(?P<last>\d{0,4})")


@dataclass(frozen=True)
class Option:
    """`text` takes the place of what was typed; `label` and `note` say what it is."""

    text: str
    label: str
    note: str


@dataclass(frozen=True)
class Completion:
    """`typed` is the end of the text that an option takes the place of."""

    typed: str
    options: list[Option]

    def as_json(self) -> dict[str, object]:
        return {"typed": self.typed, "options": [asdict(option) for option in self.options]}


def complete(text: str) -> Completion:
    """What the text up to the caret may go on with; no options where nothing is to be offered."""
    text = text[-LONGEST:]
    straight = straightened(text)
    names = names_by_field()
    if several := IN_BRACKETS.search(straight):
        field, word = several["field"].lower(), several["word"]
        options = list(islice(_of_field(field, word, names), MOST))
        bare = [Option(o.text.removeprefix(f"{field}:"), o.label, o.note) for o in options]
        return Completion(word, bare)
    if whole := _of_several(straight, names):
        return Completion(text[-len(whole.typed) :], whole.options)
    found = FIELD.search(straight)
    if found is None or found["field"].lower() not in names:
        found = WORD.search(straight)
    if found is None or straight.count('"', 0, found.start()) % 2:  # within quotation marks
        return Completion("", [])
    named = found.groupdict()
    if field := named.get("field"):
        options = list(islice(_of_field(field.lower(), named["value"], names), MOST))
    else:
        options = list(islice(_of_word(named["word"], names), MOST))
    sign = named["sign"]
    return Completion(
        text[found.start("sign") :], [Option(sign + o.text, o.label, o.note) for o in options]
    )


def _of_several(text: str, names: Names) -> Completion | None:
    """Names that have all of the words behind a field within them; None where there are none, or
    where one of them is what was typed.
    """
    found = SEVERAL.search(text)
    if found is None or text.count('"', 0, found.start()) % 2:
        return None
    field, value, sign = found["field"].lower(), found["value"], found["sign"]
    if field not in names or not re.search(r"\s", value):
        return None
    note, having = names[field]
    pairs = _beginning(field, having, folded_words(value))[:MOST]
    if not pairs or value.strip() in dict(pairs):
        return None
    return Completion(
        text[found.start("sign") :],
        [Option(f"{sign}{field}:{as_value(value)} ", label, note) for value, label in pairs],
    )


def _beginning(field: str, having: Having, wanted: Sequence[str]) -> Pairs:
    """As `beginning`; forms of address are no part of a name, nor is an office that nobody has."""
    if field not in as_printed.DIMENSIONS:
        return beginning(having, wanted)
    called = as_printed.without_courtesies(wanted)
    return beginning(having, called) or beginning(having, as_printed.without_offices(called))


def _of_field(field: str, typed: str, names: Names) -> Iterator[Option]:
    if field not in names:
        return
    note, having = names[field]
    if field == "year" and (years := YEARS.fullmatch(typed)):
        first, last = years["first"] or "", years["last"]
        for year, _ in having((), 0):
            if year.startswith(last) and year > first:
                yield Option(f"year:{first}..{year} ", f"{first} to {year}".lstrip(), note)
        return
    wanted = folded_words(typed)
    for value, label in _beginning(field, having, wanted) or alike(having, wanted):
        yield Option(f"{field}:{as_value(value)} ", label, note)


def _of_word(word: str, names: Names) -> Iterator[Option]:
    """Fields that begin with the word, then people, terms and documents that have such a word; else
    people and terms with one that is like it.
    """
    fields = [name for name in names if name.startswith(word.lower())]
    for field in fields:
        note = names[field][0]
        yield Option(f"{field}:", f"{field}:", f"Search by {note[:1].lower()}{note[1:]}")
    wanted = folded_words(word)
    if len(word) < SHORTEST or not wanted:
        return
    named = ["speaker", "quoted", *(v.query_key for v in Vocabulary.objects.all())]
    options = list(_of_some([*named, "document"], beginning, wanted, names))
    if not (options or fields) and len(word) >= SHORTEST_LIKE:
        options = list(_of_some(named, alike, wanted, names))
    yield from options


def _of_some(
    fields: Iterable[str], found: Callable[..., Pairs], wanted: Sequence[str], names: Names
) -> Iterator[Option]:
    """Values of several fields, a few of each."""
    for field in fields:
        note, having = names[field]
        for value, label in found(having, wanted)[:MOST_OF_A_KIND]:
            yield Option(f"{field}:{as_value(value)} ", label, note)


def as_value(value: str) -> str:
    """A value as it is written behind a colon."""
    plain = re.fullmatch(r"[^\s()|]+", value) and not ANY.search(value)
    return value if plain else '"{}"'.format(ANY.sub(" ", value))
