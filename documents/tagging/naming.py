"""What marks name: which vocabularies, terms, rounds and accounts of the archive that are."""

from collections.abc import Mapping

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

from documents.models import Round, TermVersion, Vocabulary
from documents.storable import shown
from documents.tagging.anchors import Unplaced
from documents.tagging.marks import CommentMark, Hand, Mark, ReadingMark, TaggingMark
from documents.tagging.terms import renamed


class Names:
    """The terms, vocabularies, rounds and accounts that the judgments name."""

    def __init__(self, marks: list[Mark]) -> None:
        self.vocabularies = {vocabulary.key: vocabulary for vocabulary in Vocabulary.objects.all()}
        self.versions = {
            (version.term.vocabulary.key, version.term.slug, version.number): version
            for version in TermVersion.objects.select_related("term__vocabulary")
        }
        self.versions |= _under_former_names(self.versions)
        self.terms = {(vocabulary, term) for vocabulary, term, _ in self.versions}
        names = {mark.hand.account for mark in marks} | {
            mark.decider for mark in marks if isinstance(mark, TaggingMark)
        }
        users = get_user_model()._default_manager.filter(
            **{f"{get_user_model().USERNAME_FIELD}__in": names - {""}}
        )
        self.accounts: dict[str, User] = {user.get_username(): user for user in users}
        self._rounds: dict[tuple[str, str], Round] = {}

    def unknown(self, mark: Mark) -> str:
        """What a judgment names that the archive does not have, "" where it has all."""
        if isinstance(mark, CommentMark):
            return ""
        if mark.vocabulary not in self.vocabularies:
            return (
                f"there is no vocabulary {mark.vocabulary!r}; known are"
                f" {', '.join(sorted(self.vocabularies)) or 'none'}"
            )
        if isinstance(mark, ReadingMark):
            return ""
        if (mark.vocabulary, mark.term) not in self.terms:
            known = sorted(term for of, term in self.terms if of == mark.vocabulary)
            return (
                f"the vocabulary {mark.vocabulary!r} has no term {mark.term!r}; known are"
                f" {', '.join(known) or 'none'}"
            )
        if (mark.vocabulary, mark.term, mark.version) not in self.versions:
            return (
                f"the term {mark.term!r} of {mark.vocabulary!r} has no definition of version"
                f" {mark.version}: load the vocabulary that the judgments were made with first"
            )
        return ""

    def whose(self, hand: Hand) -> dict[str, object]:
        """The fields that say who judged: an account of that name, else the name alone."""
        by = self.accounts.get(hand.account)
        agent = "" if by and hand.name == hand.account else hand.name
        return {"by": by, "agent": agent}

    def round_of(self, mark: Mark) -> Round | None:
        """The round of a judgment, made where it is not there. Raises Unplaced for a comment whose
        round is not: of which vocabulary that is, a comment does not say.
        """
        if mark.round is None:
            return None
        if isinstance(mark, CommentMark):
            same = Round.objects.filter(name=mark.round.name, blind=mark.round.blind)
            if (found := same.order_by("pk").first()) is None:
                raise Unplaced(
                    f"its round {shown(mark.round.name)} is not here: take in the judgments of "
                    "that round first"
                )
            return found
        key = (mark.vocabulary, mark.round.name)
        if key not in self._rounds:
            self._rounds[key], _ = Round.objects.get_or_create(
                vocabulary=self.vocabularies[mark.vocabulary],
                name=mark.round.name,
                defaults={"blind": mark.round.blind, "settled_at": mark.round.settled},
            )
        return self._rounds[key]


def _under_former_names(
    versions: Mapping[tuple[str, str, int], TermVersion],
) -> dict[tuple[str, str, int], TermVersion]:
    """The versions that a file means which was written before terms were merged or renamed: as
    the tags of the archive went, those of a merged term go to the definition in force of the other.
    """
    current = {version.term_id: version for version in versions.values() if version.is_current}
    found = {
        key: current[version.term.merged_into_id]
        for key, version in versions.items()
        if version.term.merged_into_id in current
    }
    now = {**versions, **found}
    for vocabulary in {version.term.vocabulary for version in versions.values()}:
        for former, slug in renamed(vocabulary).items():
            for (key, there, number), version in now.items():
                if (key, there) == (vocabulary.key, slug):
                    found[key, former, number] = version
    return found
