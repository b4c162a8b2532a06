"""The checker on the founding texts: every quotation of a list written beforehand."""

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from documents.vocabularies import Access, Part
from search.quotes import checking
from search.quotes.checking import Asked, Finding, check, check_all
from search.quotes.comparison import Look, archive_side
from search.quotes.judgement import Flag, Verdict
from search.quotes.reporting import as_json
from tests.factories import Said, make_document

LISTS = tuple(f"{name}quotations.yaml" for name in ("", "further_", "third_", "fourth_"))
READ = [yaml.safe_load(Path(__file__).with_name(name).read_text("utf-8")) for name in LISTS]
QUOTATIONS = {verdict: [line for lines in READ for line in lines[verdict]] for verdict in READ[0]}

pytestmark = pytest.mark.django_db


def asked(line: str) -> Asked:
    quotation, _, said_by = line.rpartition("|")
    return Asked(quotation.strip(), said_by.strip())


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker, tmp_path_factory) -> dict[str, Finding]:
    originals = settings.ORIGINALS
    settings.ORIGINALS = tmp_path_factory.mktemp("originals")
    try:
        with django_db_blocker.unblock(), transaction.atomic():
            call_command("ingest", settings.BASE_DIR / "fixtures" / "texts", verbosity=0)
            findings = {line: check(asked(line)) for lines in QUOTATIONS.values() for line in lines}
            transaction.set_rollback(True)
    finally:
        settings.ORIGINALS = originals
    return findings


@pytest.mark.parametrize("verdict", QUOTATIONS)
def test_each_quotation_gets_its_verdict(found, verdict):
    wrong = {line: str(found[line].verdict) for line in QUOTATIONS[verdict]}
    assert {line: got for line, got in wrong.items() if got != verdict} == {}


def test_the_list_is_long_and_nothing_altered_or_invented_is_called_exact(found):
    assert len(found) >= 150
    counts = Counter(str(found[line].verdict) for line in QUOTATIONS["altered"])
    counts += Counter(str(found[line].verdict) for line in QUOTATIONS["not_found"])
    assert counts["exact"] == counts["punctuation"] == 0


@pytest.fixture
def said(client):
    return make_document(
        Said("We would not improve it, unless everybody agreed. It is settled.", "Ada Byron"),
        Said("And that is that.", "Ada Byron"),
        Said("Nobody said so (laughs) at the time.", "Charles Babbage", notes=["(laughs)"]),
        Said(
            "There is a risk of (inaudible) the whole schedule.",
            "Charles Babbage",
            notes=["(inaudible)"],
        ),
    )


@pytest.mark.parametrize(
    ("quotation", "said_by", "verdict", "flag"),
    [
        ("We would improve it, unless everybody agreed", "Byron", "altered", None),
        ("We would not improve it … It is settled.", "Byron", "abridged", Flag.OMITS_CONDITION),
        ("improve it, unless everybody agreed", "Byron", "exact", Flag.CUTS_NEGATION),
        ("We would not improve it, unless everybody agreed", "Bryon", "exact", Flag.NAME_GUESSED),
        ("We would not improve it, unless everybody agreed", "Eva Byron", "misattributed", None),
        ("We would not improve it, unless everybody agreed", "Byrne", "misattributed", None),
        ("We would not improve it, unless everybody agreed", "Mrs.", "exact", Flag.NO_NAME),
        ("Nobody said so at the time.", "Charles Babage", "exact", Flag.NAME_GUESSED),
        ("It is settled. And that is that.", "Byron", "exact", Flag.FEW_WORDS),
        ("And that is that. Nobody said so", "Byron", "altered", Flag.SEVERAL_SPEAKERS),
        ("Nobody said so at the time.", "Babbage", "exact", None),
        ("Nobody said so (laughs) at the time.", "Babbage", "exact", None),
        ("There is a risk of the whole schedule.", "Babbage", "altered", None),
        ("There is a risk of [inaudible] the whole schedule.", "Babbage", "punctuation", None),
        ("There is a risk of … the whole schedule.", "Babbage", "abridged", None),
        ("Nobody said so at the time.", "Ada Byron", "misattributed", Flag.WRONG_SPEAKER),
        ("We would [always] improve it, unless everybody agreed", "", "altered", None),
    ],
)
def test_what_decides_is_never_covered_up(said, quotation, said_by, verdict, flag):
    finding = check(Asked(quotation, said_by))
    assert finding.verdict == verdict
    assert flag is None or flag in finding.flags


FIRST, LAST = "The engine was settled upon in the spring", "Nobody came to see it in the autumn"


@pytest.fixture
def long_talk(client):
    filler = "Between them there was much else to be said of wheels, which were never many. "
    return make_document(
        *(Said(words, "Ada Byron") for words in (f"{FIRST}.", *[filler * 4] * 20, f"{LAST}."))
    )


@pytest.mark.parametrize(
    ("quotation", "verdict"),
    [
        (f"{FIRST} … {LAST}", "abridged"),
        (f"{FIRST} … {LAST.replace('Nobody', 'Everybody')}", "altered"),
        (f"{FIRST} {LAST}", "altered"),
        (f"{LAST} … {FIRST}", "altered"),
    ],
)
def test_parts_that_stand_far_apart_are_found(long_talk, client, quotation, verdict):
    finding = check(Asked(quotation, "Ada Byron"))
    assert finding.verdict == verdict
    if verdict == "abridged":
        assert Flag.FAR_APART in finding.flags and Flag.OMITS_NEGATION in finding.flags
        told = as_json(finding)
        assert told["text"].startswith(FIRST) and told["text"].endswith(LAST)
        assert told["text"].count("[…]") == 1 and len(told["text"]) < 1000
        assert len(told["differences"][0]["archive"]) < 1000
        (cut,) = [p for p in archive_side(finding.best) if p.pieces[0].text.startswith("[…]")]
        assert cut.pieces[0].look is Look.MARKED
        page = client.get("/quotes/", {"quote": quotation}).content.decode()
        assert "[…]" in page and "Its parts stand far apart" in page and LAST in page


@pytest.mark.parametrize(
    ("quotation", "verdict"),
    [
        ("强迫劳动是现代奴隶制度", "exact"),
        ("强迫劳动，是现代奴隶制度。", "punctuation"),
        ("劳动是现代奴隶制", "exact"),
        ("强迫劳动不是现代奴隶制度", "altered"),
        ("强迫劳动是古代奴隶制度", "altered"),
        ("每年都有许多新的桥梁建成", "not_found"),
    ],
)
def test_a_quotation_in_a_script_without_spaces_is_compared_letter_by_letter(quotation, verdict):
    make_document(Said("大使说强迫劳动是现代奴隶制度，每年有数百万受害者。", "Ada Byron"))
    assert check(Asked(quotation)).verdict == verdict


def test_a_negation_in_the_sentence_before_is_nothing_to_tell(said):
    assert Flag.CUTS_NEGATION not in check(Asked("It is settled.")).flags


def test_a_text_that_contains_words_of_the_archive_says_so(said):
    around = "Yesterday the engineers of the capital met once more behind closed doors and heard: "
    finding = check(Asked(f"{around * 2} We would not improve it, unless everybody agreed"))
    assert finding.verdict == Verdict.NOT_FOUND and finding.contained
    finding = check(
        Asked(f"{around} We would not improve it, unless everybody agreed. It is settled")
    )
    assert finding.verdict != Verdict.EXACT


@pytest.mark.parametrize("quotation", ["improve … settled", "would not … [and] everybody … agreed"])
def test_scraps_are_refused_in_words(said, quotation):
    finding = check(Asked(quotation))
    assert finding.verdict == Verdict.REFUSED and "words around them" in finding.reason


def test_what_a_speaker_quotes_aloud_is_at_second_hand(client):
    make_document(Said('Charles Babbage wrote: "We built the engine twice." I add nothing.'))
    finding = check(Asked("We built the engine twice.", "Charles Babbage"))
    assert finding.verdict == Verdict.EXACT and Flag.SECOND_HAND in finding.flags
    assert check(Asked("I add nothing", "Charles Babbage")).verdict == Verdict.MISATTRIBUTED
    for other in ("Maria Babbage", "Harriet Engine", "Ada Wrote", "Edward Twice"):
        finding = check(Asked("We built the engine twice.", other))
        assert finding.verdict == Verdict.MISATTRIBUTED, other


def test_words_of_whom_the_archive_knows_as_quoted_are_nobody_elses_at_second_hand(client):
    text = "Labor counts. “We built the engine twice,” Babbage said."
    make_document(Said(text, quotes=[("“We built the engine twice,”", "Charles Babbage")]))
    for other in ("Maria Babbage", "Edward Labor"):
        finding = check(Asked("We built the engine twice", other))
        assert finding.verdict == Verdict.MISATTRIBUTED, other


def test_what_is_not_reached_in_time_is_refused_in_words(said):
    (finding,) = check_all([Asked("It is settled.")], seconds=-1)
    assert finding.verdict == Verdict.REFUSED and finding.reason


def test_so_much_is_compared_for_a_quotation_and_no_more(said, monkeypatch):
    altered = Asked("We would improve it, unless everybody agreed … It is settled.")
    assert check(altered).verdict == Verdict.ALTERED
    monkeypatch.setattr(checking, "COMPARED", 10)
    finding = check(altered)
    assert finding.verdict == Verdict.REFUSED and "in parts" in finding.reason


def test_it_is_said_where_not_every_place_was_compared(said, monkeypatch):
    make_document(Said("He said it: It is settled. " + "No more of it. " * 50, "Cy Bell"))
    monkeypatch.setattr(checking, "COMPARED", 150)
    finding = check(Asked("It is settled."))
    assert finding.verdict == Verdict.EXACT and Flag.NOT_ALL_COMPARED in finding.flags


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [("20.9", "exact"), ("209", "altered"), ("2.09", "altered"), ("20 9", "altered")],
)
def test_a_point_that_moves_in_a_number_is_an_alteration(db, figure, verdict):
    make_document(Said("There are 20.9 million people in forced labor.", "Ada Byron"))
    finding = check(Asked(f"There are {figure} million people in forced labor"))
    assert finding.verdict == verdict
    assert verdict != "altered" or "number" in str(finding.best.differences)


def test_a_stock_phrase_is_looked_for_with_whoever_is_stated(db, monkeypatch):
    monkeypatch.setattr(checking, "OCCURRENCES", 2)
    for name in ("Ada Byron", "Charles Babbage", "Cy Bell", "Dee Ode", ""):
        make_document(Said("Thank you, and good evening.", name))
    for name in ("Dee Ode", "Ada Byron", "a reporter"):
        assert check(Asked("Thank you, and good evening.", name)).verdict == Verdict.EXACT
    assert check(Asked("Thank you, and good evening.", "Eve Fay")).verdict != Verdict.EXACT


def test_nobody_is_contradicted_where_it_is_not_known_who_speaks(db):
    make_document(Said("Thank you, and good evening.", ""))
    finding = check(Asked("Thank you, and good evening.", "Ada Byron"))
    assert finding.verdict == Verdict.EXACT and Flag.UNKNOWN_VOICE in finding.flags


def test_who_is_only_labelled_contradicts_those_alone_who_speak_there_under_a_name(db):
    document = make_document(
        Said("Will the harbour ever be opened to strangers?", "", Part.QUESTIONER),
        Said("Nobody has asked me that before, I think.", "Ada Byron"),
    )
    document.appearances.filter(name=None).update(labels=["Q"])
    question = "Will the harbour ever be opened to strangers?"
    for name, flag in (("Jake Tapper", Flag.UNKNOWN_VOICE), ("Byron", Flag.WRONG_SPEAKER)):
        assert flag in check(Asked(question, name)).flags
    finding = check(Asked(question, "a voice in the audience"))
    assert finding.verdict == Verdict.EXACT and finding.flags == ()
    assert as_json(finding)["speaker"] is None
    assert check(Asked("Nobody has asked me that before", "Tapper")).verdict == "misattributed"


def test_each_author_of_a_text_that_several_wrote_fits_their_words(db):
    make_document(
        Said("It did not answer three letters.", "Ada Byron", Part.AUTHOR),
        Said("Nor did we write a fourth.", "Charles Babbage", Part.AUTHOR),
    )
    finding = check(Asked("It did not answer three letters", "Babbage"))
    assert finding.verdict == Verdict.EXACT and Flag.WRITTEN_TOGETHER in finding.flags
    assert check(Asked("It did not answer three letters", "Bell")).verdict == "misattributed"


def test_thousands_may_be_set_apart(db):
    make_document(Said("About 1,500 shipments came in that year.", "Ada Byron"))
    assert check(Asked("About 1500 shipments came in that year")).verdict == "punctuation"


def test_old_statistics_of_the_database_hide_no_words(said):
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_passage")
        cursor.execute("UPDATE pg_class SET reltuples = 0 WHERE relname = 'search_passage'")
    assert check(Asked("And that is that. Nobody said so", "Byron")).verdict == "altered"


@pytest.mark.parametrize(
    "text",
    ["", "…", "the of and", "  ", "»«", "word " * 401, "(laughs) " * 50_000, "word … " * 100],
)
def test_what_cannot_be_checked_is_refused_in_words(db, text):
    finding = check(Asked(text))
    assert finding.verdict == Verdict.REFUSED and finding.reason


@given(st.text(max_size=300))
@examples(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_breaks_the_checker(said, text):
    assert check(Asked(text, text)).verdict in Verdict


def test_the_command_reports_and_says_what_was_wrong_with_a_list(said, tmp_path):
    file, report = tmp_path / "list.json", tmp_path / "report.json"
    file.write_text(json.dumps([{"id": 7, "quote": "We would not improve it"}, {"quote": "the"}]))
    with pytest.raises(CommandError) as refused:
        call_command("check_quotes", str(file), report=report, verbosity=0)
    assert refused.value.returncode == 1
    first, second = json.loads(report.read_text())["results"]
    assert first["id"] == "7" and first["verdict"] == "exact" and first["speaker"] == "Ada Byron"
    assert first["text"] == "We would not improve it" and first["passage"].startswith("/passages/")
    assert second["verdict"] == "refused" and second["remarks"]
    for content, said_of_it in (("{}", "list"), ("[1]", "Entry 1"), ("[", "JSON")):
        file.write_text(content)
        with pytest.raises(CommandError, match=said_of_it):
            call_command("check_quotes", str(file))


def test_a_report_that_cannot_be_written_is_told_before_the_work(said, tmp_path, capsys):
    file = tmp_path / "list.json"
    file.write_text('[{"quote": "We would not improve it"}]')
    with pytest.raises(CommandError, match="nowhere"):
        call_command("check_quotes", str(file), report=tmp_path / "nowhere" / "report.json")
    assert capsys.readouterr().out == ""
    kept = tmp_path / "kept.json"
    kept.write_text("of before")
    with pytest.raises(CommandError, match="nothing in it"):
        file.write_text("")
        call_command("check_quotes", str(file), report=kept)
    assert kept.read_text() == "of before"


def test_half_characters_and_other_odd_signs_break_no_list(said, tmp_path):
    file, report = tmp_path / "list.json", tmp_path / "report.json"
    file.write_text(
        r'[{"id": "\ud800", "quote": "It is\u0000 \udfff settled", "attributed_to": "\ud801"}]'
    )
    call_command("check_quotes", str(file), report=report, verbosity=0)
    assert len(json.loads(report.read_text())["results"]) == 1


def test_of_a_document_for_excerpts_only_no_words_are_given_out(said, tmp_path):
    type(said).objects.update(access=Access.EXCERPT)
    file, report = tmp_path / "list.json", tmp_path / "report.json"
    file.write_text('[{"id": "1", "quote": "We would improve it, unless everybody agreed"}]')
    call_command("check_quotes", str(file), report=report, verbosity=0)
    (one,) = json.loads(report.read_text())["results"]
    assert one["verdict"] == "altered" and one["text"] is None
    assert one["differences"][0]["archive"] is None and one["passage"]
