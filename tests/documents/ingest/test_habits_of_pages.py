"""Habits of web pages: names that classes set off, and those in lines of their own."""

from tests.documents.ingest.understood import (
    names_in_turn,
    said,
    turns,
    understood,
)

CONVERTED = """<style>.ft1{font: bold 12px 'Arial';} .ft2{font: 12px 'Arial';}</style>
<p class="ft2"><span class="ft1">Clerk: </span>All the members are present.</p>
<p class="ft2"><span class="ft1">Councillor Brown: </span>I move that we begin.</p>
<p class="ft2"><span class="ft1">David Sands: </span>My name is David Sands.</p>
<p class="ft1">Councillor Brown: <span class="ft2">Yes.</span></p>"""


def test_what_a_page_sets_bold_by_its_classes_is_bold():
    assert names_in_turn(CONVERTED, "a.html") == [None, "Brown", "David Sands", "Brown"]


def test_a_line_that_a_page_calls_the_speaker_is_a_label_with_what_the_person_is():
    page = """<h1>Examination</h1><p>Q <a href="#1">45</a></p>
      <h2 class="debate-speech__speaker"><strong>David Crosby</strong> <i>Labour, Hull</i></h2>
      <p>We have until noon. Will you say who you are?</p>
      <p><b>Lucy Mall:</b> I am a researcher. <p><b>Kate Rob:</b> I am an advocate.
      <h2 class="debate-speech__speaker"><strong>David Hand</strong> <i>Minister (Home)</i></h2>
      <p>What do you see?</p> <p><b>Kate Rob:</b> Little."""
    reading = understood(page, "a.html")
    names = [name for name, _ in said(reading)]
    assert names == ["David Crosby", "Lucy Mall", "Kate Rob", "David Hand", "Kate Rob"]
    assert {v.name: v.role for v in reading.voices}["David Hand"] == "Minister (Home)"
    assert said(reading)[0][1] == "We have until noon. Will you say who you are?"


def test_a_list_of_those_who_take_part_is_no_talk_whatever_its_class():
    page = """<h1>Workshop on Boats</h1>
      <div class="speaker">Jane Roe</div><p>Jane Roe has studied boats for thirty years.</p>
      <div class="speaker">Tom Hale</div><p>Tom Hale builds them, and he has written on it.</p>"""
    assert understood(page, "a.html").voices == ()


def test_a_courtesy_and_a_name_in_capitals_alone_in_their_line_are_a_label():
    page = "<p>Mr. RUDMAN.</p><p>The people will learn it.</p><p>We will examine it.</p>"
    assert turns(page, "a.html") == [
        ("Rudman", "The people will learn it."),
        ("Rudman", "We will examine it."),
    ]
