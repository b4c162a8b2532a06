"""Which words stand densely in a passage: often for its length, as BM25 counts.

The frequency of a word counts for less the more there are of it, and the longer the passage:
tf / (tf + k1 (1 - b + b length / mean)). Where that reaches DENSE, taking TYPICAL for the mean, the
passage is dense in the word. The index keeps of each passage the stems that it is dense in, for
`search.contenders`; as an archive grows its mean moves, but not what is dense.
"""

K1 = 1.2
B = 0.75

DENSE = 0.65
TYPICAL = 50

DENSE_STEMS = f"""
ARRAY(SELECT one.lexeme FROM unnest(held.stems) AS one
      WHERE coalesce(cardinality(one.positions), 1) * {1 - DENSE}
         >= {DENSE * K1} * ({1 - B} + {B / TYPICAL} * folded.length))
"""  # noqa: S608
"""The stems that a passage is dense in when it is indexed: of `held.stems`, by `folded.length`."""


def below(mean: float) -> float:
    """What the frequency of a word stays below, as a share of 1, in passages that are not dense in
    it, where passages have `mean` words.
    """
    most = DENSE / (1 - DENSE) / min(1, TYPICAL / mean)
    return most / (most + 1)
