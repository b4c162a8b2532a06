"""The quotation checker: whether the archive holds some words, from whom, and how exactly.

quotation    what somebody pasted, as words, marked omissions and marked insertions
source       passages in a row, as the words that were spoken and the voices that spoke them
alignment    where a quotation stands in a source at the least cost; edges, its ends
differences  what changed between the two; callouts, what makes that decisive
figures      numbers, read for their value; number_words, those in words; figure_pairs, which stand
             for which
reordering   clauses that stand in another order
verdicts     what that amounts to: exact, punctuation, abridged, altered, misattributed, not found
omissions    what is said of what an ellipsis passes over
candidates   which passages are worth aligning, from the index; far_apart, where the parts of one
             quotation stand far from each other
checking     all of it, for one quotation or many
articles     the quotations of a pasted article; markup, what it is pasted in; unspaced, those of
             scripts without spaces; lists, those of a file
comparison   both sides, cut where they differ; sentences, what is said of them
people       how much the archive holds from somebody
reporting    findings as data; showing, as the page shows them
views        the page, and the same for programs; limits, how much they may ask

Pure, text in and dataclasses out: quotation to verdicts, articles, lists, comparison, sentences.
"""
