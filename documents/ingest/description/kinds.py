"""What a text is: by its form (labels, slides, how many speak) and by what its head calls it."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.ingest.description.head import Head
from documents.ingest.reading import CanonicalText, Known, Segment, Voice
from documents.vocabularies import Evidence, Kind, Part, PassageType

SPOKEN = (PassageType.SPEECH, PassageType.QUESTION)
LISTENERS = (Part.OPERATOR, Part.INTERPRETER, Part.QUOTED)

QUESTION_LABEL = re.compile(
    r"^(?:Q|QUESTION|QUESTIONER|REPORTER|JOURNALIST|PRESS|MEDIA)\b", re.IGNORECASE
)
BENCH_LABEL = re.compile(r"^(?:(?:MR\. )?(?:CHIEF )?JUSTICE\b|THE COURT\b|JUDGE\b)", re.IGNORECASE)
CHAIR_LABEL = re.compile(
    r"^(?:the |le |la |el )?(?:chair|chairman|chairwoman|chairperson|président|présidente|speaker|"
    r"presiding officer|presidente|vice-chair)\b",
    re.IGNORECASE,
)
FOR_DEBATES = ("application/akn+xml", "application/tei+xml")
SPEAKER_LABEL = re.compile(
    r"^(?:(?:mr|mrs|ms|madam|the)\.? (?:deputy |acting )?speaker\b(?! \d)|"
    r"the (?:acting )?president pro tem|the presiding officer\b)",
    re.IGNORECASE,
)
OF_OCCASION = re.compile(r"(?:opening |closing |joint )?remarks\b", re.IGNORECASE)
AUDIENCE_LABEL = re.compile(r"(?:audience|member of the audience)\b", re.IGNORECASE)
HOST_LABEL = re.compile(
    r"^(?:the )?(?:host|interviewer|presenter|anchor)\b|.*, (?:[\w.’'-]+ ){0,4}(?:host|anchor)$",
    re.IGNORECASE,
)
ON_AIR = re.compile(r".*, (?:[\w.’'-]+ ){0,4}(?:host|anchor|correspondent)$", re.IGNORECASE)
# What was recorded elsewhere and is played to the listeners.
PLAYED = re.compile(
    r"\W*(?:soundbite|sound ?bite of|(?:begin )?(?:video|audio|film) ?(?:clip|tape))\b", re.I
)

BYLINE = re.compile(r"^by\s+(?:[A-Z][\w.’'-]+\s*){2,5}(?:\band\b.*|,.*)?$", re.IGNORECASE)
DATELINE = re.compile(
    r"^(?:[A-Z][\w.’'-]+,?\s){1,5}(?:\([A-Z][\w /.]+\)\s*)?"
    r"(?:(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [a-zà-ÿ]{3,9})(?:,? \d{4})?\s*)?"
    r"(?:\([A-Z][\w /.]+\)\s*)?"
    r"(?:--|[–—-])\s+[A-Z“\"]"
)
COMMITTEE_MET = r"\b(?:sub)?committee met\b"
FIRST_PERSON = re.compile(
    r"\b(?:I|we|my|our|us|me|je|nous|notre|yo|nosotros|nuestra?|ich|wir|unser)\b", re.IGNORECASE
)
TO_LISTENERS = re.compile(
    r"\b(?:thank you|ladies and gentlemen|good (?:morning|afternoon|evening)|"
    r"mr\.? (?:president|chairman|speaker|chair)|madam|your excellenc|distinguished|"
    r"my fellow|(?:mesdames|messieurs)|señor)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Form:
    """The form of a text, counted."""

    labels: Counter[str]
    """Spoken turns by label as printed."""
    turns: int
    voices: int
    """Voices that speak, apart from operators and interpreters."""
    named: int
    """Those of them who have a name, apart from whom a recording plays."""
    strangers: int
    """Voices heard once that nobody names or whom a recording plays."""
    slides: int
    asks: float
    """The share of the turns of the voice that begins which end in a question."""
    two_ask: float
    """Of the two who speak most, where all others have a third of the turns at most: the share of
    the turns of the one who asks more that end in a question; 0 where both ask, or none."""
    quoted: bool
    """Whether others are quoted in prose; those who are quoted in talk tell nothing."""
    words: str
    """The first words of the text proper, for its tone."""


def kind_of(
    head: Head,
    title: str | None,
    source: CanonicalText,
    segments: Sequence[Segment],
    voices: Sequence[Voice],
) -> Known | None:
    """The kind, with the words or the form it follows from; None where nothing tells."""
    form = form_of(head, source, segments, voices)
    above = "\n".join(line.text for line in head.lines if not line.set_aside and not line.is_prose)
    for kind, basis in _signs(form, title or "", above, source, head):
        if basis:
            return Known(kind.value, Evidence.CONTEXT, basis)
    return None


def form_of(
    head: Head, source: CanonicalText, segments: Sequence[Segment], voices: Sequence[Voice]
) -> Form:
    spoken = [s for s in segments if s.type in SPOKEN]
    aside = {v.key for v in voices if v.part in LISTENERS}
    speaking = [s.voice for s in spoken if s.voice not in aside]
    turns: dict[int, Segment] = {s.turn: s for s in spoken if s.turn is not None}
    first = next((s.voice for s in spoken), None)
    own = [s for s in turns.values() if s.voice == first]
    asking = sum(1 for s in own if source.text[s.start : s.end].rstrip(' ”"').endswith("?"))
    by_voice = Counter(s.voice for s in turns.values())
    played = {key for key in _played(source, segments) if by_voice[key] == 1}
    unnamed = set(speaking) & {v.key for v in voices if not v.name}
    return Form(
        labels=Counter(s.label for s in spoken if s.label),
        turns=len(turns),
        voices=len(set(speaking)),
        named=len(set(speaking) & {v.key for v in voices if v.name} - played),
        strangers=sum(1 for key in unnamed | played if by_voice[key] == 1),
        slides=sum(1 for s in segments if s.type == PassageType.SLIDE),
        asks=asking / len(own) if own else 0.0,
        two_ask=_asked_by_one_of_two(source, turns.values()),
        quoted=not turns and any(v.part == Part.QUOTED for v in voices),
        words=source.text[head.end : head.end + 4000],
    )


def _played(source: CanonicalText, segments: Sequence[Segment]) -> set[str | None]:
    """The voices of the turns right below a note that a recording is played."""
    return {
        turn.voice
        for note, turn in pairwise(segments)
        if note.type in (PassageType.SCENE, PassageType.PROCEDURE)
        and turn.type in SPOKEN
        and PLAYED.match(source.text[note.start : note.end])
    }


def _signs(
    form: Form, title: str, above: str, source: CanonicalText, head: Head
) -> list[tuple[Kind, str]]:
    """Each kind with what speaks for it, the surest signs first.

    First what cannot be mistaken, then what the title calls the text, then the rest of the head,
    then the form alone.
    """
    opening = form.words[:1200]
    dialogue = form.turns > 1 or len(form.labels) > 1
    asked = _labelled(form, QUESTION_LABEL)
    return [
        (Kind.SLIDES, f"{form.slides} slides" if form.slides > 1 else ""),
        (Kind.COURT_ARGUMENT, _bench(form, above) or _in(r"\boral argument|\bplaidoirie", above)),
        (Kind.PARLIAMENT, _in(rf"\b(?:{PARLIAMENT})", above) or _sitting(form, source, above)),
        *_called(title, form, dialogue),
        (Kind.PODCAST, _in(OF_PODCAST, opening)),
        *_called(above, form, dialogue),
        *((kind, _in(called, above)) for kind, called in CALLED_IN_HAN),
        (Kind.HEARING, _in(COMMITTEE_MET, source.text[: head.end]) if dialogue else ""),
        (Kind.HEARING, _chaired(form)),
        (Kind.ARTICLE, "" if dialogue else _reported(form, above)),
        (Kind.BRIEFING, f"{asked} questions under “Q”" if asked > 4 and form.voices < 4 else ""),
        (Kind.INTERVIEW, "" if OF_OCCASION.match(title or "") else _between_two(form)),
        (Kind.PRESS_CONFERENCE, _taking_questions(title, form, asked)),
        (Kind.PANEL, f"{form.voices} voices" if dialogue and form.voices > 1 else ""),
        (Kind.PANEL, f"{form.turns} turns without names" if form.turns > 2 else ""),
        (Kind.SPEECH, _addressed(form)),
        (Kind.ARTICLE, "quotations in prose" if form.quoted and not dialogue else ""),
        (Kind.SPEECH, "one voice" if form.turns == 1 and form.voices == 1 else ""),
    ]


def _sitting(form: Form, source: CanonicalText, above: str) -> str:
    """A parliament sits: in a format for its debates, or where whoever presides it speaks."""
    if source.media_type in FOR_DEBATES:
        return f"a file of {source.media_type}"
    labels = [label for label in form.labels if SPEAKER_LABEL.match(label.strip(" >"))]
    if labels and form.voices > 2 and not re.search(r"committee|comité|hearing", above, re.I):
        return f"“{labels[0]}”"
    return ""


def _called(words: str, form: Form, dialogue: bool) -> list[tuple[Kind, str]]:
    """The kinds that these words name, so far as the form allows them."""
    return [
        (kind, _in(rf"\b(?:{pattern})", words))
        for kind, pattern in CALLED
        if not (dialogue and kind in OF_ONE)
        and not (form.quoted and not form.turns and kind not in PUBLISHED_KINDS)
        and not (kind in OF_SEVERAL and form.turns and not dialogue)
        and not (kind == Kind.DEBATE and form.voices < 3)
        and not (kind == Kind.HEARING and _labelled(form, ON_AIR))
        and not (kind == Kind.SPEECH and form.voices > 2)
    ]


PUBLISHED_KINDS = (Kind.ARTICLE, Kind.EDITORIAL, Kind.PRESS_STATEMENT)
"""Kinds of what is written, of which the day is that of publication."""

OF_ONE = (Kind.TESTIMONY, Kind.EDITORIAL, Kind.PRESS_STATEMENT)
OF_SEVERAL = (Kind.HEARING, Kind.PANEL)

PARLIAMENT = (
    r"congressional record|hansard|h[cl] deb\b|official report|house of (?:commons|lords) debates|"
    r"compte rendu intégral|journal des débats|diario de sesiones|parliamentary debates|"
    r"volume \d+: debated on|verbatim report of proceedings|westminster hall|plenarprotokoll|"
    r"sessão legislativa|notas taquigráficas|"
    r"stenogra(?:f|ph)isch(?:er bericht|es protokoll)|sitzung des (?:national|bundes|land)\w+|"
    r"column \d+(?:w[has]?)?\b"
)
OF_PODCAST = r"\b(?:this|our|the) podcast\b|\bwelcome (?:back )?to [^.?!]{0,80}\bpodcast\b"
SPOKEN_FOR = r"(?:spokes(?:person|man|woman)|press secretary)"
CALLED = (
    (
        Kind.TESTIMONY,
        r"testimony|témoignage de|prepared statement|statement (?:before|to) .*committee",
    ),
    (
        Kind.PRESS_CONFERENCE,
        r"(?:press|news) conference|(?:press|joint|media) availability|conférence de presse|"
        r"presser\b|rueda de prensa|ante los medios|ante la prensa|conferencia de prensa|"
        r"\w*pressekonferenz|bpk\b",
    ),
    (
        Kind.BRIEFING,
        r"briefing|gaggle|backgrounder|point de presse|(?:press|background|conference|record) call",
    ),
    (
        Kind.HEARING,
        r"hearings?\b|evidence\b|témoignages|subcommittee|audition|audiencia|comité permanent|"
        r"inquiry (?:under|into)\b|commission (?:to inquire|of inquiry)\b|"
        r"anhörung|comparecencia|reunión [\w ]{0,20}de las? comisi(?:ón|ones)\b|"
        r"(?:standing|select|joint|special) committee|committee (?:on|of)\b|"
        r"deposition (?:of|upon)\b",
    ),
    (Kind.PODCAST, r"podcast|episode \d+|ep\.? ?#?\d+ ?[-–—:|]"),
    (
        Kind.RECORD,
        r"[as]/(?:\d+/)?pv\.\d+|verbatim record|summary record|minutes of|procès-verbal|acta de la",
    ),
    (Kind.DEBATE, r"debate|débat"),
    (Kind.INTERVIEW, r"interview|entretien|entrevista|q ?& ?a\b|conversation with"),
    (
        Kind.EDITORIAL,
        r"editorial|op-?ed\b|opinion\b|commentary|guest essay|letter to the editor|tribune\b",
    ),
    (
        Kind.PRESS_STATEMENT,
        rf"press (?:statement|release)|media (?:note|release)|readout of|communiqué|"
        rf"statement (?:by|from) .*{SPOKEN_FOR}",
    ),
    (
        Kind.PANEL,
        r"panel|round ?table|panell?ists?|presider|moderator|discussion|table ronde|mesa redonda",
    ),
    (Kind.LECTURE, r"lecture\b|seminar\b|vorlesung"),
    (
        Kind.SPEECH,
        r"remarks|address\b|speech|statement|keynote|message|oration|homily|sermon|commencement|"
        r"inaugural|presentation|discours|allocution|déclaration|discurso|palabras|declaración|"
        r"rede\b|ansprache|intervention",
    ),
)

CALLED_IN_HAN = (
    (Kind.PRESS_CONFERENCE, "记者会|記者會|新闻发布会|新聞發布會|吹风会"),
    (Kind.INTERVIEW, "答记者问|答記者問|采访|採訪|专访|專訪|访谈|訪談"),
    (Kind.SPEECH, "讲话|講話|致辞|致辭|发言|發言|演讲|演講"),
)


def _in(pattern: str, text: str) -> str:
    match = re.search(pattern, text, re.IGNORECASE)
    return f"“{' '.join(match[0].split())}”" if match else ""


def _labelled(form: Form, pattern: re.Pattern[str]) -> int:
    return sum(count for label, count in form.labels.items() if pattern.match(label.strip(" >")))


def _bench(form: Form, above: str) -> str:
    """A court sits where justices speak."""
    labels = [label for label in form.labels if BENCH_LABEL.match(label.strip(" >"))]
    sits = [label for label in labels if not label.strip(" >").casefold().startswith("judge")]
    case = r"\b(?:petitioners?|respondents?|appellants?|v\.|supreme court|court of appeals)"
    if labels and (of_a_case := _in(case, above)):
        return of_a_case
    is_court = len(sits) > 1 or any(re.match(r"\W*the court", label, re.I) for label in sits)
    return f"“{sits[0]}”" if is_court else ""  # a judge may sit on a panel


def _chaired(form: Form) -> str:
    return "the chair speaks" if form.voices > 2 and _labelled(form, CHAIR_LABEL) > 1 else ""


def _reported(form: Form, above: str) -> str:
    """A reporter's byline or dateline, or words of others quoted, above prose without labels."""
    byline = next((line for line in above.split("\n") if BYLINE.match(line)), "")
    if byline and (form.quoted or not TO_LISTENERS.search(form.words[:600])):
        return f"“{byline}”"
    if match := DATELINE.match(form.words.lstrip()):
        return f"“{match[0].strip()}”"
    return ""


def _between_two(form: Form) -> str:
    named = form.strangers and form.named == 2 and form.turns > 2
    if _labelled(form, AUDIENCE_LABEL):  # who asks there is one of several
        return ""
    if form.two_ask >= 0.4 and 2 < form.voices <= 4 and not _labelled(form, QUESTION_LABEL):
        return "one asks and one answers most of the time"
    if not (named or form.voices == 2) or form.turns < 2:
        return ""
    if _labelled(form, HOST_LABEL):
        return "a host and a guest"
    return "one asks and one answers" if form.asks >= 0.4 else ""


def _asked_by_one_of_two(source: CanonicalText, turns: Collection[Segment]) -> float:
    by_voice: dict[str | None, list[bool]] = defaultdict(list)
    for turn in turns:
        by_voice[turn.voice].append(source.text[turn.start : turn.end].rstrip(' ”"')[-1:] == "?")
    most = sorted(by_voice.values(), key=len, reverse=True)[:2]
    if len(most) < 2 or sum(map(len, most)) < 2 / 3 * len(turns) or len(most[1]) < 2:
        return 0.0
    less, more = sorted(sum(asked) / len(asked) for asked in most)
    return more if less < 0.2 else 0.0


def _taking_questions(title: str, form: Form, asked: int) -> str:
    """Remarks of two or more who then answer those under "QUESTION"."""
    remarks = re.search(r"\b(?:remarks|statements?)\b.*\b(?:with|and)\b", title, re.IGNORECASE)
    return f"{asked} questions under one label" if remarks and asked > 1 and form.turns > 3 else ""


def _addressed(form: Form) -> str:
    """Words to listeners, or a first person that goes through the text."""
    if form.turns > 1 or form.quoted:
        return ""
    if greeting := TO_LISTENERS.search(form.words[:600]):
        return f"“{greeting[0]}”"
    words = form.words.split()
    said = len(FIRST_PERSON.findall(form.words))
    return f"the first person, {said} times" if words and said > len(words) / 60 else ""
