"""How alike two whole texts are."""

from documents.ingest.likeness import likeness, shared_runs

TEXT = (
    "Human trafficking is a grave crime and an affront to human dignity. "
    "We thank the Council for convening this discussion on an important topic. "
    "Forced labor persists in supply chains that end in our own homes. "
    "Survivors must have a voice in the policies that concern them."
)


def test_likeness_of_whole_texts():
    assert likeness(TEXT, TEXT) == 1
    assert likeness(TEXT, TEXT.replace("dignity", "worth")) > 0.9
    assert likeness(TEXT, "Quite another text about the price of fish in March.") < 0.3
    assert likeness("", "") == 1
    assert likeness("", "words") == 0


def test_two_texts_of_the_same_words_in_other_sentences_share_few_runs():
    words = TEXT.split()

    assert shared_runs(TEXT, TEXT) == 1
    assert shared_runs(TEXT, TEXT.replace("dignity", "worth")) > 0.9
    assert shared_runs(TEXT, " ".join(reversed(words))) == 0
    assert likeness(TEXT, " ".join(sorted(words))) > 0.2


def test_texts_without_spaces_and_of_a_word_are_compared_too():
    assert shared_runs("我们感谢安理会召开这次讨论", "我们感谢安理会召开这次会议") > 0.5
    assert shared_runs("Amen", "Amen.") == 1
    assert shared_runs("Amen", "No") == 0
