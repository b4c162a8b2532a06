"""Web pages: what is text, what is the site's, and where the words stand in the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.ingest.readers import html, read
from documents.ingest.reading import CanonicalText, Unreadable


def page(body: str, head: str = "") -> CanonicalText:
    return html.read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "page.html")


def words(text: CanonicalText, role: str | None = None) -> list[str]:
    return [text.words(b) for b in text.blocks if role is None or b.role == role]


def test_paragraphs_headings_and_items_have_their_roles():
    text = page("<h1>Remarks</h1><p>Good morning.</p><h3>Part</h3><ul><li>one<li>two</ul>")
    assert [(b.role, b.level) for b in text.blocks] == [
        ("heading", 1),
        ("paragraph", 0),
        ("heading", 3),
        ("item", 1),
        ("item", 1),
    ]
    assert words(text) == ["Remarks", "Good morning.", "Part", "one", "two"]


def test_bold_words_are_strong_spans():
    text = page("<p><b>MS. HALE:</b> Thank you.</p><p><strong>Q</strong> Why?</p>")
    assert [text.text[a:b] for block in text.blocks for a, b in block.strong] == ["MS. HALE:", "Q"]


def test_a_line_break_begins_a_line_and_two_begin_a_paragraph():
    text = page("<p>MR. HALE: Yes.<br/>Q No?<br/> \n<br/>MR. HALE: No.</p>")
    assert text.text == "MR. HALE: Yes.\nQ No?\n\nMR. HALE: No."


def test_white_space_of_the_source_is_one_blank():
    assert page("<p>\n\tGood \n  morning,&nbsp;  all.</p>").text == "Good morning, all."


def test_preformatted_text_is_read_like_plain_text():
    lines = (
        "  Mr. HALE. Mr. President, this is to express my deep concern over a\n"
        "decision that was made last year and that has only now come to light\n"
        "in the records of this house, which we have all seen by this time now.\n"
    )
    text = page(f"<pre>{lines}\n  Mr. ROE. I thank the Senator.\n</pre>")
    assert len(text.blocks) == 2
    assert text.words(text.blocks[1]) == "Mr. ROE. I thank the Senator."


def test_rows_of_words_are_lines_and_cells_of_paragraphs_are_paragraphs():
    text = page("<table><tr><th>MR. HALE:</th><td>Good morning.</td></tr></table>")
    assert words(text, "table") == ["MR. HALE: Good morning."]
    layout = page("<table><tr><td><p>Menu</p><td><p>Good morning.</p><p>Welcome.</p></table>")
    assert words(layout) == ["Menu", "Good morning.", "Welcome."]


def test_scripts_styles_and_comments_print_nothing():
    body = "<script>var a = '<p>no</p>';</script><style>p {}</style><!-- no --><p>Yes.</p>"
    assert page(body).text == "Yes."


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>Home News</nav>",
        "<footer>Contact</footer>",
        "<div class='site-footer'>Contact</div>",
        "<div id='sidebar-left'>More</div>",
        "<p hidden>Draft</p>",
        "<div style='display: none'>Draft</div>",
        "<div role='navigation'>Home</div>",
        "<h2 class='element-invisible'>Main menu</h2>",
    ],
)
def test_what_is_the_sites_is_kept_and_marked(furniture):
    speech = "<p>" + "Good morning, everybody, and welcome to this place. " * 5 + "</p>"
    text = page(furniture + speech)
    assert [b.role for b in text.blocks] == ["furniture", "paragraph"]


def test_what_is_hidden_within_a_sentence_is_left_out():
    hidden = "<span class='sr-only'> (new window)</span>"
    text = page(f"<p>Read the <a>report{hidden}</a> today.</p>" * 3)
    assert text.words(text.blocks[0]) == "Read the report today."


def test_the_text_is_not_furniture_because_of_a_name():
    text = page("<div class='no-sidebar menu'><p>Good morning, everybody.</p></div><p>Thanks.</p>")
    assert words(text, "furniture") == []


def test_an_unclosed_menu_does_not_swallow_the_page():
    speech = "<p>" + "Good morning, everybody, and welcome. " * 10 + "</p>"
    assert words(page(f"<nav><a>Home</a>{speech}{speech}"), "furniture") == []


def test_a_menu_is_known_by_its_links():
    links = "".join(f"<div><a href='/{n}'>Our work {n}</a></div>" for n in range(4))
    speech = "<h1>Remarks</h1><p>" + "Good morning, everybody, and welcome. " * 5 + "</p>"
    assert len(words(page(links + speech + links), "furniture")) == 8


def test_linked_names_of_speakers_are_no_menu():
    names = "".join(f"<p><a href='/{n}'>{n}</a></p>" for n in ("Ann Roe", "Jo Hale", "Bo Miller"))
    speech = "<p>" + "Good morning, everybody, and welcome to the panel. " * 5 + "</p>"
    assert words(page(f"<h1>Panel</h1>{names}{speech}"), "furniture") == []


def test_an_attribute_says_who_speaks():
    text = page(
        "<div data-speaker-id='7' data-speaker='The Chair (Mr. Hale)' data-speaker-type='chair'>"
        "<p>Order.</p><p>Mr. Roe.</p></div><div data-speaker='Mr. Roe'><p>Thanks.</p></div>"
    )
    assert [b.speaker for b in text.blocks] == ["The Chair (Mr. Hale)", None, "Mr. Roe"]


def test_the_page_declares_what_it_is():
    text = page(
        "<h1>x</h1><p>words</p>",
        "<title>A talk | Some House</title>"
        "<meta property='og:title' content='A talk &amp; more'>"
        "<meta name='DC.date.issued' content='2009-01-02'>"
        "<script type='application/ld+json'>"
        '{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", "datePublished": "2009-01-02",'
        ' "author": [{"name": "Ann Roe"}]}]}</script>',
    )
    assert text.declared == {
        "html/title": "A talk",
        "html/site_name": "Some House",
        "meta/og:title": "A talk & more",
        "meta/DC.date.issued": "2009-01-02",
        "json-ld/datePublished": "2009-01-02",
        "json-ld/author": "Ann Roe",
    }


def test_the_declared_charset_is_used():
    data = "<meta charset='windows-1251'><p>Доброе утро, коллеги</p>".encode("cp1251")
    assert html.read(data, "a.html").text == "Доброе утро, коллеги"


def test_a_wrong_declaration_is_passed_over_and_reported():
    data = "<meta charset='utf-8'><p>Café — “naïve”</p>".encode("cp1252")
    text = html.read(data, "a.html")
    assert text.text == "Café — “naïve”"
    assert "a.html declares the charset utf-8" in text.warnings[0]


def test_utf8_that_calls_itself_latin_is_utf8():
    data = "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'><p>Café</p>"
    text = html.read(data.encode(), "a.html")
    assert text.text == "Café"
    assert text.charset == "utf-8"
    assert text.warnings


@pytest.mark.parametrize(
    "broken",
    [
        "<html><body><p>Good <b>morning<p>all",
        "<p>Good <b>morning</p><p>all",
        "<div><p>Good morning</span></div></div><p>all",
        "<table><td>Good morning<p>all",
    ],
)
def test_what_was_left_open_is_read_all_the_same(broken):
    assert html.read(broken.encode(), "a.html").text.split() == ["Good", "morning", "all"]


def test_a_page_without_words_is_refused():
    with pytest.raises(Unreadable, match=r"a\.html holds no words"):
        html.read(b"<html><body><hr>", "a.html")


def test_a_page_is_known_by_its_content_whatever_it_is_called():
    assert read(b"\n<!DOCTYPE html><p>Good morning.", "a.txt").text == "Good morning."


PIECES = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<br>", "<table>", "<tr>", "<td>", "</td>", "<li>", "<ul>"]
        + ["</ul>", "<nav>", "</nav>", "<h2>", "</h2>", "word ", "MR. HALE: "]
        + ["&amp;", "é\u00a0", "<"]
        + ["\n", "<pre>", "</pre>", "<hr>", "<script>", "</script>", "<div data-speaker='Jo Hale'>"]
    ),
    max_size=30,
)


@given(PIECES)
def test_any_mess_is_read_and_leads_back_to_its_source(pieces):
    source = "<p>begin" + "".join(pieces)
    text = html.read(source.encode(), "a.html")
    for run in text.runs:
        kept = text.text[run.canonical : run.canonical + run.length]
        stood = source[run.original : run.original + run.length]
        assert kept.split() == stood.split()
    ends = [0, *(b.end for b in text.blocks)]
    assert all(end <= b.start < b.end for b, end in zip(text.blocks, ends, strict=False))


def test_a_menu_that_comes_again_below_every_speech_is_furniture():
    menu = "<ul><li><a href='#'>Link to this</a><li><a>In context</a><li><a>Alone</a></ul>"
    said = "<p>We have until half past five to hear from all of this set of witnesses.</p>"
    text = read((f"<h1>Hearing</h1>{said}{menu}" * 2 + said).encode(), "a.html")
    furniture = [text.words(block) for block in text.blocks if block.role == "furniture"]
    assert furniture == ["Link to this", "In context", "Alone"] * 2
