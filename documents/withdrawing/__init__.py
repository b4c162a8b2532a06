"""Taking words, passages and documents out of the archive, so that nothing of them is left.

`masks` finds and blacks out words in a text, `columns` in every table, `files` in what was
received, `texts` keeps what is cut from a text equal to it; `redacting` and `removal` use them.
`memory` and `watching` keep out what was taken out, and `scrubbing` clears what a database leaves
behind on its disk.
"""
