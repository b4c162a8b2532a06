"""The letters and words that names are made of, and those that stand beside them or for them."""

import re
import unicodedata

from documents.ingest.wordlists import words as word_set

UPPER = (
    "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100\u0102\u0104\u0106\u010c\u010e\u0110\u0112\u0118\u011a\u011e"
    "\u0130\u0139\u013d\u0141\u0143\u0147\u0150\u0152\u0158\u015a\u015e\u0160\u0164\u016e\u0170"
    "\u0178-\u017b\u017d"
)
"""The capitals of Latin alphabets, for character classes."""

COURTESIES = word_set(
    "mr mrs ms miss mx dr très madam m mm mme mmes mlle hon honorable honourable the sir he h.e s.e"
    " s.e.m s.e.mme h.e.mr h.e.ms h.e.mrs h.e.m"
    " shri smt shrimati kumari alhaji datuk dato encik puan"
)
"""Forms of address that say nothing of an office."""

FOREIGN_COURTESIES = word_set("""
    sr sra srta senor senora senorita don dona monsieur madame mademoiselle herr frau signor signora
""")
"""Forms of address of other languages, without accents."""

HONORIFICS = (COURTESIES - {"the"}) | word_set("""
    prof professor dame lord lady baroness viscount viscountess countess marquess
    rev reverend father rabbi imam sheikh excellency me monsieur
    kollege kollegin
    madame mademoiselle maître señor señora señorita don doña sr sra srta herr frau signor
    signora
""")

OFFICES = word_set("""
    ambassador amb president vice secretary undersecretary under deputy assistant minister prime
    chancellor senator sen representative rep congressman congresswoman governor gov mayor
    premier chairman chairwoman chairperson chair speaker justice chief judge attorney solicitor
    rear brig
    general gen colonel col admiral adm captain capt lieutenant lt major maj commander
    commissioner director administrator delegate councillor councilor press spokesman
    spokeswoman spokesperson king queen prince princess pope bishop archbishop cardinal
    inspector acting former advisor adviser counselor counsellor envoy coordinator businessman
    businesswoman congressperson sergeant sgt corporal constable superintendent commodore brigadier
    comptroller treasurer mayor dean bishop sergent sous lieutenant caporal gendarme commandant
    usec asec councilman councilwoman councilmember alderman alderwoman assemblyman assemblywoman
    clerk sts vors
    capitaine colonel amiral première ministre président présidente présidenta presidente
    presidenta ministro ministra senador senadora diputado diputada embajador embajadora
    secretario secretaria subsecretario subsecretaria viceministro viceministra canciller
    gobernador gobernadora alcalde alcaldesa comisionado comisionada vocero vocera portavoz
    procurador procuradora
    chargé chargée
    det insp supt cllr pc dci sec rapporteur rapporteuse
    präsident präsidentin vizepräsident vizepräsidentin alterspräsident alterspräsidentin
    bundespräsident bundeskanzler bundeskanzlerin kanzler kanzlerin bundesminister ministerin
    bundesministerin staatsminister staatsministerin staatssekretär staatssekretärin abgeordneter
    abgeordnete vorsitzender vorsitzende botschafter botschafterin sachverständiger sachverständige
    ambassadeur ambassadrice sénateur sénatrice député députée juge juez commissaire directora
""")

PORTFOLIOS = word_set("""
    agriculture commerce defense defence education energy interior labor labour transportation
    treasury homeland budget communications communication strategic counterterrorism advisers
    advisors staff economic climate change manufacturing policy veterans housing urban development
    environment trade
""")
"""What an office is for: "Secretary of Education Arne Duncan" is not called Education."""

IN_PORTFOLIOS = PORTFOLIOS | word_set("""
    state health human services security justice finance foreign affairs interior home army navy
    air force war rights labour social culture science technology arms control political public
    international economy democracy global women
""")
"""The same, behind "of" or "for"."""

SHORT_WITH_STOP = word_set("""
    min. dep. del. hon. amb. asst. fr. mag. ing. dipl.-ing. lic. mtro. mtra. lcdo. lcda.
""")
"""What shortens an office or a degree only with its full stop: Min Zin and Del Toro are names."""

DEGREES = word_set("dr. prof. mag. ing. dipl.-ing. lic. mtro. mtra. lcdo. lcda.")

BEFORE_FULL_NAMES = word_set("sister brother")

BEFORE_OFFICE = word_set("foreign interior finance defense defence crown national security council")
"""What begins the name of an office: "Foreign Minister Ilves" is not called Foreign."""

SUFFIXES = word_set("jr sr ii iii iv phd ph.d md esq cbe obe mp mep qc kc sc")

GENERATIONS = word_set("jr jnr junior sr snr senior ii iii iv v")
"""The suffixes that tell people of one name apart; the rest are degrees and honours."""

PARTICLES = word_set("""
    de da do dos das del della di du des la le van von der den ter ten al el bin ibn ben abu af
    av zu y e of
""")

NOT_NAMES = word_set("""
    minister president secretary ambassador senator chairman chairwoman chancellor happy day
    interview podcast panel panelists speakers remarks address speech statement testimony
    briefing press conference hearing transcript policy program department office ministry
    committee council commission senate congress assembly parliament house white state states
    united nations university college school institute institution center centre foundation
    association union society company corporation group team bank court service services agency
    bureau division unit board project network forum summit session meeting event series report
    video audio media news photo page edition volume number section human rights trafficking
    slavery law international national global world federal general public foreign affairs
    security the this that these those there here what when where who why how and but so well
    now then thanks thank hello hi welcome good yes no please sorry great let with from by for
    of in on at to as is are was were do does did can could would should will has have had our my
    your his her its their we you they he she it if not one two three
    first second another aboard before during following regarding concerning about after against
    into via en route monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december exclusive immediate release
    special annual joint story government american americans british french act bill treaty
    convention protocol plan strategy hall north south east west new street avenue washington
    europe africa asia america street journal times post radio television tv magazine review
    daily weekly free academy counsel officer fellow adviser advisor author member analyst
    manager editor journalist correspondent reporter professor studies executive senior junior
    associate founder head partner legal medical policy research science health
    room auditorium ballroom theater theatre hotel building library cathedral
    affaires etrangeres exteriores asuntos relations republique audition bonjour merci oui non
    frage zusatzfrage nachfrage
    un une peuple but foi mais comme selon pour avec presidence oral argument rebuttal behalf
    entretien reportage entrevista reportaje meet
""")
"""What stands with a capital in titles, bodies and sentences, but hardly in a person's name."""

GIVEN_NAMES_TOO = word_set("bill april june august")
"""Of these words, what a person's name may well begin with."""

FAMILY_NAMES_TOO = word_set("""
    king queen prince pope duke earl baron bishop abbot dean deacon rector judge major sheriff
    constable marshal chancellor
""")
"""Of the offices, those that are family names as well."""

_WORDS = re.compile(r"[\w.'’‑-]+")


def plain(text: str) -> str:
    """Without accents and case, for comparing."""
    decomposed = unicodedata.normalize("NFD", text.replace("’", "'").replace("‑", "-"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def unaccented(text: str) -> str:
    """Without accents, letter for letter, so that each stands where it stood."""
    return "".join(unicodedata.normalize("NFD", c)[:1] for c in text)


def words_of(name: str) -> list[str]:
    return [w for w in _WORDS.findall(name) if w.strip(".'’‑-")]
