"""Quotations of an article in Chinese or Japanese, and who is named as having said them.

Pure. Marks stand there without spaces around them (「…」, 『…』, “…”), and the name before the verb
that says, an office before it in Chinese and behind it in Japanese: 外交部发言人毛宁表示：“…”,
岸田文雄首相は「…」と述べた.
"""

import re
from collections.abc import Iterator

from documents.folding import folded_words, is_unspaced

MARKS = "「」『』"

_MARKED = re.compile(
    r"「(?P<a>[^「」]*(?:「[^「」]*」[^「」]*)*)」|『(?P<b>[^『』]+)』|“(?P<c>[^“”]+)”"
)
_NEAR = 60
"""Characters beside a quotation in which its verb is looked for."""
_WHO = r"(?P<who>[^\W\d_ぁ-ん]{1,24}?(?:[·・][^\W\d_ぁ-ん]{1,12}?){0,3})"
_ALSO = r"(?:\d{1,2}[月日]|又|也|还|還|则|則|曾|再次|随后|隨後|同时|同時|进一步|進一步)*"
_SAYS = (
    "(?:说道|說道|表示|指出|强调|強調|认为|認為|写道|寫道|回应|回應|补充|補充|宣布|宣佈|声称|聲稱"
    "|(?:告诉|告訴)[^，,。：:]{0,12}|称|稱|说|說|道){1,3}"
)
_CHINESE_BEFORE = re.compile(
    rf"(?:^|[，,。！？；、\s”」』])(?P<all>{_WHO}?{_ALSO}{_SAYS})[：:，,]?\s*$"
)
_CHINESE_BEHIND = re.compile(
    rf"\s*(?:[，,]?\s*{_WHO}?{_ALSO}{_SAYS}|[—―–-]{{1,2}}\s*(?P<signs>\S+)\s*$)"
)
_JAPANESE_BEFORE = re.compile(
    r"(?:^|[、。\s」』])(?P<who>[^、。「」『』\s]{1,24}?)(?:は|が|も)(?:[^。「」『』]{0,20}[、で])?\s*$"
)
_JAPANESE_BEHIND = re.compile(
    r"\s*(?:と|などと)(?!いう)[^。「」]{0,12}?(?:述べ|語|話|言|強調|説明|主張|指摘|答弁|非難|批判|警告|呼びかけ|発言|訴え|答え|明言|コメント)"
)
_PRONOUN = re.compile("[他她它]|彼女?|同氏")
_NOBODY = re.compile("我们?|我們|你们?|你們|他们|他們|她们|她們|这|這|那|有人|谁|誰|自分|大家")
_CONNECTIVE = re.compile("^(?:さらに|また|一方|そして|但|而|不过|不過|此外|另外|其中)")
_WHEN_AND_WHERE = re.compile(
    "(?:昨天|今天|昨日|今日|日前|近日|周[一二三四五六日]|星期[一二三四五六日]|[在于於对對向][^在于於对對向]+)+$"
)
_OFFICE = re.compile(
    "总统|總統|大統領|国家主席|主席|总书记|總書記|书记|書記|总理|總理|首相|副?部长|副?部長|外长|外長|防长|大使|发言人"
    "|發言人|秘书长|秘書長|事務総長|国务卿|國務卿|议长|議長|议员|議員|委员|委員|市长|市長|省长|州长|州長|教授"
    "|博士|记者|記者|主任|院长|院長|会长|會長|会長|官房長官|大臣|長官|外相|防衛相|知事|社長|代表|先生|女士|さん|氏"
)
_BODY = re.compile("[部国國府院会會局社党黨省市县縣]$")
_LONGEST_NAME = 4
"""Letters of a name that has no point between its parts."""
_LEAST = 5
"""Letters from which words between marks that nobody is named for are more than a term."""


def is_read_so(text: str) -> bool:
    """Whether the words of a text are mostly letters of a script without spaces."""
    words = folded_words(text)
    return 2 * sum(map(is_unspaced, words)) > len(words)


def quotations(text: str) -> Iterator[tuple[str, str]]:
    """The quotations of such a text, in order, each with the name of who is said to have said it,
    "" where nobody is named. A pronoun, or a verb alone, goes on with who spoke before.
    """
    last = ""
    for found in _MARKED.finditer(text):
        words = found[found.lastgroup or 0].strip()
        who = _who(text[max(0, found.start() - _NEAR) : found.start()], text[found.end() :][:_NEAR])
        if len(folded_words(words)) < (_LEAST if who is None else 2):
            continue
        name = ""
        if who is not None:
            last = name = last if not who or _PRONOUN.fullmatch(who) else _name(who)
        yield words, name


def _who(before: str, behind: str) -> str | None:
    """Who is named beside a quotation, as written, with the office; "" where only a verb stands
    there, None where not even that.
    """
    before = before[before.rfind("\n") + 1 :]
    if _JAPANESE_BEHIND.match(behind):
        found = _JAPANESE_BEFORE.search(before)
        return found["who"] if found else ""
    if found := _CHINESE_BEFORE.search(before):
        return found["who"] or ""
    if found := _CHINESE_BEHIND.match(behind):
        return found["signs"] or found["who"] or ""
    return None


def _name(who: str) -> str:
    """The name without the office, "" where none is left: it stands behind an office in Chinese,
    before it in Japanese.
    """
    who = _WHEN_AND_WHERE.sub("", _CONNECTIVE.sub("", who.rpartition("の")[2]))
    offices = list(_OFFICE.finditer(who))
    if not offices:
        return who if _is_name(who) else ""
    before, behind = who[: offices[0].start()], who[offices[-1].end() :]
    return next((name for name in (behind, before) if _is_name(name)), "")


def _is_name(text: str) -> bool:
    parts = re.split("[·・]", text)
    is_short = len(parts) > 1 or len(text) <= _LONGEST_NAME
    return bool(text) and is_short and not (_BODY.search(text) or _NOBODY.fullmatch(text))
