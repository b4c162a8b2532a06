"""The names of bodies and of newspapers, as lines print them."""

import re

BODIES = (
    r"department|ministry|office|bureau|embassy|mission|institut(?:e|ion)|university|college|"
    r"foundation|council|centre|center|association|commission|agency|society|house|parliament|"
    r"senate|congress|assembly|court|secretariat|government|corporation|network|library|archives?|"
    r"school|press secretary|united nations|chambre|assemblée|sénat|ministère|cour|université|"
    r"délégation|cámara|senado|ministerio|universidad|ausschuss|"
    r"(?:bundes)?ministerium"
)
INSTITUTION = re.compile(
    rf"^(?:the\s+)?(?:[\w.&’'-]+\s+){{0,4}}(?P<body>{BODIES})\b(?:\s+(?:permanente?|nationale?|générale?))?"
    r"(?:\s+(?:of|for|on|and|the|to|de|du|des|del|la|aux?|für|der)\b.*|\s+[A-Z]\w+|"
    r"\s+official records|"
    r"\s+-\s.*)?$",
    re.IGNORECASE,
)

NEWSPAPER_NAME = (
    r"(?:the )?(?-i:(?:[A-Z][\w.&’'-]*[ -]){1,3})"
    r"(?:news(?: (?:online|agency|service|wire))?|times|post|herald|gazette|tribune|courier|"
    r"chronicle|"
    r"journal|guardian|telegraph|observer|examiner|mercury|bulletin|star|sun|globe|inquirer|"
    r"independent|mirror|standard|press|dispatch|sentinel|register|echo|argus)"
)
NEWSPAPER = re.compile(NEWSPAPER_NAME, re.IGNORECASE)

# "HONORING THE UNIVERSITY OF MAINE" names no body.
DONE_TO_IT = re.compile(
    r"(?:[a-z]{4,}ing|tribute|in (?:honor|memory|recognition))\s", re.IGNORECASE
)


def is_institution(text: str) -> bool:
    """Whether a line names a body, and is no sentence about one: "Survivors ask parliament"."""
    match = INSTITUTION.match(text)
    if match is None or not text.isprintable() or DONE_TO_IT.match(text):
        return False
    named = text[: match.end("body")].split()
    small = {"of", "the", "and", "for", "de", "du", "des", "la", "le", "del", "y", "et"}
    return match["body"][0].isupper() and all(w[0].isupper() or w in small for w in named)
