"""Subjects in a sentence: the words that name who speaks, before or after a verb, or in general."""

import re
from dataclasses import dataclass

from documents.ingest.forms_of_address import is_title
from documents.ingest.name_words import UPPER
from documents.ingest.quotations import words
from documents.ingest.quotations.named import BODY_RUN, NameRun, name_runs
from documents.ingest.quotations.prose import NAMED, QUOTED

GAP = QUOTED + NAMED
# In code points, a quotation counting as one.
LONGEST_SENTENCE = 2000
PIECE_END = re.compile(rf"[,;:()—–{GAP}]|\s--?\s|$")
CLAUSE = re.compile(
    r"[;:()—–]|,(?=\s)|\s-\s|\b(?:and|but|when|while|because|if|whether|where|what|how|after|before"
    r"|which|although|though|until|whom|than)\b"
    # but for "in that room"
    r"|(?<!\b(?:in|of|at|on|by|to)\s)(?<!\bfor\s)(?<!\b(?:from|with)\s)\bthat\b"
)
CONNECTIVE = (
    r"(?:of|in|at|on|when|as|after|before|during|to|while|who|for|with|from|about|by|because|that"
    r"|and|or|du|des|del|au|aux)\b"
)
# "I’d say", "he’ll tell you"
CLITIC = re.compile(
    r"(?<=^[Ii])[’'](?:d|m|ll|ve)$|(?<=e)[’'](?:d|s|ll|re|ve)$|(?<=y)[’'](?:d|ll|re|ve)$"
)
# "A spokesman for the developer, Northgate Homes,": what is in commas names the developer.
FOR_WHOM = re.compile(
    r"\b(?:for|of|at|from|with) (?:the|a|an|its|his|her|their) [\w-]+(?: [\w-]+)?\s*$"
)
GOVERNED = re.compile(
    r"\b(?:of|in|at|from|near|for|with|to|by|on|about|against|outside|inside|across)(?: the)?\s*$"
)
NO_SUBJECT = re.compile(r"\s*(?:and|but|then|or|and then|but then|,|\s)*\s*$")
NO_SUBJECT_AT_END = re.compile(
    r"\b(?:to|what|which|that|not|of|by|in|the|a|an|for|with)$", re.IGNORECASE
)
NOUN_PHRASE = re.compile(
    rf"^(?:(?:{words.DETERMINER}|one of \w+|some of \w+|\w+[’']s)\s.+"
    r"|[A-Za-z][\w\-’']*(?: [\w\-’']+){0,7})$",
    re.IGNORECASE,
)
PASSING_PARTICIPLE = re.compile(
    r"\s*(?:\w+ed|\w+ing|seen|shown|known)\s(?:by|for|in|as|at|to|from|on)\b"
)
# "Briefing the Council, Jane Doe, …", "Asked about it, …"
OPENING_PARTICIPLE = re.compile(
    r"\s*(?:[A-Z][a-z]+ing|Asked|Pressed)\s(?:the|a|an|his|her|to|at|in|about)\b"
)
# "PORT MERIDEN (HNS) -- ", "Washington – "
DATELINE = re.compile(
    r"\s*(?!(?:His|Her|Their|Its|The|An?|My|Our|In|At|On)\b)[A-Z][\w.’' ]+(?:, [A-Z][\w.]+)*"
    r"(?:, \w+ \d+)? ?(?:\([^()]*\) ?)?(?:--|—|–|-(?=\s))\s*"
)
# "the sponsor of the bill, Senator Jane Doe"
BESIDE_ROLE = re.compile(r"(?: (?:of|for|at|in|on|from)\s[^,.;:()—–]{2,60}?)?,\s")
# "A Ionela la esperaba un hombre": whom a Spanish sentence is about.
TOPIC = re.compile(rf"\s*A [{UPPER}][\w’' -]{{1,40}}?(?= (?:la|lo|le|las|los|les) [a-zà-ÿ]+)")
RELATIVE = re.compile(r"\swho\s")
OPENING = re.compile(r"\s*(?:(?:For|To|Like|But|And|Then|Yet|So|Still|Now|Today|Later|Soon)\s)?")
# Up to the comma or stop that ends what follows a verb; an abbreviation's stop is none.
STOP = re.compile(
    rf"[,;:()—–{GAP}]|(?<!\b[A-Z])(?<!\b(?:Dr|Mr|Ms))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Amb))[.?!](?=\s"
    rf"|$)"
)
RIGHT_PHRASE = re.compile(
    rf"(?:{words.DETERMINER}\s)?[\w\-’' ]*?(?=[,.;:()—–{GAP}?!]|\s(?:in|at|on|when|as|after|before"
    r"|during|to|while|who|with|from|about|because|that|by|of|for|published|released|issued)\b|$)",
    re.IGNORECASE,
)
BEGINNING_PHRASE = re.compile(rf"{words.DETERMINER}\s(?:[\w\-’']+\s?){{1,6}}", re.IGNORECASE)
# "Doe’s mother": somebody of her own.
OF_KIN = re.compile(
    rf"[{UPPER}][\w-]+(?: [{UPPER}][\w-]+)?[’']s (?:[a-z-]+ ){{0,2}}?(?:{words.KIN})\b"
    rf"(?! [{UPPER}])"
)
# "In a statement posted online Thursday it said …"
AFTER_A_TIME = re.compile(r"\b(?:\w+day|online|week|month|year|\w+ly|later|then)\s+it$")
OBJECT_CASE = {"him": "he", "her": "she", "them": "they", "lui": "il"}


@dataclass(frozen=True)
class Subject:
    """Who a cue names.

    `kind` is pronoun, person, body, role (a noun phrase), or same: that of the clause before.
    """

    kind: str
    words: str
    start: int
    end: int
    name: NameRun | None = None


def subject_before(sentence: str, since: int, verb: int) -> Subject | None:
    """The subject of the verb at `verb`, in the words from `since` on."""
    text = sentence[since:verb]
    if adverbs := words.ADVERB.search(text):
        text = text[: adverbs.start()]
    text = text.rstrip()
    if NO_SUBJECT.fullmatch(text):
        return Subject("same", "", since, since)
    if text.endswith("who"):
        before = text[:-3].rstrip(" ,")
        return _person_at_end(before, since) or Subject("same", "", since, since)
    if NO_SUBJECT_AT_END.search(text):
        return None
    if text.endswith(","):
        return _before_apposition(text, since)
    body = _body_at_end(text, since)
    is_governed = body and GOVERNED.search(text[: body.start - since])
    if body and not is_governed and not _has_office(_person_at_end(text, since)):
        return body
    last = max((m.end() for m in CLAUSE.finditer(text)), default=0)
    if NO_SUBJECT.fullmatch(text[last:]):
        return Subject("same", "", since, since)
    return _phrase(text[last:], since + last)


def subject_after(sentence: str, at: int) -> Subject | None:
    """The subject or agent that begins at `at`: "Jane Doe, director of", "the clinic’s adviser"."""
    rest = sentence[at:]
    pronoun = re.match(
        r"(?:he|she|they|it|I|we|il|elle|er|sie|él|ella)\b|(?:him|her|them|lui)(?=\s*[,.;:)]|$)",
        rest,
    )
    if pronoun:
        word = OBJECT_CASE.get(pronoun[0], pronoun[0])
        return Subject("pronoun", word, at, at + pronoun.end())
    stop = STOP.search(rest)
    limit = stop.start() if stop else len(rest)
    run = _name_after(rest)
    body = _body_in(rest)
    if run and body and body.start() == run.start and re.match(r"[’']\s", rest[run.end :]):
        return _body(body, at)  # "the Seafarers’ Trust"
    if run and run.start < limit:
        lead = _lead(rest, run)
        owns = re.match(r"[’']s?\s+[a-z]", rest[run.end :])
        is_body = _names_body(lead, run)
        if not re.search(rf"\b{CONNECTIVE}", lead) and (is_body or not owns):
            kind = "body" if is_body else "person"
            return Subject(kind, run.name, at + run.start, at + run.end, run)
    if body and body.start() < limit and not re.match(r"[’']s?\s+[a-z]", rest[body.end() :]):
        lead = rest[: body.start()].strip()
        if len(lead.split()) <= 1 or words.BODY_NOUN.search(lead):
            return _body(body, at)
    phrase = RIGHT_PHRASE.match(rest)
    if phrase and (named := _name_behind(rest, phrase.end(), at)):
        return named
    if phrase and 0 < len(phrase[0].split()) <= 8 and re.search(r"[^\W\d]", phrase[0]):
        return Subject("role", phrase[0], at, at + phrase.end())
    return None


def _name_behind(rest: str, role_end: int, at: int) -> Subject | None:
    """The name in commas behind a role: "the sponsor of the bill, Senator Jane Doe"."""
    role = rest[:role_end].split()
    beside = BESIDE_ROLE.match(rest, role_end)
    if not beside or not role or not re.fullmatch(words.DETERMINER, role[0], re.IGNORECASE):
        return None
    run = next(iter(name_runs(rest[beside.end() :])), None)
    if run is None or run.start - len(run.title) - bool(run.title) > 0:
        return None
    if not (run.title or " " in run.name):
        return None
    start, end = beside.end() + run.start, beside.end() + run.end
    return Subject("person", run.name, at + start, at + end, run)


def main_subject(sentence: str) -> Subject | None:
    """The subject of a sentence without a verb of saying, or of the clause before a participle."""
    if len(sentence) > LONGEST_SENTENCE:
        return None
    if (topic := TOPIC.match(sentence)) and (run := next(name_runs(sentence[: topic.end()]), None)):
        return Subject("person", run.name, run.start, run.end, run)
    dateline = DATELINE.match(sentence)
    begin = dateline.end() if dateline else 0
    for start, text in _pieces(sentence, begin):
        opening = OPENING.match(text)
        lead = opening.end() if opening else 0
        run = _name_after(text)
        if run and _is_set_before_name(sentence, start, text, run):
            continue
        if run and _is_subject(text, lead, run):
            return Subject("person", run.name, start + run.start, start + run.end, run)
        if start == begin and (kin := OF_KIN.match(text, lead)):
            return Subject("role", kin[0].strip(), start + kin.start(), start + kin.end())
        if start == begin:
            body = _body_in(text)
            owns = body and re.match(r"[’']s?\s", text[body.end() :])
            if body and not owns and not text[lead : body.start()].strip():
                return _body(body, start)
            if phrase := BEGINNING_PHRASE.match(text, lead):
                comma = start + len(text)
                beside = _body_beside(sentence, comma, phrase[0]) or _name_beside(sentence, comma)
                role = Subject("role", phrase[0].strip(), start + lead, start + phrase.end())
                return beside or role
        pronoun = re.match(r"\s*(?:But |And |Then )?(he|she|they|it)\b", text, re.IGNORECASE)
        if pronoun:
            return Subject("pronoun", pronoun[1], start + pronoun.start(1), start + pronoun.end(1))
    return None


def _pieces(text: str, start: int = 0) -> list[tuple[int, str]]:
    """The pieces between commas, dashes and quotations, each with where it starts."""
    pieces, at = [], start
    for end in PIECE_END.finditer(text, start):
        if text[at : end.start()].strip():
            pieces.append((at, text[at : end.start()]))
        at = end.end()
    return pieces


def _is_set_before_name(sentence: str, start: int, text: str, run: NameRun) -> bool:
    """ "Outside, Jane Doe …": a lone word that is set before the name, not one itself."""
    if " " in run.name or run.title or text.strip() != run.name:
        return False
    behind = next(iter(name_runs(sentence[start + len(text) + 1 :])), None)
    return behind is not None and behind.start - len(behind.title) <= 2


def _is_subject(text: str, lead: int, run: NameRun) -> bool:
    """Whether a name begins its clause or ends its first noun phrase: "Doe’s friend John Roe"."""
    if run.start - len(run.title) - bool(run.title) <= lead:
        return not re.match(r"[’']s?\b", text[run.end :])
    before = text[lead : run.start]
    phrase = (
        r"[a-z][’']s\s[a-z]+\s$|\b(?i:the|a|an|its|his|her|their)\s(?:[\w\-’']+\s){1,5}$"
        r"|^[A-Z][\w\-]*\s(?:[a-z][\w\-]*\s){1,3}$"
    )
    governed = r"\b(?:of|with|by|from|to|in|on|for|about|against|at|and|du|des?|del|aux?)\s"
    return bool(re.search(phrase, before)) and not re.search(governed, before)


def _name_beside(sentence: str, comma: int) -> Subject | None:
    """The name in commas behind a noun phrase: "The owner of the truck stop, Jane Doe, has …"."""
    if sentence[comma : comma + 1] != ",":
        return None
    rest = sentence[comma + 1 :]
    run = next(iter(name_runs(rest)), None)
    if not run or rest[: run.start].strip() != run.title:
        return None
    if not re.match(r",|\s[—–(]|\s--", rest[run.end :]):
        return None
    return Subject("person", run.name, comma + 1 + run.start, comma + 1 + run.end, run)


def _body_beside(sentence: str, comma: int, phrase: str) -> Subject | None:
    """The body in commas behind a noun for one: "The company that owned it, Doe Fisheries, …"."""
    noun = re.split(r"\s(?:that|which|who|of|in|for|behind|with|at)\s", phrase)[0].strip()
    if sentence[comma : comma + 1] != "," or not words.BODY_NOUN.search(noun):
        return None
    rest = sentence[comma + 1 :]
    body = _body_in(rest) or BODY_RUN.match(rest, len(rest) - len(rest.lstrip()))
    is_apposition = body and not rest[: body.start()].strip() and rest[body.end() :][:1] == ","
    return _body(body, comma + 1) if body and is_apposition else None


def _before_apposition(text: str, since: int) -> Subject | None:
    """NAME, role, VERB: the name is the piece before the role, or the piece in commas after it."""
    role = lone = None
    pieces = _pieces(text)
    for start, piece in pieces:
        if PASSING_PARTICIPLE.match(piece):
            continue
        if start == 0 and len(pieces) > 1 and OPENING_PARTICIPLE.match(piece):
            continue
        subject = _phrase(piece, since + start)
        if subject is None:
            continue
        if subject.kind == "person" and " " not in subject.words and start == 0:
            # "Outside, Doe, …" or "Lagon, a …": a fuller name further on decides.
            lone = subject
        elif subject.kind in ("person", "body", "pronoun"):
            if subject.kind == "person" and role and _is_only_a_body(role.words):
                # "The company, Pacific Crown, …"
                return Subject("body", subject.words, subject.start, subject.end)
            is_whose = subject.kind == "body" and role and FOR_WHOM.search(role.words)
            return role if is_whose else subject
        elif re.match(rf"\s*{words.DETERMINER}\b", piece, re.IGNORECASE):
            role = role or subject
    return lone or role


def _is_only_a_body(phrase: str) -> bool:
    """Whether a phrase is an article and a noun for a body: "The company", and no more."""
    return len(phrase.split()) == 2 and words.BODY_NOUN.search(phrase) is not None


def _phrase(piece: str, since: int) -> Subject | None:
    """The piece of a clause right before a verb as a subject, None where it cannot be one."""
    stripped = piece.strip()
    if not stripped or stripped.endswith("who"):
        return None
    count, last = len(stripped.split()), CLITIC.sub("", stripped.split()[-1])
    is_nominative = last in ("he", "she", "they", "I", "we")
    if last == "it" and AFTER_A_TIME.search(stripped):
        is_nominative = True
    if is_nominative or (words.PRONOUN.fullmatch(last) and count <= 4):
        at = since + piece.rindex(last)
        return Subject("pronoun", last, at, at + len(last))
    body = _body_at_end(piece.rstrip(), since)
    person = _person_at_end(piece.rstrip(), since)
    if body and not _has_office(person) and not GOVERNED.search(piece[: body.start - since]):
        return body
    if person and person.name:
        lead = _lead(piece, person.name)
        if not GOVERNED.search(lead):
            kind = "body" if _names_body(lead, person.name) else "person"
            return Subject(kind, person.words, person.start, person.end, person.name)
    if count > 10 and (relative := RELATIVE.search(stripped)):
        # "a woman who was held in that room for five weeks"
        stripped = stripped[: relative.start()]
        count, last = len(stripped.split()), stripped.split()[-1]
    if count <= 10 and NOUN_PHRASE.match(stripped) and not last.isdigit():
        start = since + len(piece) - len(piece.lstrip())
        return Subject("role", stripped, start, start + len(stripped))
    return None


def _person_at_end(text: str, since: int) -> Subject | None:
    runs = list(name_runs(text))
    if not runs or runs[-1].end < len(text.rstrip()) - 1:
        return None
    run = runs[-1]
    return Subject("person", run.name, since + run.start, since + run.end, run)


def _has_office(person: Subject | None) -> bool:
    """ "Police Chief Jane Doe" is a person, though "Police" begins many a body's name."""
    return bool(person and person.name and person.name.title)


def _body_at_end(text: str, since: int) -> Subject | None:
    for run in BODY_RUN.finditer(text):
        is_body = words.ORGANISATION.search(run[0]) and not _is_of_a_body(run[0])
        if run.end() == len(text) and is_body:
            return _body(run, since)
    return None


def _is_of_a_body(run: str) -> bool:
    """ "DCI Helen Barlow of Cumbria Police": a person with an office in it."""
    before, of, _ = run.partition(" of ")
    first = before.split()[0]
    return bool(of and is_title(first) and len(before.split()) >= 3) and not (
        words.ORGANISATION.search(before)
    )


def _body_in(text: str) -> re.Match | None:
    return next((b for b in BODY_RUN.finditer(text) if words.ORGANISATION.search(b[0])), None)


def _body(run: re.Match, since: int) -> Subject:
    name = re.sub(r"^[Tt]he\s", "", run[0])
    return Subject("body", name, since + run.end() - len(name), since + run.end())


def _name_after(rest: str) -> NameRun | None:
    """The name that follows a verb. In "Finnish envoy Kaarina Salo" it is behind the noun."""
    run = None
    for run in name_runs(rest):
        noun = re.match(
            rf"(?: (?!{CONNECTIVE})[a-z][\w\-]*){{0,3}} ([a-z][\w\-]*) [A-Z]", rest[run.end :]
        )
        if not noun or not words.ROLE_WORD.fullmatch(noun[1]):
            break
    return run


def _lead(text: str, run: NameRun) -> str:
    """What stands before a name and its title."""
    return text[: run.start - len(run.title) - bool(run.title)].strip()


def _names_body(lead: str, run: NameRun) -> bool:
    """ "the Corvina Line", "the charity Northern Lantern", "UNICEF": no person's name."""
    determined = re.search(r"\b[Tt]he$", lead) and not run.title
    return bool(
        determined or words.BODY_NOUN.search(lead) or (run.name.isupper() and len(run.name) > 1)
    )
