"""The index: one row a public passage, a cache that `reindex` can make anew at any time."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from search.fingerprints import FACTS, MARKS, Fingerprint


class IndexedPassage(models.Model):
    """The current version of a numbered passage in a published document, with all it is found by.

    Keyed by document, without foreign keys, triggers or sequences, so that the table can be
    dropped, rebuilt, or spread over machines by `document_id`. The text itself stays with the
    passage version.

    `stems` are the stems of its words (`PassageWords`) under `config`, at their places: the n-th
    word has position n; beside them, without a place, acronyms and compounds as one word
    (search.compounds). `dense` are those that it has often for its length (search.density), without
    places. `length` counts the words. `terms` are approved, `read_vocabularies` those
    for which somebody read the passage, and negative those for which it waits for a decision.
    `language` is the passage's own, else the document's, as BCP 47; `year` is null where undated.
    `embargo_until` hides a row until its day; everything else that is not public has no row.
    `facts` and `marks` stand for the columns of those names when passages are counted
    (search.fingerprints).

    What every hit is counted and ranked by stands first, in columns of fixed width: PostgreSQL
    reads a row from its beginning, and the long columns need not be walked over.
    """

    pk = models.CompositePrimaryKey("document_id", "passage_id")
    document_id = models.BigIntegerField()
    passage_id = models.BigIntegerField()
    version_id = models.BigIntegerField()
    facts = models.GeneratedField(
        expression=Fingerprint(*FACTS), output_field=models.BigIntegerField(), db_persist=True
    )
    marks = models.GeneratedField(
        expression=Fingerprint(*MARKS), output_field=models.BigIntegerField(), db_persist=True
    )
    collection_id = models.BigIntegerField()
    order = models.IntegerField()
    length = models.IntegerField()
    latest = models.DateField(null=True)
    earliest = models.DateField(null=True)
    embargo_until = models.DateField(null=True)
    year = models.SmallIntegerField(null=True)
    speaker_id = models.BigIntegerField(null=True)
    config = models.CharField(max_length=20)

    public_id = models.CharField(max_length=16)
    type = models.CharField(max_length=10)
    terms = ArrayField(models.BigIntegerField())
    read_vocabularies = ArrayField(models.BigIntegerField())
    quoted_ids = ArrayField(models.BigIntegerField())
    parts = ArrayField(models.CharField(max_length=12))
    kind = models.CharField(max_length=20, null=True)  # noqa: DJ001
    language = models.CharField(max_length=35, null=True)  # noqa: DJ001
    role = models.TextField()
    publisher = models.CharField(max_length=300, null=True)  # noqa: DJ001

    stems = SearchVectorField()
    dense = SearchVectorField(db_default="")

    class Meta:
        db_table = "search_passage"
        indexes = [
            GinIndex(name="search_passage_stems", fields=["stems"]),
            GinIndex(name="search_passage_dense", fields=["dense"]),
            models.Index(name="search_passage_config", fields=["config"]),
            models.Index(name="search_passage_facts", fields=["facts"]),
            models.Index(name="search_passage_marks", fields=["marks"]),
        ]

    def __str__(self) -> str:
        return self.public_id


class PassageWords(models.Model):
    """The words of an indexed passage, in a table of their own: what is counted and ranked needs
    few of them, and reads rows that are half as long.

    `words` are the folded words (documents.folding) that were spoken (documents.spoken), each
    between single spaces: a phrase is in a passage if " its words " is in `words`. `word_set` holds
    the same words without places, to find candidates by.
    """

    pk = models.CompositePrimaryKey("document_id", "passage_id")
    document_id = models.BigIntegerField()
    passage_id = models.BigIntegerField()
    words = models.TextField()
    word_set = SearchVectorField()

    class Meta:
        db_table = "search_passage_words"
        indexes = [GinIndex(name="search_passage_word_set", fields=["word_set"])]

    def __str__(self) -> str:
        return self.words[:80].strip()


class Change(models.Model):
    """That the index was written, as a random number; see search.generation. `texts` says whether
    words were, and not only what is said of passages.
    """

    id = models.BigIntegerField(primary_key=True)
    texts = models.BooleanField(db_default=True)

    class Meta:
        db_table = "search_change"

    def __str__(self) -> str:
        return str(self.id)


class Caller(models.Model):
    """How often an address asked in a minute, for the limit that all processes keep together.

    `id` is a keyed hash of the address, which is kept nowhere.
    """

    id = models.CharField(max_length=64, primary_key=True)
    minute = models.BigIntegerField()
    requests = models.IntegerField()

    class Meta:
        db_table = "search_caller"

    def __str__(self) -> str:
        return self.id


class Word(models.Model):
    """A folded word that stands in the index, to find near spellings among.

    `document_id` is one document that has it, its witness: when that one loses the word, another is
    looked for, and a word without a witness goes (search.spellings).
    """

    word = models.CharField(max_length=40, primary_key=True)
    document_id = models.BigIntegerField()

    class Meta:
        db_table = "search_word"
        indexes = [
            GistIndex(OpClass("word", "gist_trgm_ops"), name="search_word_trigrams"),
            models.Index(name="search_word_document", fields=["document_id"]),
        ]

    def __str__(self) -> str:
        return self.word
