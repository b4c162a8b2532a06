"""The words of a search on the reading pages: `/documents/<slug>/?q=…` and `/passages/<id>/?q=…`.

    {% load marks reading %}
    {% search_marks edition as found %}      for all passages of a page, in two queries
    {% if shown.version.pk in found %}…{% words shown found|item:shown.version.pk %}

Templates load this, so that `documents` itself knows nothing of search.
"""

from django import template

from documents.edition import Edition, ShownPassage
from search.filters import LONGEST_QUERY, MOST_TERMS
from search.highlighting import Marks, Place
from search.matching import ask
from search.request import SearchRequest

register = template.Library()


@register.simple_tag(takes_context=True)
def search_marks(
    context: template.Context, shown: Edition | ShownPassage
) -> dict[int, list[Place]]:
    """By version (primary key), the places of the words that `?q=` asks for.

    Only passages that have some are in it: none at all without `q`. Of a passage that is shown in
    an excerpt, the excerpt becomes the words around the match.
    """
    q = context["request"].GET.get("q", "") if "request" in context else ""
    asked = ask(SearchRequest(q=q[:LONGEST_QUERY])) if q else None
    if not asked or not asked.query.wanted or len(asked.query.terms) > MOST_TERMS:
        return {}
    if isinstance(shown, Edition):
        passages = [passage for turn in shown.turns for passage in turn.passages]
    else:
        passages = [shown]
    found = [passage for passage in passages if passage.is_numbered]
    if not found:
        return {}
    marks = Marks(asked.query, asked.configs).read_passages(
        [(p.version.passage.document_id, p.version.passage_id) for p in found]
    )
    places = {passage.version.pk: marks.bring_up(passage) for passage in found}
    return {version: marked for version, marked in places.items() if marked}
