"""Word lists of English prose (with the commonest French, Spanish and German cues) as patterns.

The verbs of saying follow the lists used for quotation attribution in news (Pareti, "A Database of
Attribution Relations", LREC 2012; Muzny et al., "A Two-stage Sieve Approach for Quote Attribution",
EACL 2017), widened by hand.
"""

import re

from documents.ingest.wordlists import words

IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "think": ("thinks", "thought", "thinking"),
    "feel": ("feels", "felt", "feeling"),
    "read": ("reads", "read", "reading"),
    "find": ("finds", "found", "finding"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "swear": ("swears", "swore", "swearing"),
    "begin": ("begins", "began", "beginning"),
    "put it": ("puts it", "putting it"),
    "put the": ("puts the", "putting the"),
    "go on": ("goes on", "went on", "going on"),
    "sum up": ("sums up", "summed up", "summing up"),
    "point out": ("points out", "pointed out", "pointing out"),
    "chime in": ("chimes in", "chimed in", "chiming in"),
    "cut in": ("cuts in", "cutting in"),
    "fire back": ("fires back", "fired back"),
    "shoot back": ("shoots back", "shot back"),
    "make clear": ("makes clear", "made clear", "making clear"),
    "sing": ("sings", "sang", "singing"),
    "weep": ("weeps", "wept", "weeping"),
}
SAYING = """
accuse acknowledge add admit advise affirm agree allege announce answer appeal argue ask assert
assure aver bark beg begin bellow blurt boast brag caution challenge charge chide chime-in chuckle
claim clarify comment complain concede conclude concur confess confide confirm contend correct
continue counsel counter cry cut-in declare demand demur deny detail disclose elaborate emphasise
emphasize enthuse estimate exclaim exhort explain fire-back fume go-on grin groan grumble hint
implore inform inquire enquire insist interject interrupt intone invite joke jest laugh lament
lecture maintain marvel mention muse mutter murmur note object observe offer opine order plead
pledge point-out ponder post pray preach predict proclaim promise promote pronounce propose
protest put-it question quip rail read reason recall recite reckon recollect recommend recount
reflect reiterate rejoin relate remark remember remind repeat reply report request respond retort
reveal say scoff scold shoot-back shout shrug sigh sing smile snap sneer sob speculate state
stress submit suggest sum-up surmise swear tell testify thank theorise theorize threaten thunder
tweet underline underscore urge venture voice volunteer vow wail warn weep whisper wonder write
yell assess make-clear find indicate rule decide
"""
# These quote a phrase of somebody's ("she called it …") but no whole sentence.
JUDGING = """
accuse applaud attack blame blast call characterise characterize cite commend condemn credit
criticise criticize decry defend denounce depict deride describe deplore dismiss dub echo endorse
fault hail invoke label lambast liken mock portray praise rebuke refer reject ridicule salute
signal slam speak talk term think believe feel welcome urge use express voice
"""
DOUBLING = frozenset(
    ["admit", "beg", "brag", "concur", "demur", "dub", "quip", "slam", "snap", "sob"]
)
DOUBLING |= {"submit", "refer"}
FOREIGN = (
    r"a-t-(?:il|elle) (?:dit|déclaré|ajouté|affirmé|expliqué|estimé|souligné|précisé|répondu)"
    r"|a-t-(?:il|elle) (?:assuré|rappelé|lancé|poursuivi|conclu|reconnu|insisté|confié|expliqué)"
    r"|(?:a|ont)(?: (?:de son côté|pour sa part|à son tour|toutefois|aussi|également|ensuite|encore"
    r"|notamment|pourtant|déjà|ainsi))?"
    r" (?:assuré|rappelé|lancé|conclu|reconnu|insisté|regretté|dénoncé|raconté|dit|déclaré|ajouté"
    r"|affirmé|expliqué|estimé|souligné|précisé|salué|qualifié de)"
    r"|(?:a|ont) (?:dit|déclaré|ajouté|affirmé|expliqué|estimé|souligné|précisé|répondu|indiqué"
    r"|confié)"
    r"|(?:a|ont|avait) (?:promis|admis|écrit|prévenu|soutenu|fait savoir|martelé|plaidé|tranché)"
    r"|[a-zà-ÿ]+[ae]-t-(?:il|elle|on)|(?:dit|répond|reprend|poursuit|sourit|promet|admet)-(?:il|elle)"
    r"|se (?:dit|disait|disent|dira)|s[’']est dite?|se sont dite?s"
    r"|affirme|explique|ajoute|estime|souligne|précise|répond|raconte|déclare|soupire|lâche|confie"
    r"|poursuit|conclut|résume|lance|martèle|assure|rappelle|insiste|dénonce|regrette|tempère"
    r"|reconnaît|détaille|renchérit|tranche|glisse|plaide|s[’']exclame|réplique|rétorque|réagit|prévient|s[’']interroge|prévient"
    r"|s[’'](?:emporte|indigne|insurge|agace|alarme|inquiète|étonne|offusque|amuse|écrie|enthousiasme)"
    r"|s[’']est (?:félicité|indigné|emporté|insurgé|réjoui|étonné|défendu|exclamé|alarmé|agacé)e?s?"
    r"|se (?:désole|félicite|réjouit|lamente|plaint|souvient|défend|justifie|rappelle)"
    r"|déplore|ironise|fulmine|peste|murmure|constate|nuance|enchaîne|témoigne|jure|alerte|admet"
    r"|dit|dira|fait (?:valoir|remarquer|observer)|indique|relève|juge|commente|complète|interroge"
    r"|rapporte|décrit|assène|souffle|reprend|grince|balaie|analyse|témoignait|disait|corrige"
    r"|affirment|expliquent|ajoutent|estiment|soulignent|racontent|déclarent|dénoncent|regrettent"
    r"|rappellent|assurent|insistent|plaident|déplorent|répondent|disent|réclament"
    r"|ajoutant|précisant|estimant|affirmant|assurant"
    r"|relató|subrayó|destacó|indicó|apuntó|denunció|criticó|remarcó|zanjó|reclamó|pidió"
    r"|afirma|asegura|explica|señala|cuenta|sostiene|recuerda|advierte|lamenta|denuncia"
    r"|recordó|insistió|reconoció|lamentó|admitió|contó|comentó|concluyó"
    r"|(?<=, )dice|relata|añade|sonríe|reconoce|confiesa|agrega|subraya|apunta|suspira"
    r"|dijo|afirmó|declaró|aseguró|explicó|añadió|señaló|respondió|agregó|sostuvo|advirtió"
    r"|kündigte|kündigt|versicherte|versichert|mahnte|mahnt|sagten|sagte|sagt|erklärte|erklärt|betonte|betont|meinte|meint|antwortete|antwortet|schrieb|schreibt"
    r"|berichtet|berichtete|erzählt|erzählte|fordert|forderte|kritisiert|kritisierte|warnt|warnte"
    r"|spricht von|sprach von|nannte|ergänzt|ergänzte|fügt|fügte"
)


def _forms(verb: str) -> tuple[str, ...]:
    """All forms of a verb that can have a subject or stand in a participle clause."""
    verb = verb.replace("-", " ")
    if verb in IRREGULAR:
        return (verb, *IRREGULAR[verb])
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if re.search(r"[^aeiou]y$", verb):
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    third = verb + ("es" if re.search(r"(?:s|sh|ch|x|z)$", verb) else "s")
    stem = verb + verb[-1] if verb in DOUBLING or verb in ("label", "signal") else verb
    return (verb, third, verb + "ed", stem + "ed", verb + "ing", stem + "ing")


def _any_of(verbs: str) -> str:
    forms = {form for verb in verbs.split() for form in _forms(verb)}
    return "|".join(sorted(forms, key=len, reverse=True))


# "Her office issued a brief statement: “…”": the noun takes the place of the verb.
ISSUED = (
    r"(?:issued|released|posted|sent out|put out|published)(?: (?!by\b)[\w’'-]+){0,3}"
    r" (?:statement|message|letter|tweet|reply|response|apology)"
)
# "the so-called clause" calls nobody anything.
SAY = re.compile(rf"(?<![-‑])\b(?:{ISSUED}|{_any_of(SAYING)}|{FOREIGN})\b")
JUDGE = re.compile(rf"(?<![-‑])\b(?:{_any_of(JUDGING)})\b")
# Without a subject of its own the bare form is an infinitive or a noun, and so may these be.
NEEDS_SUBJECT = frozenset(f"{SAYING} {JUDGING}".replace("-", " ").split()) | {
    *(
        "reports",
        "claims",
        "notes",
        "comments",
        "calls",
        "questions",
        "answers",
        "states",
        "remarks",
    ),
    *(
        "requests",
        "demands",
        "orders",
        "promises",
        "posts",
        "tweets",
        "attacks",
        "objects",
        "smiles",
    ),
}
ADVERB = re.compile(
    r"(?:\b(?:has|have|had|was|is|were|are|been|being|would|will|could|can|may|might|must|should"
    r"|did"
    r"|does|do|also|then|later|once|twice|never|always|often|further|again|even|just|only|still"
    r"|soon"
    r"|now|first|last|today|yesterday|recently|not|repeatedly|famously|since|himself|herself"
    r"|themselves|itself|there|here|so|\w+ly|(?:has|have|had|did|does|do|was|is)n[’']t|on \w+day"
    r"|this week|last (?:week|month|year)|in (?:19|20)\d\d|went on to|goes on to|used to"
    r"|(?:is|was|are|were) (?:quoted|reported) as|quoted as|\w+ed to|like[sd]? to|has to|had to"
    r"|began by|ended by|was quick to|was careful to)\s*)+$"
)
PRONOUN = re.compile(r"(?:he|she|they|it|who|I|we|you|il|elle|él|ella|er|sie)$", re.IGNORECASE)
DETERMINER = (
    r"(?:the|a|an|one|another|its|his|her|their|our|my|your|this|that|these|those|some|several|many"
    r"|most|few|two|three|four|five|both|each|every|no|other|le|la|les|un|une|el|los|der|die|das"
    r"|su|sus|sa|ses|leurs?|ihre?|seine?)"
)

# Nouns.

BEHIND_NOUN = re.compile(
    r"\s(?:de|del|du|des|of|for|at|in|on|with|to|from|who|that|by|near|close)\s"
)
# What titles are given to: the report “Fired Clay”.
OBJECT_NOUN = (
    r"(?:report|book|law|act|bill|film|movie|documentary|novel|poem|play|song|album|paper|study"
    r"|essay"
    r"|article|column|editorial|series|episode|podcast|programme|program|campaign|project"
    r"|initiative"
    r"|memoir|pamphlet|guide|guidance|handbook|manual|thesis|exhibition|painting|chapter|section"
    r"|headline|title|heading|conference|workshop|magazine|newsletter|blog|website|app|game|ballad"
    r"|hymn|anthem|single|trilogy|treaty|manifesto|brochure|leaflet|lecture|course|session|panel"
    r"|operation|strategy|plan|slogan|hashtag|ship|boat|livre|roman|libro|informe|buch|bericht)s?"
)
# What speaks in writing: the report said.
DOCUMENT_NOUN = re.compile(
    r"(?:statement|report|study|survey|letter|e-?mail|message|memo|memorandum|tweet|post|speech"
    r"|address"
    r"|testimony|ruling|opinion|order|decision|judgment|verdict|review|audit|brief|complaint"
    r"|indictment"
    r"|affidavit|filing|document|paper|book|article|editorial|column|website|press release|release"
    r"|announcement|note|notice|resolution|communiqué|declaration|dissent|memoir|essay|blog|diary"
    r"|inquiry|investigation|analysis|findings|remarks|words"
    r"|reply|answer|response|retort)s?$"
)
BODY_NOUN = re.compile(
    r"\b(?:charity|company|group|ministry|agency|union|newspaper|organi[sz]ation|foundation|firm"
    r"|government|council|institute|department|coalition|alliance|association|federation|commission"
    r"|committee|court|bank|office|nonprofit|NGO|think tank|network|bureau|university|party"
    r"|watchdog"
    r"|giant|maker|shelter|magazine|daily)$"
)
# Anybody with a calling: by the endings of such words, and those that have none.
KIN = (
    "mother|father|wife|husband|son|daughter|sister|brother|aunt|uncle|cousin|niece|nephew"
    "|grandmother|grandfather|widow|widower|girlfriend|boyfriend|fianc[ée]e?|friend|neighbou?r"
    "|lawyer|attorney|employer|boss|roommate|colleague|partner"
)
ROLE_WORD = re.compile(
    r"(?:[\w\-]*(?:man|woman|person|iste?|yst|ian|er|or|ant|ent|head|chief|boss|ee|ress|judge|nurse"
    r"|chair|mother|father|sister|brother|spokes\w+)|aide|dean|mayor|king|queen|priest|poet|cook"
    r"|clerk|rapporteu(?:r|se)|guard|coach|pilot|guide|son|wife|husband|widow|colleague|friend|neighbou?r|counsel"
    r"|envoy"
    r"|delegate|attorney|secretary|general|official|executive|deputy|representative|advocate|native"
    r"|\w*lord|\w*lady|préf[eè]te?|maire|ministre|présidente?|députée?|sénat\w+|porte-parole"
    r"|direct(?:eur|rice)|avocate?|alcaldesa|portavoz|ministr[oa]|abogad[oa]|directora"
    r"|victim|witness|graduate|candidate|scholar|fellow|expert|nun|monk|monarch|marshal|sheriff"
    r"|detective|constable|colonel|captain|CEO|CFO|chef|bishop|imam|rabbi|Ministerin"
    r"|\w+sprecherin)$",
    re.IGNORECASE,
)
SPEAKER_NOUN = re.compile(
    r"(?:people|child(?:ren)?|kids?|girls?|boys?|men|women|crowd|police|parents?|critics|sources?"
    r"|survivors?|neighbou?rs?|staff|team|family|families|couple|jury|court|panel|judges?|public"
    r"|state"
    r"|side|others?|anyone|everyone|nobody|someone|youths?|teens?|migrants?|villagers?|allies"
    r"|locals"
    r"|nurses?|coaches|authorities|majority|officials|experts|friends|aides|clients|\w+ists?"
    r"|\w+ians?"
    r"|\w+(?:man|men|woman|women)|(?:\w+[eo]r|\w+ant|\w+ent|\w+ee|\w+ive)s?|all|many|some|one|both"
    r"|few|most)$"
)
# These only look like callings.
NO_SPEAKER = re.compile(
    r"(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|never|ever|after|there"
    r"|however|whether|either|neither|rather|together|letter|number|matter|order|center|computer"
    r"|power"
    r"|river|summer|winter|dinner|water|weather|chapter|quarter|offer|error|factor|sector|door"
    r"|floor"
    r"|colou?r|agreement|movement|moment|element|treatment|payment|settlement|argument|event"
    r"|percent"
    r"|accident|incident|restaurant|warrant|grant|document)"
)
ORGANISATION = re.compile(
    r"\b(?:Department|Ministry|Office|Agency|Institutes?|University|College|School|Council"
    r"|Committee"
    r"|Commission|Court|Union|Federation|Association|Alliance|Foundation|Fund|Bank|Group|Company"
    r"|Corp"
    r"|Corporation|Inc|Ltd|LLC|Party|Congress|Senate|House|Parliament|Government|Police|Army|Navy"
    r"|Embassy|Bureau|Cent(?:er|re)|Network|Organi[sz]ation|Society|Trust|Watch|International"
    r"|Nations"
    r"|States|Kingdom|Republic|Times|News|Press|Journal|Tribune|Herald|Gazette|Guardian|Telegraph"
    r"|Observer|Programme|Program|Project|Board|Authority|Services?|Administration|Assembly"
    r"|Coalition"
    r"|Campaign|Initiative|Mission|Church|Hospital|Industries|Shipping|Airlines|Airways|Holdings"
    r"|Partners|Media|Studios|Systems|Motors|Technologies|Labs?|Shelter|Forum|League|Club|Chamber"
    r"|Conference|Task Force|Secretariat|Registry|Museum|Library|Academy|Action|Rights|Brothers"
    r"|Sons|Homes|Foods|Stores|Farms|Fisheries|Logistics|Energy|Hotels|Properties|Textiles|Garments"
    r"|\w*(?:[Vv]erband|[Mm]inisterium|[Gg]ewerkschaft|[Vv]erein|[Gg]esellschaft)"
    r"|Downing Street|Kremlin|Pentagon|Vatican|Scotland Yard|Whitehall)\b"
)
PLACE = re.compile(
    r"\b(?:Street|Road|Avenue|Lane|River|Lake|Mount|Port|Falls|City|Islands?|Bay|Square|North|South"
    r"|East|West|New|Valley|Hills?|Beach|Africa|Asia|Europe|America|January|February|March|April"
    r"|May"
    r"|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday"
    r"|Friday"
    r"|Saturday|Sunday|Act|Report|Protocol|Convention)\b"
)


def head_noun(phrase: str) -> str:
    """The noun of a noun phrase: "owner" of "The owner of the ship"."""
    head = BEHIND_NOUN.split(phrase)[0].split()
    return head[-1].casefold() if head else ""


# Men and women.

MALE = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Father|Brother|Pope|[A-Za-z]*(?:(?<!wo)(?<!\b[Hh]u)(?<!\bGer)(?<!\bRo)man|boy)|father|brother|son"
    r"|husband"
    r"|actor|uncle|grandfather|king|prince|priest|monk|nephew|Señor|Monsieur|Herr|widower)\b"
)
FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Mother|Dame|Lady|Queen|Princess|Sister|[A-Za-z]*(?:woman|girl)|mother|sister"
    r"|daughter|wife|actress|aunt|grandmother|queen|princess|nun|niece|Señora|Madame|Mme|Frau|widow"
    r"|midwife|[A-Z][a-zäöü]+erin|Ministerin)\b"
)
MALE_NAMES = words(
    """
aaron abdul abraham adam ahmed alan albert aldo alex alexander alfred ali andrew anthony antonio
arthur barack ben benjamin bernard bill bob boris brian bruce carl carlos charles chris christian
christopher colin daniel david dennis dev diego dmitri donald douglas edward emmanuel eric ernest
felix fernando francis frank franz fred gabriel gary george gerald giovanni gordon graham greg
hans harold harry hassan henry herbert howard hugh hugo ian ibrahim igor isaac ivan jack jacob
jacques james jason jean jeff jeffrey jerry jim joe john jonathan jorge jose josé joseph joshua
juan karl keith ken kenneth kevin klaus kofi kwame lars lawrence leo leon louis lucas luis luke
malcolm marco marcus mario mark martin matthew max michael miguel mike mohamed mohammed muhammad
nathan neil nicholas nick nigel oliver omar oscar otto owen pablo patrick paul pedro peter philip
pierre piers rafael rajesh ralph raymond ricardo richard robert roberto roger roland ronald samuel
scott sean sergei simon stanley stephen steven stuart terry theodore thomas tim timothy tom tony
victor vincent vladimir walter wayne william yusuf günther holger jürgen wolfgang stefan matthias
andreas ousmane hamisi tomas alain solomon moses elijah samir tariq rashid imran wei ming hiroshi
kenji takashi minh
allen andré andy angus archie arjun arturo avi barry benedict bernie boyd brad bradley brendan
brent bruno bryan byron calvin cameron carlo cesar chad charlie chester clay clayton clifford
clive clyde cody connor craig curtis cyril dale damian damon dan danny darren dean declan derek
desmond dick dmitry don donnie doug duncan dwight earl eamon ed eddie edgar edmund eduardo edwin
eli elliot emil enrique erik ernesto ethan eugene evan felipe fergus fidel floyd frankie frederick
gavin gene geoffrey gerard gilbert glenn grégoire guillermo gus guy harvey hector henri hubert
humberto isaiah ismail ivor jake jared jay jeremy jerome jesse jesús jimmy joaquín joel johan
johnny jon jonas josh julian julio justin kai kamal kareem kurt kyle lance larry lee leonard leroy
leslie lewis liam lloyd lorenzo lou luc luca lukas lyle magnus manuel marc marcel marius marshall
mateo matt maurice mauricio mehmet mikhail milton mitch mitchell mustafa nathaniel ned neal
nicolas niels nikolai noah noel norman orlando otis pascal pat perry pete petr phil piotr preston
quentin ramón randall randy raúl ray reggie rené reza rick ricky rob robbie rodney rodrigo roman
ron ronnie ross roy rudy rupert russell ryan salman sam santiago saul serge sergio seth shane
shaun sid silvio spencer stan steve stewart sven ted teddy theo todd travis trevor troy tyler
umberto vernon vic vijay vince virgil wade wallace walt warren wendell wesley wilbur will willie
winston xavier zachary
"""
)
# Given to men in one country and to women in another: Marian, Andrea, Kim.
EITHER = words("marian andrea dominique camille sasha robin kim jan leslie")
FEMALE_NAMES = words(
    """
abigail agnes aisha alice alison amanda amina amy ana andrea angela anita ann anna anne annette
barbara beatrice beth betty bridget camila carla carmen carol caroline catherine cecilia charlotte
chloe christina christine claire clara condoleezza cynthia deborah denise diana diane donna
dorothy edith elena elizabeth ella ellen emily emma esther estelle eva evelyn fatima fiona
florence frances gabriela gloria grace hannah harriet heather helen hilary hillary ida ingrid
irene isabel jacqueline jane janet jennifer jenny jessica joan joanna josephine joy joyce judith
judy julia julie karen kate katherine kathleen laura lea leila lillian linda lisa louise lucia
lucy lydia madeleine margaret maria mariam marie marta martha mary maya megan melissa michelle
miriam monica nadia naomi natalia nancy nicole nina nora olga olivia pamela patricia paula priya
rachel rebecca rosa rose ruth sally samantha sandra sara sarah sharon sofia sophia sophie stella
stephanie sunita susan sylvia teresa theresa valerie vera veronica victoria virginia wendy yasmin
yvonne zainab zoe anke jutta heike sabine ulrike ursula greta inès inés solène lucía delia edna
wanda clare rosalind imogen amira rehema mei yuki leyla soraya shirin
ada adele adriana alana alexandra alexis alicia alma althea amal amelia angelica annabel annie
anya april arlene ashley astrid audrey ayesha bea becky belinda bella bernadette bernice bertha
bettina beverly bianca blanca bonnie brenda brianna brigitte camille candace carolina carolyn
carrie cassandra cathy celeste celia chantal charlene cheryl chiara christa cindy colette colleen
connie constance cora corinne courtney daisy daniela danielle daphne darlene dawn debbie debra
delores dolores dominique dora doreen doris elaine eleanor eleni elise eliza ellie elsa elsie
erica erika erin esmeralda esperanza ethel eugenia eunice evangeline eve faith farah faye felicia
fern fernanda fran francesca francine frida gail gemma geneviève georgia geraldine gertrude gina
ginny giulia gladys glenda graciela gretchen guadalupe gwen hazel heidi henrietta hilda hope ilse
imelda ines iris irma isabella isla ivy jackie jan jana janice janine jasmine jean jeanette jeanne
jenna jill joann jocelyn jodi johanna josie juana juanita judi june kara karin karla kathryn kathy
katie katrina kelly kim kirsten kristen kristin laila lana laurel lauren laurie leah leticia liesl
lila lilian lily lindsay lisbeth lois lola loretta lorena lorraine lottie lourdes luisa luz mabel
mae maggie magdalena malala mandy manuela marcia margarita margot marguerite marian mariana
maribel marilyn marina marion marisa marisol marjorie marlene marsha martina maud maureen mavis
maxine meera melanie melinda mercedes meredith mia michaela mildred millicent mimi mina miranda
moira molly mona morgan muriel myra myrtle nadine nan nell nellie nettie niamh noor norma octavia
odette oprah paige paloma pat patsy patty paulina pauline pearl peggy penelope penny petra
philippa phoebe phyllis polly ramona raquel rebekah regina renata renee rhoda rhonda rita roberta
robin rocio rosalie rosemary roxanne ruby sabrina sadie salma salome sasha selma serena shannon
sheila shelley sherry sheryl shirley silvia simone siobhan sonia sonja stacy sue susanna susannah
susie svetlana tabitha tamara tammy tania tanya tara tatiana thelma tina toni tracy trudy ulla una
valentina vanessa violet vivian wilma winifred yolanda yvette zara zelda zofia
"""
)
MALE_NAMES -= EITHER
FEMALE_NAMES -= EITHER
