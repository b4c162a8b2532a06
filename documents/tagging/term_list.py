"""The vocabularies and their terms as the workbench offers them.

They are few and seldom change, but every save rests on them: a process keeps them for as long as
the rows of their tables are the same ones. Each version of a row has a place and a transaction of
its own (ctid, xmin).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from documents.margins import current_terms
from documents.models import Term, TermVersion, Vocabulary

ROWS = "SELECT bit_xor(hashtextextended(ctid::text || ' ' || xmin::text, 0)) FROM {table}"
"""A number that is another when rows of a table have come, gone or changed."""


@dataclass(frozen=True)
class Terms:
    """What can be chosen: the vocabularies, and by vocabulary (primary key) its current terms.

    `stamp` is another for another list.
    """

    vocabularies: Sequence[Vocabulary]
    current: Mapping[int, Sequence[TermVersion]]
    stamp: str

    def named(self, name: str) -> TermVersion | None:
        """The term that "query key/slug" names."""
        key, _, slug = name.partition("/")
        return next(
            (
                version
                for vocabulary in self.vocabularies
                if vocabulary.query_key == key
                for version in self.current.get(vocabulary.pk, ())
                if version.term.slug == slug
            ),
            None,
        )

    def of(self, vocabulary: Vocabulary) -> "Terms":
        """Those of one vocabulary alone."""
        return Terms([vocabulary], self.current, f"{self.stamp}-{vocabulary.pk}")


_remembered: dict[str, tuple[tuple, Terms]] = {}


def read_terms() -> Terms:
    """The terms as they are now. One query, three where they have changed.

    The rows are shared by all who ask: they are not to be changed.
    """
    tables = [model._meta.db_table for model in (Vocabulary, Term, TermVersion)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(f'({ROWS.format(table=table)})' for table in tables)}")
        states = cursor.fetchone()
    database = str(connection.settings_dict["NAME"])
    remembered = _remembered.get(database)
    if remembered is not None and remembered[0] == states:
        return remembered[1]
    stamp = hashlib.sha256(repr(states).encode()).hexdigest()[:16]
    terms = Terms(list(Vocabulary.objects.all()), current_terms(), stamp)
    _remembered[database] = (states, terms)
    return terms
