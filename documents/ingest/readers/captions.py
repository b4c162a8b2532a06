"""Captions: WebVTT (W3C, 4 April 2019) and SubRip files, as what was said and when.

Cues cut sentences by the clock; here those of one speaker run on until a pause or a full paragraph.
The map to the original is empty: the cues are read by libraries that do not say where words stood.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

import srt
import webvtt

from documents.ingest.forms_of_address import is_title
from documents.ingest.name_words import UPPER
from documents.ingest.readers.charsets import decode
from documents.ingest.readers.flow import Flow, Marks
from documents.ingest.readers.refusals import refuse_noise
from documents.ingest.reading import CanonicalText, Unreadable

# A cue may hold several voices, each to the next tag or to the end of its own.
_VOICES = re.compile(r"(?=<v[.\s])|(?<=</v>)")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?\s+(?P<name>[^>]*)>")
_BOLD = re.compile(r"<(/?)b>", re.I)
_TAG = re.compile(r"</?(?:[a-z]+(?:\.[\w.-]+)?(?:\s[^>]*)?|\d{2}:[\d:.]+)>|\{\\[^}]*\}", re.I)
_CHANGES = re.compile(r">>|&gt;&gt;")
_DASH = re.compile(r"[-–—‐]\s*(?=[^\s\d–—-])")
_LABEL = re.compile(
    rf"(?:\[[^\]]{{1,40}}\]\s*)?[{UPPER}][{UPPER}.'’ -]{{1,40}}(?:\([^)]{{1,40}}\))?:\s"
)
# Before each cue, as programs for meetings print it.
_CUE_LABEL = re.compile(
    r"(?P<label>[^\W\d_][^:<>.?!]{1,60}?(?:\.[^:<>.?!]{1,40})?"
    r"|(?:[^\W\d_]\.\s?){1,3}[^:<>.?!]{2,40}|\+?\d[\d*() -]{6,20}):\s+(?=\S)"
)
# "I HAVE ONE / QUESTION: WHO SIGNED?"
_ALSO_A_WORD = re.compile(r"(?:QUESTION|ANSWER|AUDIENCE|SPEAKER|WITNESS):")
_TURNS = re.compile(rf"\s+(?=>>)|(?<=[.?!…])\s+(?={_LABEL.pattern})")
# In a row of its own above what is said: "(Jo Roe)".
_NAME_IN_BRACKETS = re.compile(
    rf"[(\[](?P<name>[{UPPER}][\w.'’-]+(?:\s[{UPPER}a-z][\w.'’-]*){{0,4}})[)\]]:?"
)
_NOTE = re.compile(r"[\[(♪][^\])]*[\])♪]?\W*")
_ENDS = re.compile(r"[.?!…][\"”’)\]]*$")
# Where a file of captions begins; some programs print lines of what it is above that.
BEGINS = re.compile(
    r"\A\ufeff?WEBVTT"
    r"|(?<=\n)WEBVTT[^\n]*\n(?:[^\n]+\n)*\s*(?:\S+\n)?(?:\d{1,3}:)?\d\d:\d\d\.\d{3} -->"
)
_FIELD = re.compile(r"^(?P<name>[^\W\d_]{3,20}):[ \t]+(?P<value>\S.*?)\s*$", re.M)
_KIND = re.compile(r"(?P<name>Language|Title|Kind)\s*:\s*(?P<value>.+)")

# Stand for the tags of bold while the others are taken out.
_BOLD_BEGINS, _BOLD_ENDS = "\x01", "\x02"

# A paragraph ends at a full stop after so many characters, or before a silence of so many seconds.
FULL_PARAGRAPH = 500
SILENCE = 4.0


_Cue = tuple[float, float, list[str]]


@dataclass(frozen=True)
class _Line:
    """A line of a cue: when it is said, by whom where a tag says so ("" somebody else)."""

    start: float
    end: float
    words: str
    speaker: str | None = None
    is_change: bool = False

    @property
    def bare(self) -> str:
        """The words without the signs of bold and of a change of speaker."""
        return re.sub(rf"[{_BOLD_BEGINS}{_BOLD_ENDS}]", "", self.words).removeprefix(">>").strip()


def read_vtt(data: bytes, name: str) -> CanonicalText:
    """The canonical text of a WebVTT file; voice tags are speakers. Raises Unreadable."""
    text, charset = _decoded(data, name)
    begins = BEGINS.search(text)
    above = begins.start() if begins else 0
    header, named_above = text[above:].split("\n\n", 1)[0], text[:above]
    try:
        cues = [
            (seconds(cue.start), seconds(cue.end), cue.raw_text)
            for cue in webvtt.from_string(text[above:].replace("\x00", "")).captions
        ]
    except Exception as error:  # the library lets errors of its parser through
        raise _broken(name, "WebVTT") from error
    declared = {f"WebVTT/{f['name']}": f["value"].strip() for f in _KIND.finditer(header)}
    if found := re.match(r"\ufeff?WEBVTT\s+-\s*(\S.*)", header):
        declared.setdefault("WebVTT/Title", found[1].strip())
    declared |= {f"header/{f['name']}": f["value"] for f in _FIELD.finditer(named_above)}
    return of_cues(cues, "text/vtt", charset, declared, name)


def read_srt(data: bytes, name: str) -> CanonicalText:
    """The canonical text of a SubRip file. Raises Unreadable."""
    text, charset = _decoded(data, name)
    try:
        cues = [
            (cue.start.total_seconds(), cue.end.total_seconds(), cue.content)
            for cue in srt.parse(text, ignore_errors=True)
        ]
    except Exception as error:  # the library lets errors of its parser through
        raise _broken(name, "SubRip") from error
    return of_cues(cues, "application/x-subrip", charset, {}, name)


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    text, charset = decode(data)
    refuse_noise(text, name)
    return text.replace("\r\n", "\n").replace("\r", "\n"), charset


def _broken(name: str, format_name: str) -> Unreadable:
    return Unreadable(
        f"{name} is not a {format_name} file that can be read: no captions with times were found "
        "in it. Export the captions again, or save their text as plain text (.txt)."
    )


def of_cues(
    cues: Iterable[tuple[float, float, str]],
    media_type: str,
    charset: str,
    declared: dict[str, str],
    name: str,
    head: Iterable[str] = (),
) -> CanonicalText:
    """The canonical text of cues (start and end in seconds, words); `head` are lines above them.

    Raises Unreadable where there are none.
    """
    lines = list(_without_rolling(_lines(cues)))
    if not lines:
        raise _broken(name, "WebVTT" if media_type == "text/vtt" else "SubRip")
    flow = Flow()
    for line_above in head:
        flow.gap()
        flow.begin("heading")
        flow.write(line_above)
    length, before = 0, None
    voice: str | None = None
    for line in lines:
        speaker = line.speaker if line.is_change or line.speaker != voice else None
        if before is None or speaker is not None or _begins(line, before, length):
            flow.gap()
            flow.begin("paragraph", marks=Marks(speaker=speaker, media_start=line.start))
            length = 0
        else:
            flow.write(" ")
        _write(flow, line.words)
        voice = line.speaker if line.speaker is not None else voice
        length += len(line.words) + 1
        before = line
    return flow.canonical(media_type, charset, declared)


def _lines(cues: Iterable[tuple[float, float, str]]) -> Iterator[_Line]:
    voice: str | None = None
    shown = [
        (start, end, [piece for row in rows for piece in _by_voice(row)])
        for start, end, rows in _named_in_brackets(
            [(start, end, raw.split("\n")) for start, end, raw in cues]
        )
    ]
    by_cue = [[bool(_DASH.match(_TAG.sub("", row))) for row in rows] for _, _, rows in shown]
    by_dash = sum(sum(dashes) >= 2 for dashes in by_cue) >= 2
    labelled = _labels_of_cues([rows for _, _, rows in shown])
    for (start, end, rows), dashes in zip(shown, by_cue, strict=True):
        if rows and (label := labelled.get(rows[0])):
            rows = [_CUE_LABEL.sub("", rows[0], count=1), *rows[1:]]
            bare = [unescape(_TAG.sub("", _BOLD.sub(_bold_sign, row))).strip() for row in rows]
            yield from (_Line(start, end, said, label) for said in bare)
            continue
        # Where dashes part two turns in a cue again and again, one that stands alone begins a turn.
        speaks_by_dash = sum(dashes) >= 2 or (by_dash and dashes[:1] == [True])
        voice = None  # a voice tag holds to the end of its cue
        for row, dash in zip(rows, dashes, strict=True):
            found = _VOICE.search(row)
            voice = " ".join(unescape(found["name"]).split()) if found else voice
            words = unescape(_TAG.sub("", _BOLD.sub(_bold_sign, row))).strip()
            if dash and speaks_by_dash and voice is None:
                words = _DASH.sub("", words, count=1)
                yield _Line(start, end, words, "", is_change=True)
            else:
                yield from (_Line(start, end, turn, voice) for turn in _turns(words))


def _named_in_brackets(cues: list[tuple[float, float, list[str]]]) -> list[_Cue]:
    """The rows of cues with voice tags, where nearly every cue says in a row of its own and in
    brackets who speaks: "(Jo Roe)". As they are where that is not so.
    """
    named = [
        found["name"]
        for _, _, rows in cues
        for row, below in pairwise(rows)
        if (found := _NAME_IN_BRACKETS.fullmatch(row.strip())) and below.strip()
    ]
    full = {name for name in named if " " in name}
    if len(full) < 2 or len(named) < max(3, 0.8 * len(cues)) or len(named) <= len(full):
        return cues
    return [(start, end, list(_tagged(rows))) for start, end, rows in cues]


def _tagged(rows: Iterable[str]) -> Iterator[str]:
    voice = ""
    for row in rows:
        if found := _NAME_IN_BRACKETS.fullmatch(row.strip()):
            voice = found["name"]
        elif any(map(str.isalnum, row)):
            yield f"<v {voice}>{row}" if voice else row


def _labels_of_cues(cues: list[list[str]]) -> dict[str, str]:
    """The label of each cue by its first row, where programs print one before nearly every cue:
    "Priya Raman (she/her): Hi." Nothing where that is not so.
    """
    found = {
        rows[0]: label["label"] for rows in cues if rows and (label := _CUE_LABEL.match(rows[0]))
    }
    times = Counter(found[rows[0]] for rows in cues if rows and rows[0] in found)
    found = {row: label for row, label in found.items() if _is_name(label)}
    labelled = [found[rows[0]] for rows in cues if rows and rows[0] in found]
    in_small = any(not label.isupper() for label in labelled)
    again = sum(n > 1 for label, n in times.items() if label in found.values())
    nearly_all = len(labelled) >= max(3, 0.8 * len(cues)) and again
    in_turns = again >= 2 and len(labelled) >= 0.25 * len(cues)
    return found if in_small and (nearly_all or in_turns) else {}


def _is_name(label: str) -> bool:
    """Whether a label may name somebody: "iPhone (2)", but not "The rule was"."""
    words = re.sub(r"\([^)]*\)", "", label).split()
    return len(words) == 1 or all(word[0].isupper() for word in words if word[0].isalpha())


def _by_voice(row: str) -> Iterator[str]:
    """A line of a cue, cut where another voice begins; after the end of one it is nobody's."""
    pieces = [piece.strip() for piece in _VOICES.split(row) if piece.strip()]
    for before, piece in pairwise(["", *pieces]):
        is_left = before.endswith("</v>") and not _VOICE.match(piece) and _TAG.sub("", piece)
        yield f"<v >{piece}" if is_left else piece


def _turns(words: str) -> Iterator[str]:
    """The turns in a line of a cue; the stop of "PROF. TAN:" ends none."""
    kept = ""
    for piece in filter(None, _TURNS.split(words)):
        kept = f"{kept} {piece}".strip()
        if not (piece.endswith(".") and is_title(piece.split()[-1])):
            yield kept
            kept = ""
    if kept:
        yield kept


def _without_rolling(lines: Iterable[_Line]) -> Iterator[_Line]:
    """Live captions roll: each cue shows the line before once more. It is said once."""
    shown: list[_Line] = []
    for line in lines:
        is_again = any(
            line.bare == other.bare and line.start - other.end <= 0.5 and line.start > other.start
            for other in shown[-2:]
        )
        if not is_again:
            yield line
        shown.append(line)


def _begins(line: _Line, before: _Line, length: int) -> bool:
    """Whether a line begins a paragraph: a new speaker, a pause, or enough said."""
    ended = bool(_ENDS.search(before.bare))
    is_label = _LABEL.match(line.bare) and (ended or not _ALSO_A_WORD.match(line.bare))
    if _CHANGES.match(line.words) or is_label:
        return True
    if _NOTE.fullmatch(line.words) or _NOTE.fullmatch(before.words):
        return bool(_ENDS.search(before.words)) or line.start - before.end > SILENCE
    return (ended and length >= FULL_PARAGRAPH) or line.start - before.end > SILENCE


def _bold_sign(tag: re.Match[str]) -> str:
    return _BOLD_ENDS if tag[1] else _BOLD_BEGINS


def _write(flow: Flow, words: str) -> None:
    """The words, those between <b> and </b> as bold."""
    strong = False
    for piece in re.split(f"([{_BOLD_BEGINS}{_BOLD_ENDS}])", words):
        if piece in {_BOLD_BEGINS, _BOLD_ENDS} and piece:
            strong = piece == _BOLD_BEGINS
        else:
            flow.write(piece, strong)


def seconds(clock: str) -> float:
    """ "00:01:02.500", "01:02.500": hours may be left out."""
    *hours, minutes, seconds = clock.replace(",", ".").split(":")
    return 3600 * sum(map(int, hours)) + 60 * int(minutes) + float(seconds)
