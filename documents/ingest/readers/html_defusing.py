"""Web pages made harmless for the parser: what only begins like a tag or a comment is text."""

import re

# A tag that holds another "<" before its end so far away is none.
LONGEST_TAG = 5000
# What nobody has closed goes to the end of its line, or to a ">" before that.
_END_OF_OPEN_COMMENT = re.compile(r"[^\n>]*(?:>|$|(?=\n))")
# Stands for "<" where it begins no tag; a private character, as no page prints one.
NO_TAG = "\ue000"


def defused(source: str) -> str:
    """The source with what only begins like a tag or a comment marked as text, letter for letter.

    The parser looks for the end of each again and again, which takes the square of their number.
    """
    at: list[int] = []
    closing, before_closing = len(source) + LONGEST_TAG, False
    for found in reversed(list(re.finditer("[<>]", source))):
        if found[0] == ">":
            closing, before_closing = found.start(), False
        else:
            if before_closing and closing - found.start() > LONGEST_TAG:
                at.append(found.start())
            before_closing = True
    last_comment_end = source.rfind("-->")
    comments = list(re.compile("<!--").finditer(source, max(0, last_comment_end)))
    if not at and not comments:
        return source
    letters = list(source)
    for place in at:
        letters[place] = NO_TAG
    for found in comments:  # nothing ends it: the rest of its line is taken for the comment
        end = _END_OF_OPEN_COMMENT.search(source, found.end())
        for place in range(found.start(), end.end() if end else len(source)):
            letters[place] = " "
    return "".join(letters)
