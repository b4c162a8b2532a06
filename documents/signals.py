"""What the archive of documents announces; `search` listens.

Sent inside the transaction of the change, so that an index written in a receiver appears with it.
"""

from django.dispatch import Signal

documents_changed = Signal()
"""Sent with `document_ids`, a collection of primary keys: what the public may find in these
documents may differ. With `only_people` it is nothing but which person a voice belongs to.
"""

judgments_changed = Signal()
"""Sent with `passage_ids`, a collection of primary keys: what the public may know of the tags of
these passages may differ, and nothing else of them.
"""
