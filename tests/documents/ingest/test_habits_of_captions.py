"""Habits of captions: cues, the voices in them, and names that stand once or in every cue."""

from tests.documents.ingest.understood import names_in_turn, said, talk_of, turns, understood


def test_captions_begin_with_what_is_said_and_have_no_title_but_a_declared_one():
    cues = "WEBVTT\n\n00:00.000 --> 00:03.000\nso today i want\n\n00:03.000 --> 00:06.000\nto talk"
    reading = understood(cues, "a.vtt")
    assert [words for _, words in said(reading)] == ["so today i want to talk"]
    assert reading.title is None


def test_a_cue_of_captions_may_hold_two_turns():
    cues = ["TOM HALE: We begin. JANE MILLER: Do we?", ">> TOM HALE: Yes. >> JANE MILLER: Good."]
    srt = "\n\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n + 1},000\n{cue}" for n, cue in enumerate(cues, start=1)
    )
    assert said(understood(srt, "a.srt")) == [
        ("Tom Hale", "We begin."),
        ("Jane Miller", "Do we?"),
        ("Tom Hale", "Yes."),
        ("Jane Miller", "Good."),
    ]


def test_a_dash_alone_in_a_cue_is_a_turn_where_dashes_part_turns():
    cues = ["How long?", "- A year.\n- A year?", "- Yes.\n- And the pay?", "- Rice, and\nno more."]
    srt = "\n\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}" for n, cue in enumerate(cues, start=1)
    )
    words = ["How long?", "A year.", "A year?", "Yes.", "And the pay?", "Rice, and no more."]
    assert [text for _, text in said(understood(srt, "a.srt"))] == words


def test_a_label_that_every_cue_prints_again_begins_one_turn():
    cues = ["MODERATOR: Thank you.", "MODERATOR: We begin.", "PROF. TAN: Yes.\nI do."]
    srt = "\n\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}" for n, cue in enumerate(cues, start=1)
    )
    reading = understood(srt, "a.srt")
    assert said(reading) == [(None, "Thank you."), (None, "We begin."), ("Tan", "Yes. I do.")]
    assert [s.turn for s in reading.segments if s.turn] == [1, 1, 2]


def test_what_has_a_time_beside_it_begins_to_speak_though_it_comes_once():
    times = ("Announcer (00:00)", "Dana Okafor (00:07)", "Rezaul Karim (00:19)")
    words = ("You hear Threadbare.", "What does it cost?", "Hello, Dana.")
    turns = [f"{label}:\n{said}" for label, said in zip(times, words, strict=True)]
    reading = understood(talk_of("Threadbare: The Cost of a Shirt", *turns, *turns[1:]))
    names = [None, "Dana Okafor", "Rezaul Karim", "Dana Okafor", "Rezaul Karim"]
    assert [name for name, _ in said(reading)] == names


SHOUTED = """1
00:00:01,000 --> 00:00:04,000
>> JUDY: WELCOME BACK.

2
00:00:05,000 --> 00:00:07,000
>> SENATOR, LET ME ASK: DOES IT WORK?

3
00:00:08,000 --> 00:00:10,000
>> PRESIDENT OBAMA SAID: NO ONE IS ABOVE IT.

4
00:00:11,000 --> 00:00:13,000
>> MY ANSWER IS: YES.

5
00:00:14,000 --> 00:00:16,000
>> JUDY: THANK YOU.
"""


def test_a_sentence_with_a_colon_in_captions_makes_no_person_and_keeps_its_words():
    reading = understood(SHOUTED, "a.srt")
    assert [voice.name for voice in reading.voices if voice.name] == ["Judy"]
    assert (None, "SENATOR, LET ME ASK: DOES IT WORK?") in said(reading)
    assert (None, "PRESIDENT OBAMA SAID: NO ONE IS ABOVE IT.") in said(reading)
    assert (None, "MY ANSWER IS: YES.") in said(reading)


def test_a_cue_holds_the_voices_that_its_tags_name():
    text = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Kofi Mensah>They miss the night shift. <v Rosa Lindqvist>Always?

00:00:05.000 --> 00:00:07.000
<v Kofi Mensah>Always.</v> (Somebody knocks.) Come in!
"""
    assert said(understood(text, "a.vtt")) == [
        ("Kofi Mensah", "They miss the night shift."),
        ("Rosa Lindqvist", "Always?"),
        ("Kofi Mensah", "Always."),
        (None, "(Somebody knocks.) Come in!"),
    ]


def test_in_captions_the_first_voice_is_named_once_in_full_and_then_by_one_name():
    cues = [
        "MARGIT SOLBERG: Can everybody hear me?",
        "TARIQ ANSARI: Yes, at the back.",
        "MARGIT: Then who is a slave?",
        "BEATRIZ COUTO: Whoever cannot leave.",
        "TARIQ: So says the law.",
        "TARIQ: And the Protocol.",
    ]
    text = "".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{cue}\n\n"
        for n, cue in enumerate(cues, 1)
    )
    names = [name for name, _ in turns(text, "a.srt")]
    assert names == ["Margit Solberg", "Tariq Ansari", "Margit Solberg", "Beatriz Couto"] + [
        "Tariq Ansari"
    ] * (len(names) - 4)


def test_captions_of_meetings_print_the_name_before_every_cue():
    cues = [
        "Priya Raman (she/her): Hi, everyone.",
        "Priya Raman (she/her): I am going to hand over.",
        "Tomás Echeverri: Thanks. Three numbers: 27, 40 and 50.",
        "iPhone (2): Can you repeat that?",
        "Tomás Echeverri: Twenty-seven, forty, fifty.",
    ]
    vtt = "WEBVTT\n\n" + "\n\n".join(
        f"{n}\n00:00:0{n}.000 --> 00:00:0{n}.900\n{cue}" for n, cue in enumerate(cues)
    )
    words = turns(vtt, "a.vtt")
    assert words[0] == ("Priya Raman", "Hi, everyone. I am going to hand over.")
    assert words[1] == ("Tomás Echeverri", "Thanks. Three numbers: 27, 40 and 50.")
    assert words[2][1] == "Can you repeat that?"
    assert words[2][0] != "Tomás Echeverri"


def test_captions_with_names_only_where_the_speaker_changes():
    cues = [
        "Jonas: So we're standing on the pier.",
        "Can you hear the gulls?",
        "Aino: I can hear my teeth.",
        "Jonas: What was this place?",
        "Aino: A net loft.",
        "The rule was: no candles.",
    ]
    srt = "\n\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}" for n, cue in enumerate(cues, start=1)
    )
    assert turns(srt, "a.srt") == [
        ("Jonas", "So we're standing on the pier. Can you hear the gulls?"),
        ("Aino", "I can hear my teeth."),
        ("Jonas", "What was this place?"),
        ("Aino", "A net loft. The rule was: no candles."),
    ]


def test_a_word_before_a_colon_in_the_middle_of_a_sentence_of_captions_is_no_label():
    cues = [
        "MR. BALDUCCI: THANK YOU. I HAVE ONE",
        "QUESTION: WHO SIGNED THE FORM?",
        "MS. TRAN: I DID, SIR.",
        "MR. BALDUCCI: AND DID YOU READ IT?",
        "MS. TRAN: EVERY PAGE.",
    ]
    srt = "\n\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}" for n, cue in enumerate(cues, start=1)
    )
    assert turns(srt, "a.srt")[0] == (
        "Balducci",
        "THANK YOU. I HAVE ONE QUESTION: WHO SIGNED THE FORM?",
    )


def test_a_name_with_an_initial_before_a_cue_speaks():
    cues = [
        "Vlada Roe: What should they have seen?",
        "H. Lind: A passport.",
        "Vlada Roe: Go on.",
        "H. Lind: No.",
    ]
    body = "\n\n".join(f"00:0{n}.000 --> 00:0{n}.900\n{words}" for n, words in enumerate(cues))
    reading = understood(f"WEBVTT\n\n{body}\n", "a.vtt")
    assert [name for name, _ in said(reading)] == ["Vlada Roe", "H. Lind"] * 2


def test_a_name_behind_chevrons_speaks_though_it_says_a_number_only():
    cues = [">> Chair Roe: How many?", ">> Ed Walsh: 212.", ">> Chair Roe: And fines?"]
    body = "\n\n".join(f"00:0{n}.000 --> 00:0{n}.900\n{words}" for n, words in enumerate(cues))
    reading = understood(f"WEBVTT\n\n{body}\n", "a.vtt")
    assert [name for name, _ in said(reading)] == ["Roe", "Ed Walsh", "Roe"]


def test_a_label_with_an_accent_begins_a_turn_in_the_middle_of_captions():
    cues = ["CHAIR ROE: We begin.", "SENATOR PADRÓN: How many?", "CHAIR ROE: Nine.", "And no more."]
    body = "\n\n".join(f"00:0{n}.000 --> 00:0{n}.900\n{words}" for n, words in enumerate(cues))
    reading = understood(f"WEBVTT\n\n{body}\n", "a.vtt")
    assert [name for name, _ in said(reading)] == ["Roe", "Padrón", "Roe"]


def test_a_voice_tag_may_say_the_part_before_the_name():
    cues = ["<v Moderator - Ed Quist>Good evening.", "<v Mayor Roz Roe>We closed it."]
    body = "\n\n".join(f"00:0{n}.000 --> 00:0{n}.900\n{words}" for n, words in enumerate(cues))
    reading = understood(f"WEBVTT\n\n{body}\n", "a.vtt")
    assert [(v.name, v.role) for v in reading.voices] == [
        ("Ed Quist", "Moderator"),
        ("Roz Roe", "Mayor"),
    ]


def test_applause_behind_chevrons_is_no_turn():
    cues = [">> ROE: GOOD AFTERNOON.", ">> [APPLAUSE]", ">> POND: THANK YOU.", ">> ROE: BEGIN."]
    body = "\n\n".join(f"00:0{n}.000 --> 00:0{n}.900\n{words}" for n, words in enumerate(cues))
    reading = understood(f"WEBVTT\n\n{body}\n", "a.vtt")
    assert [name for name, _ in said(reading)] == ["Roe", "Pond", "Roe"]


def test_names_in_small_letters_speak_where_nothing_has_capitals():
    text = ">> roe: good evening.\n>> if not, then so it is.\n>> roe: that and more.\n>> pond: yes."
    assert [name for name, _ in turns(text)] == ["Roe", None, "Roe", "Pond"]


def test_labels_in_small_letters_part_a_paragraph_of_captions():
    text = (
        "5:00 am\nhow long have they had it? mr. roe: since may 6. rep. pond: and no consequence. "
    )
    text += "mr. roe: i do not know. rep. pond: could he revoke it? mr. roe: i am not sure."
    assert [name for name, _ in turns(text)] == [*["Roe", "Pond"] * 2, "Roe"]


def test_a_time_a_dash_and_a_name_stand_above_what_is_said():
    text = talk_of(
        "[00:00:00.240] - Martina Roe",
        "Wenn man in die Statistik schaut, sind es viele.",
        "[00:00:31.970] - Nadia Pond",
        "Hi, herzlich willkommen bei uns.",
        "[00:02:10.020] - Martina Roe",
        "Danke für die Einladung.",
    )
    assert [name for name, _ in turns(text)] == ["Martina Roe", "Nadia Pond", "Martina Roe"]


def test_signs_of_another_voice_within_a_line_begin_turns_though_no_name_stands_there():
    text = talk_of(
        "Book TV May 27, 2013",
        "5:00 pm\nhere, why write that? >> well, we are not part of it. >> host: war and peace\n"
        "5:01 pm\nthat is the role of the press. >> guest: that is so. >> host: one more question.",
    )
    assert names_in_turn(text) == [None, None, "Host", "Host", "Guest", "Host"]


def test_names_in_brackets_above_the_words_of_nearly_every_cue_are_of_who_speaks():
    said_so = [
        "(Dan Fisher)\nwhat is your",
        "(Dan Fisher)\nbackground?\n-\n \n(Dana Better)\nMy life, or",
        "(Dana Better)\nmy work?",
        "(Dan Fisher)\nYour work.",
    ]
    cues = "".join(f"\n\n00:0{n}.000 --> 00:0{n + 1}.000\n{cue}" for n, cue in enumerate(said_so))
    assert turns(f"WEBVTT{cues}", "a.vtt") == [
        ("Dan Fisher", "what is your background?"),
        ("Dana Better", "My life, or my work?"),
        ("Dan Fisher", "Your work."),
    ]


def test_lines_above_captions_say_what_they_are():
    above = "File: 20250714\nDate: 07/14/2025\nVideo: https://a.example/b.mp4\n---\n"
    cues = (
        "WEBVTT\n\n01:11:27.316 --> 01:11:29.118\nI'D LIKE TO START\n\n"
        "01:11:29.184 --> 01:11:31.186\nBY WELCOMING YOU."
    )
    reading = understood(above + cues, "a.txt")
    assert said(reading) == [(None, "I'D LIKE TO START BY WELCOMING YOU.")]
    assert reading.held.value == "2025-07-14"


def test_times_right_before_their_words_are_those_of_captions():
    head = "• yesterday\nThe spokesperson holds a briefing on Wednesday.\nTranscript\n"
    lines = ("Hi, everybody.", "I have a few", "announcements", "at the top.", "Let us begin.")
    text = head + "\n".join(f"00:{12 * n:02}{words}" for n, words in enumerate(lines))
    reading = understood(text)
    assert [words for _, words in said(reading)] == [" ".join(lines)]
    assert reading.title.value == "The spokesperson holds a briefing on Wednesday."


def test_a_long_head_above_captions_is_no_speech_and_who_gives_a_talk_no_title():
    head = (
        "ABOUT THE SPEAKER\nKevin Balen - Anti-slavery activist\nWhy you should listen\nTED2010\n"
        "Filmed:\n1,090,018 views\nKevin Balen: How to combat slavery\nPlay the video."
    )
    lines = ("You know the interest", "in slavery started", "in London.", "It was", "the '90s.")
    text = head + "".join(f"\n\n00:{15 + n}\n{words}" for n, words in enumerate(lines))
    reading = understood(text)
    assert [words for _, words in said(reading)] == [" ".join(lines)]
    assert reading.title.value == "Kevin Balen: How to combat slavery"
