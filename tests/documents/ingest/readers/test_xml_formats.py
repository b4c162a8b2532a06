"""Akoma Ntoso and TEI: speakers in the markup, scenes, dates and languages."""

import pytest

from documents.ingest.readers import read
from documents.ingest.reading import PassageType, Unreadable
from documents.ingest.understanding import understand

AKOMA_NTOSO = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
<debate name="hansard"><meta><identification source="#x"><FRBRWork>
<FRBRdate date="2014-05-06" name="sitting"/></FRBRWork>
<FRBRExpression><FRBRdate date="2020-01-01" name="made"/><FRBRlanguage language="eng"/>
</FRBRExpression></identification><references source="#x">
<TLCPerson eId="hale" href="/p/hale" showAs="John Hale"/>
</references></meta>
<preface><p><docTitle>Debate on the port</docTitle></p></preface>
<debateBody><debateSection name="oral"><heading>Port and docks</heading>
<speech by="#hale"><from>Mr Hale (Eastmark):</from><p>I <b>thank</b> the House.</p>
<p>And more.</p></speech>
<speech by="#unknown"><from>The Chair</from><p>Order.</p></speech>
<scene>(Interruption)</scene>
<speech by="#hale"><p>As I said.</p></speech>
</debateSection></debateBody></debate></akomaNtoso>"""

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title type="main">Minutes of the House</title></titleStmt>
<sourceDesc><bibl><date when="2015-03-04">4 March 2015</date></bibl></sourceDesc></fileDesc>
<profileDesc><particDesc><listPerson><person xml:id="RoeAnn"><persName><surname>Roe</surname>
<forename>Ann</forename></persName></person></listPerson></particDesc></profileDesc></teiHeader>
<text><body><div type="debateSection"><head>Questions</head>
<note type="speaker">The Chair, Ms Roe:</note>
<u who="#RoeAnn" xml:id="u1"><seg>Good morning.</seg><kinesic><desc>Applause</desc></kinesic>
<seg><s><w>We</w><w>begin</w><w join="right">now</w><pc>.</pc></s></seg></u>
<note type="time">10.05</note>
<u who="#HaleJohn"><seg>Thank you.</seg></u>
</div></body></text></TEI>"""


def test_a_speech_gives_the_label_and_the_person_that_it_refers_to():
    text = read(AKOMA_NTOSO.encode(), "debate.xml")
    blocks = [b for b in text.blocks if b.role != "heading"]
    assert [(b.speaker, b.speaker_name, text.words(b)) for b in blocks] == [
        ("Mr Hale (Eastmark)", "John Hale", "I thank the House."),
        (None, None, "And more."),
        ("The Chair", None, "Order."),
        (None, None, "(Interruption)"),
        ("John Hale", "John Hale", "As I said."),
    ]


def test_a_debate_is_understood():
    reading = understand(read(AKOMA_NTOSO.encode(), "debate.xml"), "debate.xml")
    turns = [(s.label, s.voice) for s in reading.segments if s.label]
    assert turns == [
        ("Mr Hale (Eastmark)", "hale"),
        ("The Chair", "the-chair"),
        ("John Hale", "hale"),
    ]
    hale = next(v for v in reading.voices if v.key == "hale")
    assert (hale.name, hale.role) == ("John Hale", "Eastmark")
    assert [s.type for s in reading.segments if reading.words(s) == "(Interruption)"] == [
        PassageType.SCENE
    ]
    assert reading.date.value == "2014-05-06"
    assert reading.title.value == "Debate on the port"


def test_an_utterance_has_its_printed_label_and_the_name_in_the_list():
    text = read(TEI.encode(), "minutes.xml")
    assert [(b.role, b.speaker, b.speaker_name, text.words(b)) for b in text.blocks] == [
        ("heading", None, None, "Questions"),
        ("paragraph", "The Chair, Ms Roe", "Ann Roe", "Good morning."),
        ("scene", None, None, "Applause"),
        ("paragraph", None, None, "We begin now."),
        ("scene", None, None, "10.05"),
        ("paragraph", "HaleJohn", None, "Thank you."),
    ]
    assert text.declared == {
        "TEI/language": "en",
        "TEI/title": "Minutes of the House",
        "TEI/date": "2015-03-04",
    }


def test_external_entities_are_not_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    doctype = f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file://{secret}">]>'
    with pytest.raises(Unreadable, match=r"minutes\.xml defines entities of its own"):
        read(TEI.replace("<TEI", f"{doctype}<TEI").replace("Thank", "&x;").encode(), "minutes.xml")


def test_entity_bombs_are_refused():
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    bomb = TEI.replace("<TEI", f"<!DOCTYPE TEI [{entities}]><TEI").replace("Thank", "&j;")
    with pytest.raises(Unreadable, match=r"bomb\.xml"):
        read(bomb.encode(), "bomb.xml")


def test_broken_xml_is_refused_with_its_line():
    with pytest.raises(Unreadable, match=r"minutes\.xml is not well-formed XML: .*\(line \d+\)"):
        read(TEI.replace("</seg>", "", 1).encode(), "minutes.xml")


def test_other_xml_is_named_by_its_root():
    with pytest.raises(Unreadable, match=r"feed\.xml is XML of a kind .* “rss”"):
        read(b'<?xml version="1.0"?><rss><channel/></rss>', "feed.xml")
