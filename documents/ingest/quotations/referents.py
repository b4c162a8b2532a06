"""Whom a subject stands for: a name, "she", "the minister", "the report", "one official".

Carries along, from sentence to sentence, who spoke last and who was brought in since.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.ingest.quotations import words
from documents.ingest.quotations.cues import Cue, cues
from documents.ingest.quotations.named import BODY_RUN, gender, name_runs
from documents.ingest.quotations.people import Named, People, last_mention
from documents.ingest.quotations.prose import Sentence
from documents.ingest.quotations.subjects import OF_KIN, Subject, main_subject
from documents.ingest.reading import Voice

HE, SHE = ("he", "il", "él", "er"), ("she", "elle", "ella", "sie")
MANY = re.compile(r"(?:one|another|some|several|many|most|two|three|few|no)\b", re.IGNORECASE)
OWNERS = re.compile(r"^.*(?:[’']s|s[’'])\s")
# Nouns of more than one, who are no "he" and no "she".
# « Je n’ai jamais signé, lâche Karim. Jamais. »
INCISE = re.compile(
    rf"[,!?…]\s(?:(?:[a-zà-ÿ’']+(?:-t)?-(?P<pronoun>il|elle))|(?:{words.FOREIGN})\s(?P<who>[^,.!?»]{{2,60}}))"
    r"(?=[,.!?]|$)"
)
THE_COMPANY = re.compile(r"[Tt]he (?:company|firm|manufacturer|retailer|processor|business)")
COMPANY = re.compile(
    r"\b(?:Inc|Ltd|LLC|Corp|Corporation|Company|Co|Plc|GmbH|Holdings|Industries|Shipping|Logistics"
    r"|Airlines|Airways|Hotels|Properties|Textiles|Garments|Farms|Fisheries|Stores|Motors"
    r"|Technologies|Systems|Group|Brothers|\w*[Ff]oods)$"
)
SEVERAL = re.compile(
    r"(?:[^s]s|nobody|everybody|everyone|anyone|all|many|few|both|most|people|police|men|women|children|staff|crowd|team|jury|public)$"
)
# Spanish leaves the pronoun out: «…», afirmó.
DROPS_PRONOUN = re.compile(
    r"\w+ó|dijo|sostuvo|dice|recuerda|cuenta|relata|explica|añade|admite|afirma|asegura|señala|sonríe|"
    r"ajouter|conclure|préciser|poursuivre|lancer|glisser|lâcher|insister"
    r"|reprendre|souligner"
)
SPANISH = re.compile(r"\b(?:el|los|las|del|una|que|con|por|para|en)\b")
NAME_GIVEN = re.compile(
    r"\b(?:(?:first|her|his|the|their|nick)\s?name(?:,| as| is| was)|identified (?:\w+ ){0,4}as"
    r"|goes by|\b(?:man|woman|boy|girl) (?:named|called)"
    r"|calls (?:him|her)self|(?:asked|wants) to be called|who gave (?:his|her) name as) "
)
# How far behind its first mention without a name a person is named, in code points.
SOON = 900


@dataclass(eq=False)
class Unnamed:
    """Somebody who speaks without a name: "one official", "the report"."""

    heading: str
    noun: str

    def may_be(self, man: bool) -> bool:
        """Whether "he" (or "she") can mean this voice: no report, no ministry, no other sex."""
        thing = words.BODY_NOUN.search(self.noun) or words.DOCUMENT_NOUN.fullmatch(self.noun)
        if SEVERAL.search(self.noun):
            return False
        return not thing and gender("", self.heading) in (man, None)


Who = Named | Unnamed | Voice
Resolved = tuple[Cue, Who | None]


class Referents:
    """The people of a document and who of them is in view at the place that is being read.

    `focus` is who spoke or acted last, with the words that say so; `thing` the last body or
    document; `newcomer` somebody whom the paragraph has just brought in, perhaps the next "she".
    """

    def __init__(self, text: str, author: Voice | None) -> None:
        self.text = text
        self.author = author
        self.people = People()
        self.focus: Who | None = None
        self.focus_basis = ""
        self.thing: Who | None = None
        self.newcomer: Named | Unnamed | None = None
        self._unnamed: list[Unnamed] = []

    def meet(self, sentences: Sequence[Sentence]) -> None:
        """Learn all names before a quotation is judged: a first mention may be the surname."""
        for sentence in sentences:
            self.people.read(sentence.text, sentence.at[0])
        for sentence in sentences:
            for cue in cues(sentence.text):
                if cue.subject.kind == "person" and cue.subject.name:
                    at = sentence.at[cue.subject.start]
                    person = self.people.known(cue.subject.name, at)
                    person.sure = True
                    person.mentions.append(at)

    def begin_paragraph(self) -> None:
        self.newcomer = None

    def resolve(self, sentence: Sentence) -> list[Resolved]:
        """The cues of a sentence with those they stand for; the focus stays as it was."""
        resolved: list[Resolved] = []
        focus, thing = self.focus, self.thing
        for cue in cues(sentence.text):
            if cue.subject.kind == "same":
                who = resolved[-1][1] if resolved else self._main(sentence)[0] or self.newcomer
                if who is None and DROPS_PRONOUN.fullmatch(cue.verb):
                    who = focus
                if who is None and not resolved:
                    continue
            else:
                self._look_left(sentence, cue)
                who = self._who(cue.subject, sentence.at[cue.start])
                given = NAME_GIVEN.search(sentence.text, cue.start, cue.end)
                if isinstance(who, Unnamed) and given:  # "a man identified as Bayu said"
                    who = self._introduced(sentence) or who
            resolved.append((cue, who))
            if isinstance(who, Named) and not who.is_body:
                self.focus = who
            elif isinstance(who, Named | Unnamed):
                self.thing = who
        self.focus, self.thing = focus, thing
        return resolved

    def follow(self, sentence: Sentence, resolved: Sequence[Resolved]) -> Who | None:
        """Move the focus to whoever the sentence says speaks or acts, and hand that one back."""
        if not resolved:
            who, basis = self._main(sentence)
            if who is None or (isinstance(who, Named) and who.is_body):
                return None
            self.focus, self.focus_basis, self.newcomer = who, basis, None
            return who
        last: Who | None = None
        for cue, who in resolved:
            if cue.subject.words in ("I", "we", "We") and (asked := self._addressed(sentence, cue)):
                self.focus, self.focus_basis = asked, asked.name
                continue
            if who is None or isinstance(who, Voice):
                continue
            last = self.focus = who
            self.focus_basis = self.basis(sentence, cue)
            self.newcomer = None
            if isinstance(who, Unnamed) or who.is_body:
                self.thing = who
        return last

    def _addressed(self, sentence: Sentence, cue: Cue) -> Named | None:
        """Whom the author asked or told: "I asked Ms. Lin if …", so that "she" is Ms. Lin."""
        run = next(iter(name_runs(sentence.text[cue.end :])), None)
        if run is None or sentence.text[cue.end : cue.end + run.start].strip() != run.title:
            return None
        person = self.people.find(run.name, run.title)
        return person if person and person.sure and not person.is_body else None

    def basis(self, sentence: Sentence, cue: Cue) -> str:
        """The words of the text that a cue consists of."""
        start, end = sentence.source_span(cue.start, cue.end)
        return " ".join(self.text[start:end].split())

    def within(self, quoted: str, at: int) -> tuple[Who, str] | None:
        """Who says words in which French sets its verb of saying: « C’est tard, dit-il. »

        With the words that say so; `at` is where the quotation begins.
        """
        for found in INCISE.finditer(quoted):
            place = at + found.start()
            who: Who | None = None
            if found["pronoun"]:
                who = self._pronoun(found["pronoun"], place)
                if who is None:
                    continue
            else:
                run = next(iter(name_runs(found["who"])), None)
                if run is None or run.start - len(run.title) > 1:
                    continue
                named = who = self.people.known(run, place)
                named.sure = True
                named.mentions.append(place)
            self.focus, self.focus_basis = who, found[0].strip(" ,")
            return who, self.focus_basis
        return None

    def inside(self, subject: Subject, speaker: Who | None, at: int) -> Who | None:
        """Whom a subject within somebody's words means: "I" the speaker, "he" perhaps anybody."""
        if subject.kind == "pronoun":
            return speaker if subject.words in ("I", "we", "We") else None
        if subject.kind == "person" and subject.name:
            return self.people.known(subject.name, at)
        return self.people.body(subject.words, at) if subject.kind == "body" else None

    def _main(self, sentence: Sentence) -> tuple[Who | None, str]:
        """The one a sentence without a verb of saying is about, and the words that name it."""
        subject = main_subject(sentence.text)
        if subject is None:
            return None, ""
        at = sentence.at[subject.start]
        who: Who | None = None
        if subject.kind == "person" and subject.name:
            person = self.people.find(subject.name.name, subject.name.title)
            if person and person.sure:
                who = person
                person.mentions.append(at)
            elif self._may_be_person(subject.words):
                self.newcomer = person or Named(subject.words, at, male=gender(subject.words))
        elif subject.kind == "body":
            who = self.thing = self._who(subject, at)
        elif subject.kind == "pronoun":
            who = self._who(subject, at)
        elif subject.kind == "role":
            who = self._bearer(subject.words, at)
            if who is None and (noun := document_noun(subject.words)):
                self.thing = self._nobody(subject.words, noun)
            elif who is None and (noun := _newcomer_noun(subject.words)):
                self.newcomer = self._introduced(sentence) or Unnamed(subject.words, noun)
        return who, subject.words

    def _introduced(self, sentence: Sentence) -> Named | None:
        """The name that a sentence gives somebody: "a man identified as K.D.", "her name, Dee"."""
        given = NAME_GIVEN.search(sentence.text)
        run = next(iter(name_runs(sentence.text[given.end() :])), None) if given else None
        if given is None or run is None or run.start > 0:
            return None
        person = self.people.known(run, sentence.at[given.end()])
        person.sure = True
        return person

    def _may_be_person(self, name: str) -> bool:
        """A name that nobody uses for a place: "in London" makes London none. Where verbs begin
        sentences, a word alone has its capital within one too: of "Tenía 19 años" Tenía is none.
        """
        whole = rf"{re.escape(name)}\b"
        place = re.search(rf"\b(?:in|at|from|to|near|across) {whole}", self.text)
        within = " " in name or re.search(rf"[\w,;’'] {whole}", self.text)
        is_name = within or not self._verbs_begin_sentences
        return not place and not name.isupper() and bool(is_name)

    @cached_property
    def _verbs_begin_sentences(self) -> bool:
        """Whether the text is in Spanish, which leaves the pronoun out."""
        return len(SPANISH.findall(self.text)) > 0.06 * len(self.text.split())

    def _look_left(self, sentence: Sentence, cue: Cue) -> None:
        """A pronoun points first to a person named before it in its own sentence."""
        if cue.subject.kind != "pronoun":
            return
        for run in name_runs(sentence.text[: cue.subject.start]):
            person = self.people.find(run.name, run.title)
            before, after = sentence.text[: run.start], sentence.text[run.end :]
            governed = re.search(
                r"\b(?:of|with|by|from|to|in|on|about|against|at|after)\s$", before
            )
            if person and person.sure and not governed and not re.match(r"[’']", after):
                self.focus = person

    def _who(self, subject: Subject, at: int) -> Who | None:
        if subject.kind == "person" and subject.name:
            return self.people.known(subject.name, at)
        if subject.kind == "body":
            known = self.people.find(subject.words)
            is_person = known is not None and known.sure and not known.is_body
            return known if is_person else self.people.body(subject.words, at)
        if subject.kind == "pronoun":
            return self._pronoun(subject.words.casefold(), at)
        return self._by_role(subject.words, at)

    def _pronoun(self, pronoun: str, at: int) -> Who | None:
        if pronoun in ("i", "we"):
            return self.author
        if pronoun in HE or pronoun in SHE:
            return self._he_or_she(pronoun in HE, at)
        if pronoun in ("it", "they"):
            is_person = isinstance(self.focus, Named) and not self.focus.is_body
            nearest = (
                (self.thing, self.focus)
                if is_person or pronoun == "it"
                else (self.focus, self.thing)
            )
            return nearest[0] or nearest[1]
        return None

    def _he_or_she(self, man: bool, at: int) -> Who | None:
        """The one just brought in, else the focus, else the last one named: whoever is not known
        to be of the other sex."""
        for one in (self.newcomer, self.focus):
            if isinstance(one, Unnamed) and one.may_be(man):
                return one
            if isinstance(one, Named) and one.male is None:
                # "Doe met Jane Roe. “…,” she said.": nothing shows that Doe is a woman.
                since = last_mention(one, at)
                fitting = [
                    p for p in self.people.all if p.male is man or (p.sure and p.male is None)
                ]
                later = [
                    p for p in fitting if not p.is_body and last_mention(p, at) > max(since, one.at)
                ]
                if later:
                    last = max(later, key=lambda p: last_mention(p, at))
                    return last if last.male is man else None
            if isinstance(one, Named) and not one.is_body and one.male in (man, None):
                one.sure, one.male = True, man
                self.people.add(one)
                return one
        fitting = [p for p in self.people.all if p.male is man or (p.sure and p.male is None)]
        named = [p for p in fitting if not p.is_body and last_mention(p, at) >= 0]
        if not named:
            # Nothing shows that it is a person's but its two words and what is said of it.
            alike = (p for p in self.people.all if p.male is None and len(p.tokens) > 1)
            alike = (p for p in alike if not p.is_body and self._may_be_person(p.name))
            named = [p for p in alike if last_mention(p, at) >= 0]
        return max(named, key=lambda p: last_mention(p, at), default=None)

    def _by_role(self, phrase: str, at: int) -> Who | None:
        """Whom "the minister", "one official" or "Doe’s statement" stands for."""
        noun = document_noun(phrase)
        if THE_COMPANY.fullmatch(phrase) and (company := self._only_company(at)):
            return self.people.body(company, at)
        if not noun:
            return self._bearer(phrase, at) or self._nobody(phrase, words.head_noun(phrase))
        owner = re.match(rf"(?:the |The )?(.+?)(?:[’']s|(?<=s)[’'])\s.*{re.escape(noun)}", phrase)
        if owner and owner[1][0].isupper():
            person = self.people.find(owner[1])
            return person if person and person.sure else self.people.body(owner[1], at)
        if own := re.match(r"(his|her)\b", phrase, re.IGNORECASE):
            return self._he_or_she(own[1].casefold() == "his", at)
        return self._nobody(phrase, noun)

    def _only_company(self, before: int) -> str:
        """The one company that the text has named so far; "" where it named none or several."""
        runs = (found[0] for found in BODY_RUN.finditer(self.text[:before]))
        names = {
            re.sub(r"^(?:The|A|At|In|For|By)\s", "", run) for run in runs if COMPANY.search(run)
        }
        longest = max(names, key=len, default="")
        return longest if all(name in longest for name in names) else ""

    def _bearer(self, phrase: str, at: int) -> Named | None:
        """The person whose printed role has the noun of the phrase."""
        if re.match(r"an?\b", phrase, re.IGNORECASE):
            # "A federal judge ruled …": the one named a little further on.
            noun = _newcomer_noun(phrase)
            soon = [p for p in self.people.with_role(noun) if at < p.at < at + SOON] if noun else []
            return soon[0] if len(soon) == 1 else None
        if MANY.match(phrase) or re.match(r"(?:his|her|their|my|our)\b", phrase, re.IGNORECASE):
            return None
        # Of "the minister’s spokesman" and "the aide to the minister" neither is the minister.
        own = words.BEHIND_NOUN.split(OWNERS.sub("", phrase))[0]
        for noun in dict.fromkeys((words.head_noun(own), *re.findall(r"[a-z]{4,}", own)[:5])):
            if re.fullmatch(r"[a-z]+", noun) and words.ROLE_WORD.fullmatch(noun):
                bearers = self.people.with_role(noun)
                if before := [p for p in bearers if p.at < at]:
                    return max(before, key=lambda p: last_mention(p, at))
                # An article may begin with an office and name its holder afterwards.
                is_beginning = not any(p.at < at and not p.is_body for p in self.people.all)
                if len(bearers) == 1 and is_beginning:
                    return bearers[0]
        return None

    def _nobody(self, phrase: str, noun: str) -> Unnamed:
        """A voice without a name; "the official" is the official spoken of before."""
        definite = re.match(r"(?:the|this|that|its|his|her|their)\b", phrase, re.IGNORECASE)
        for one in reversed(self._unnamed):
            if one.noun == noun if definite else one.heading == phrase:
                return one
        made = Unnamed(" ".join(phrase.split()), noun)
        self._unnamed.append(made)
        return made


def document_noun(phrase: str) -> str:
    """The noun of "the annual report", "" where the phrase is of no writing."""
    noun = words.head_noun(phrase)
    return noun if words.DOCUMENT_NOUN.fullmatch(noun) else ""


def _newcomer_noun(phrase: str) -> str:
    """The noun of "a retired teacher stood up", "" where the phrase brings nobody in."""
    if re.match(r"one of\b", phrase, re.IGNORECASE):
        return "one"
    if kin := OF_KIN.fullmatch(phrase):
        return kin[0].split()[-1]
    if not re.match(r"(?:a|an|one|another)\b", phrase, re.IGNORECASE):
        return ""
    nouns = words.BEHIND_NOUN.split(phrase)[0].split()[1:]
    return next(
        (n for n in nouns if words.ROLE_WORD.fullmatch(n) or words.SPEAKER_NOUN.fullmatch(n)), ""
    )
