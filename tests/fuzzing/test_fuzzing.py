"""A slice of the fuzzing, asked within the process: an error is raised here, not answered."""

import pytest
from django.test import Client

from tests.factories import Said, make_document, make_vocabulary
from tests.fuzzing.addresses import addresses
from tests.fuzzing.run import Answered, judged

pytestmark = pytest.mark.django_db


def test_odd_requests_are_answered(client: Client):
    make_vocabulary("p", "Protection", "Prevention", register=True)
    make_document(
        Said(
            "Victims of trafficking, forced labor and modern-day slavery.",
            tags={"p": ["protection"]},
        ),
        Said(
            "The G/TIP office says women’s rights are naïve.", quotes=[("naïve", "Mark P. Lagon")]
        ),
        title="Combating Human Trafficking and Modern Slavery",
        published="2008",
    )
    assert (
        client.get("/documents/combating-human-trafficking-and-modern-slavery/").status_code == 200
    )
    for address in addresses(seed=1, number=100):
        assert client.get(address).status_code < 500, address


def test_slow_and_failed_answers_are_reported(capsys):
    good = [Answered("/search/", 200, 0.1)] * 200
    assert judged(good, []) == 0
    assert judged([*good, Answered("/search/?q=a", 503, 0.1)], []) == 1
    assert judged([*good, Answered("/search/?q=a", 0, 0.1)], []) == 1
    late = Answered("/search/?q=b", 200, 1.5)
    assert judged([*good, late], [Answered("/search/?q=b", 200, 0.4)]) == 0
    assert judged([*good, late], [Answered("/search/?q=b", 200, 2.4)]) == 1
    assert judged([*good, late, late, late], [Answered("/search/?q=b", 200, 0.4)]) == 1
    assert "/search/?q=b" in capsys.readouterr().out


def test_the_same_seed_draws_the_same_addresses():
    assert list(addresses(3, 20)) == list(addresses(3, 20)) != list(addresses(4, 20))
