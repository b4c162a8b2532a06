from hypothesis import given
from hypothesis import strategies as st

from documents.templatetags.timeline import CANVASES, Year, as_years, timeline

counts = st.dictionaries(
    st.none() | st.integers(1800, 2030), st.integers(0, 10_000), min_size=1, max_size=40
)


@given(counts)
def test_every_year_with_passages_has_a_bar_within_the_drawing(counts):
    drawings = timeline(as_years(counts, "/search/"), "By year")["drawings"]
    held = {year for year, count in counts.items() if count}
    assert len(drawings) == (len(CANVASES) if held else 0)
    for drawing in drawings:
        assert {bar.year.year for bar in drawing.bars} == held
        for bar in drawing.bars:
            assert bar.x >= -0.2 and bar.x + bar.thick <= drawing.canvas.width + 0.2
            assert bar.y >= 19.9


@given(counts)
def test_texts_do_not_run_into_each_other(counts):
    for drawing in timeline(as_years(counts, "/search/"), "By year")["drawings"]:
        labels = [bar.middle for bar in drawing.bars if bar.label and bar.year.year is not None]
        apart = [right - left for left, right in zip(labels, labels[1:], strict=False)]
        assert all(gap >= drawing.canvas.label_room - 0.2 for gap in apart)


def test_the_fullest_years_are_the_ones_that_are_labelled():
    years = [Year(year, 1) for year in range(1900, 2000)] + [Year(2000, 50)]
    desk = timeline(years, "By year")["drawings"][0]
    assert {bar.year.year: bar.number for bar in desk.bars}[2000] == "50"


def test_bars_lead_to_the_search_of_their_year():
    urls = [year.url for year in as_years({2008: 1, None: 2}, "/search/?speaker=ada")]
    assert urls == ["/search/?speaker=ada&year=2008", "/search/?speaker=ada&year=undated"]
