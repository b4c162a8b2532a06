"""Which of PostgreSQL's dictionaries reads which language."""

from django.conf import settings

CONFIGS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""By primary language subtag (BCP 47): what PostgreSQL 15 to 18 all have."""


def config_for(language: str | None) -> str:
    """The text search configuration for a BCP 47 tag: "simple" (no stemming) for languages without
    one.

    Where the language is unknown, the archive's own is taken: it only decides which endings are
    equal.
    """
    tag = (language or settings.LANGUAGE_CODE).replace("_", "-").split("-")[0].lower()
    return CONFIGS.get(tag, "simple")
