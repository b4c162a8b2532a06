"""How long the workbench takes: a save, and tagging all that a search finds, and its undoing.

    .venv/bin/python -E -m tests.benchmarks.tagging --n 10000

loads so many passages of the briefings with their tags, as `make bench` does, into a database of
its own that is kept; then marks every passage with a term that none has, undoes it, marks again,
takes the marks from all, undoes that, and saves a hundred judgments on one passage. Everything is
asked of the pages, with the history that the triggers write; what was done is undone at the end.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.speed import BRIEFINGS, ROOT, server

SAVES = 100
EVERYTHING = (
    "kind=briefing&kind=press-conference&kind=speech&kind=interview&kind=panel&kind=hearing"
)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--n", type=int, default=10_000, help="passages (default: 10000)")
    parser.add_argument("--source", type=Path, default=BRIEFINGS, help="the briefings")
    parser.add_argument("--data", type=Path, default=ROOT / ".data" / "benchmark")
    options = parser.parse_args(arguments)
    if not options.source.exists():
        sys.exit(f"The benchmark cannot run without the passages to load, {options.source}.")
    options.data.mkdir(parents=True, exist_ok=True)
    os.environ["BENCHMARK_DATA"] = str(options.data.absolute())
    os.environ["BENCHMARK_DATABASE"] = f"tagging_{options.n}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    import django

    django.setup()
    with server():
        from django.conf import settings
        from django.test.utils import setup_test_environment

        from archive import statics

        setup_test_environment()  # answers then say what their templates were given

        settings.SECURE_SSL_REDIRECT = False
        statics.collect()
        _run(options)


def _run(options: argparse.Namespace) -> None:
    from django.contrib.auth.models import Group, User
    from django.test import Client

    from documents.models import Batch, Tagging, Term, TermVersion
    from tests.benchmarks import loading

    folder = options.data / f"tagging-{options.n}"
    loading.ready(["verbatim"], folder, options.source, options.n, fresh=False, reindexed=False)
    user, _ = User.objects.get_or_create(username="benchmark")
    user.groups.add(Group.objects.get(name="Keeper"), Group.objects.get(name="Reviewer"))
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    topic = Term.objects.filter(vocabulary__query_key="topic").first()
    term, _ = Term.objects.get_or_create(vocabulary=topic.vocabulary, slug="everything")
    version, _ = TermVersion.objects.get_or_create(term=term, number=1, label="Everything")
    marks = Tagging.objects.filter(term_version=version)

    def bulk(act: str) -> None:
        query = f"{EVERYTHING}&term={version.pk}&act={act}"
        page = client.get(f"/tagging/bulk/?{query}")
        found = page.context["preview"].found
        answer = client.post(
            f"/tagging/bulk/?{EVERYTHING}", {"term": version.pk, "act": act, "expected": found}
        )
        assert answer.status_code == 302, answer.content

    def undo() -> None:
        batch = Batch.objects.filter(undone_at=None).order_by("-created_at").first()
        answer = client.post(f"/tagging/actions/{batch.pk}/undo/")
        assert answer.status_code == 302, answer.content

    steps: list[tuple[str, Callable[[], None]]] = [
        ("mark all", lambda: bulk("tag")),
        ("undo it", undo),
        ("mark all again", lambda: bulk("tag")),
        ("take the marks from all", lambda: bulk("untag")),
        ("undo that", undo),
        ("undo the marks", undo),
    ]
    for said, do in steps:
        events = Tagging.pgh_event_model.objects.count()
        start = time.perf_counter()
        do()
        seconds = time.perf_counter() - start
        approved = marks.filter(status="approved").count()
        events = Tagging.pgh_event_model.objects.count() - events
        print(f"{said:25} {seconds:6.1f} s   {approved:,} marked, {events:,} events", flush=True)
    times = _saves(client, f"topic/{term.slug}")
    print(
        f"{SAVES} saves: median {1000 * median(times):.0f} ms, fastest {1000 * min(times):.0f} ms"
    )


def _saves(client: "Client", term: str) -> list[float]:  # noqa: F821
    from documents.models import PassageVersion

    version = PassageVersion.objects.public().select_related("passage")[100]
    address = f"/tagging/passages/{version.passage.public_id}/?queue=all"
    state, times = client.get(address).context["bench"].state, []
    for _ in range(SAVES):
        start = time.perf_counter()
        answer = client.post(
            address, {"toggle": term, "state": state}, headers={"X-Requested-With": "bench"}
        )
        times.append(time.perf_counter() - start)
        assert answer.status_code == 200, answer.content
        state = answer.context["bench"].state
    return times


if __name__ == "__main__":
    main()
