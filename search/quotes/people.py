"""How much the archive holds from a person: what a verdict of "not found" is worth."""

from dataclasses import dataclass

from django.db.models import Q

from documents.folding import folded_words
from documents.holdings import by_year, voices
from documents.ingest.names import surname
from documents.models import PassageVersion, Speaker
from search.quotes.naming import fits, forms

MOST_NAMESAKES = 3
MOST_LIKELY = 200


@dataclass(frozen=True)
class Holding:
    """A person and the number of passages in their own words, by year, None for undated ones;
    and in how many others they are quoted.
    """

    speaker: Speaker
    years: dict[int | None, int]
    quoted: int = 0

    @property
    def passages(self) -> int:
        return sum(self.years.values())

    @property
    def dated(self) -> list[int]:
        return [year for year in self.years if year is not None]

    @property
    def undated(self) -> int:
        return self.years.get(None, 0)


def people_called(name: str) -> list[Speaker]:
    """The people of the archive who can be called so, up to MOST_NAMESAKES."""
    written = [form for form in forms(name) if folded_words(form)]
    families = {words[-1] for form in written if (words := folded_words(surname(form)))}
    if not families:
        return []
    wanted = Q(pk=None)
    for family in families:
        wanted |= Q(sort_key__icontains=family) | Q(names__name__icontains=family)
    likely = (
        Speaker.objects.public().filter(wanted).distinct().prefetch_related("names")[:MOST_LIKELY]
    )
    return [
        speaker
        for speaker in likely
        if fits(name, [speaker.name, *(variant.name for variant in speaker.names.all())])
    ][:MOST_NAMESAKES]


def holding_of(speaker: Speaker) -> Holding:
    """What the archive holds from somebody. Three queries."""
    own = PassageVersion.objects.public().filter(appearance__speaker=speaker)
    heard = voices([speaker.pk]).get(speaker.pk)
    return Holding(speaker, by_year(own), heard.quoted if heard else 0)
