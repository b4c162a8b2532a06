"""Words that decide what a sentence says, and words that say little by themselves.

All folded as `documents.folding` folds: "don't" is the two words "don" and "t".
"""

import re
from collections.abc import Sequence

from documents.folding import folded_words, is_unspaced
from documents.ingest.wordlists import words as word_set

_NEGATIONS = {
    "english": word_set("""
    not no never none nobody nothing nowhere neither nor without cannot hardly scarcely barely non
    aint dont doesnt didnt isnt arent wasnt werent wont wouldnt cant couldnt shouldnt hasnt havent
    hadnt
    """),
    "french": word_set("ne pas jamais rien aucun aucune sans ni non"),
    "spanish": word_set("no ni nunca nadie nada ningun ninguna sin tampoco"),
    "german": word_set("""
    nicht nichts nie niemals niemand niemanden nirgends weder ohne kein keine keinen keinem keiner
    keines keinesfalls keineswegs
    """),
    "italian": word_set("non nessuno nessuna niente senza ne"),
    "portuguese": word_set("nao ninguem nem sem nunca nada"),
    "dutch": word_set("niet geen nooit zonder niets niemand"),
    "arabic": frozenset(
        folded_words("""
    لا لم لن ليس ليست ليسوا لست لسنا ولا ولم ولن وليس وليست فلا فلم فلن فليس ألا بلا غير بدون دون
    أبدا عدم كلا
        """)
    ),
    "russian": frozenset(folded_words("нет не ни никогда никто ничто ничего нельзя без")),
}
"""By the dictionary of the language: "sin" is one in Spanish alone."""
NEGATIONS = frozenset().union(*_NEGATIONS.values())
_UNSPACED_NEGATION = re.compile(
    "(?<![特区區个個级級性分类類])[别別](?![人的])|[不没沒](?![断斷])|(?<![是能可])否|未(?![来來])"
    "|[无無](?![论論])|非(?![常洲])|[勿毋]|莫(?!斯)|ない|なかっ|なく|ません|ไม่"
)
"""What negates in scripts without spaces, where each letter is a word, but for words that only have
such a letter: "未来" is the future.
"""
_UNSPACED_CONDITION = re.compile("如果|除非|只要|只有|假如|倘若|要是|もし|なら|ถ้า")
DENYING = word_set("""
    fail fails failed failing refuse refuses refused refusing deny denies denied denying decline
    declines declined declining avoid avoids avoided avoiding stop stops stopped stopping cease
    ceases ceased ceasing lack lacks lacked lacking unable unwilling unlikely impossible absent
    false falsely untrue pretend pretends pretended pretending supposedly purportedly
""")
"""Words that turn what they stand beside without being negations."""
MODALS = word_set("""
    can could may might must shall should will would ought cannot need
    kann konnen konnte konnten muss mussen musste mussten darf durfen durfte durften soll sollen
    sollte sollten peut peuvent pourrait pourraient doit doivent devrait devraient puede pueden
    podria podrian debe deben deberia deberian
""")
CONDITIONS = word_set("""
    if unless until except only provided but however although though whether almost nearly
    allegedly reportedly perhaps maybe probably possibly si sauf mais pero aunque salvo wenn sofern
    obwohl jedoch vielleicht vermutlich angeblich beinahe moglicherweise
""")
_CONDITIONALS = {
    "english": word_set("if unless until except provided"),
    "french": word_set("si sauf"),
    "spanish": word_set("si salvo excepto"),
    "german": word_set("wenn falls sofern solange ausser"),
    "arabic": frozenset(folded_words("إذا إلا")),
    "russian": frozenset(folded_words("если")),
}
"""What begins the clause or phrase that makes a statement conditional, by language."""
MERE_LINKS = word_set("but however although though mais pero aunque obwohl jedoch")
"""Conditions that are told where they were left out, but turn nothing where they are changed."""
FREQUENCIES = word_set("""
    always ever often frequently usually generally normally typically regularly constantly
    sometimes occasionally rarely seldom infrequently once twice mostly mainly largely partly
    partially fully entirely wholly completely totally merely solely toujours souvent parfois
    rarement siempre veces raramente frecuentemente
""")
DATES = word_set("""
    january february april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight pm
    janvier fevrier avril juin juillet aout septembre octobre novembre decembre
    lundi mardi mercredi jeudi vendredi samedi dimanche demain
    enero febrero abril mayo junio julio agosto septiembre octubre noviembre diciembre
    lunes martes miercoles jueves viernes ayer
    januar februar marz juni juli oktober dezember
    montag dienstag mittwoch donnerstag freitag samstag sonntag heute gestern
""")
"""What says when."""
DATES_WITH_CAPITALS = word_set("march may mai")
"""What does so with a capital, and is another word without."""
EDITORIAL = word_set("""
    sic emphasis italics added mine ours supplied original translated translation editor ed note
    unclear inaudible unintelligible indiscernible ph redacted blank expletive deleted
""")
"""What stands in brackets to say something of the quotation, not in it."""
ADDING = word_set("and or nor plus et ou ni y o und oder sowie")
"""What sets something else beside what was said."""
QUANTITIES = word_set("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred hundreds thousand thousands million millions billion billions trillion dozen dozens
    half third thirds quarter quarters percent first second
    all most many some few several every each any both more less fewer least majority minority
""")
_NUMBERS = QUANTITIES - word_set(
    "all most many some few several every each any both more less fewer least"
)

SMALL = (
    word_set("""
    a an the and or but if of to in on at by for from with without into onto over under about
    as is are was were be been being am do does did done doing have has had having it its he
    him his she her hers they them their theirs we us our ours you your yours i me my mine
    this that these those there here who whom whose which what when where why how not no nor
    so than then too very can could may might must shall should will would ought just only own
    same such some any all each few more most other both s t d ll m o re ve don didn doesn isn
    aren wasn weren won wouldn couldn shouldn hasn haven hadn ain up down out off again further
    once because until while during before after above below between through against
    well yes oh okay ok um uh
    le la les un une des du de et ou en dans sur pour par avec que qui est sont ce cette ces il
    elle ils elles nous vous je tu ne pas au aux se sa son ses
    el los las uno una unos unas y o del al con por para es son esta este estos que se su sus
    lo como mas no
""")
    | frozenset("我们們你您他她它的了是在和与與也都就这這那吗嗎呢吧啊之")
    | frozenset(
        folded_words("""
    في من على إلى عن أن إن هذا هذه ذلك تلك التي الذي الذين هو هي هم نحن أنا كان كانت قد لقد ما و أو
    """)
    )
    | NEGATIONS
)
"""Words of grammar, in English, French, Spanish, Chinese and Arabic."""


PRONOUNS = word_set("i you he she it we they him her us them who which one ones mine ours theirs")
POINTING = PRONOUNS | word_set("this that these those such his its their my our your here there")
"""What stands for something that was named before."""


def is_number(word: str) -> bool:
    """Whether a word is a number, in figures or spelt."""
    return any(c.isdigit() for c in word) or word in _NUMBERS


def is_quantity(word: str) -> bool:
    """Whether a word is a number or says how much otherwise."""
    return is_number(word) or word in QUANTITIES


def negations(words: Sequence[str], before: str = "", config: str = "") -> list[str]:
    """The negations among some words in a row; `before` is the word that stands before them,
    `config` the dictionary of their language, "" where it is not known.
    """
    found = _UNSPACED_NEGATION.findall(_unspaced(words))
    negating = _NEGATIONS.get(config, NEGATIONS)
    for word in words:
        if word in negating or (word == "t" and before.endswith("n")):
            found.append(word)
        before = word
    return found


def has_condition(words: Sequence[str], config: str = "") -> bool:
    """Whether a condition begins among some words in a row; `config` as for `negations`."""
    beginning = _CONDITIONALS.get(config, frozenset().union(*_CONDITIONALS.values()))
    return any(word in beginning for word in words) or (
        _UNSPACED_CONDITION.search(_unspaced(words)) is not None
    )


def _unspaced(words: Sequence[str]) -> str:
    """The words that are letters of scripts without spaces, in runs."""
    return "".join(word if is_unspaced(word) else " " for word in words)


def content_words(words: Sequence[str]) -> list[str]:
    """The words that say something by themselves, each once."""
    return [word for word in dict.fromkeys(words) if word not in SMALL and is_whole(word)]


def is_whole(word: str) -> bool:
    """Whether a word is more than a letter; in scripts without spaces a letter can be a word."""
    return len(word) > 1 or is_unspaced(word)


_BRITISH = [
    (re.compile(british), american)
    for british, american in (
        (r"is(?=(?:e[drs]?|ers|ing|ations?|ational|ationally|able)$)", "iz"),
        (r"ys(?=(?:e[drs]?|ers|ing)$)", "yz"),
        (r"our(?=(?:s|ed|ing|er|ers|able|ably|ite|ites|ful|hood|less|ism|al|ally)?$)", "or"),
        (r"tre(?=s?$)", "ter"),
        (r"enc(?=es?$)", "ens"),
        (r"ll(?=(?:ed|ing|ers?|ors?|ous)$)", "l"),
        (r"l(?=ments?$)", "ll"),
        (r"ogue(?=s?$)", "og"),
        (r"ogramme(?=s?$)", "ogram"),
        (r"aem(?=ia|ic)", "em"),
    )
]
"""What British words have that American ones have otherwise, and how."""
_SHORTEST_STEM = 3
""" "Four" is no British "for", nor "prise" "prize"."""
_BRITISH_WORDS = {
    frozenset(pair)
    for pair in (
        ("grey", "gray"),
        ("programme", "program"),
        ("programmes", "programs"),
        ("practise", "practice"),
        ("practised", "practiced"),
        ("practising", "practicing"),
        ("manoeuvre", "maneuver"),
        ("manoeuvres", "maneuvers"),
        ("cheque", "check"),
        ("odour", "odor"),
        ("fulfil", "fulfill"),
        ("enrol", "enroll"),
        ("skilful", "skillful"),
        ("wilful", "willful"),
        ("jewellery", "jewelry"),
        ("plough", "plow"),
        ("sceptical", "skeptical"),
        ("ageing", "aging"),
        ("judgement", "judgment"),
        ("acknowledgement", "acknowledgment"),
        ("metre", "meter"),
        ("litre", "liter"),
        ("fibre", "fiber"),
    )
}


def is_spelling(word: str, other: str) -> bool:
    """Whether two words differ as British and American spelling do: "labour" and "labor"."""
    return frozenset((word, other)) in _BRITISH_WORDS or any(
        _american(british) == american for british, american in ((word, other), (other, word))
    )


def _american(word: str) -> str:
    """A British word as Americans spell it; any other unchanged."""
    for british, american in _BRITISH:
        found = british.search(word, _SHORTEST_STEM)
        if found:
            return word[: found.start()] + american + word[found.end() :]
    return word
