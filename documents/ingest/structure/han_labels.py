"""Labels in Chinese: "大使：", "问：", or a name with the office, "李海大使：".

No blank parts words there, and the colon is as wide as a letter.
"""

import re
from dataclasses import dataclass

from documents.ingest.wordlists import one_of

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_LABEL = re.compile(rf"(?P<label>[《“「]?[{HAN}][{HAN}·《》“”「」A-Za-z]{{0,23}})[：:]\s*(?=\S)")
_QUESTION = re.compile(r".*(?:记者|記者)|问|問|提问|提問")
_ANSWER = re.compile("答|答复|答覆")
_OFFICES = one_of("""
    大使|总领事|總領事|发言人|發言人|部长|部長|外长|外長|主席|总统|總統|总理|總理|秘书长|秘書長|司长|司長|局长|局長
    市长|市長|校长|校長|院长|院長|主任|会长|會長|主持人|翻译|翻譯|议长|議長|委员长|议员|議員|教授|博士|先生|女士
""")
_OFFICE = re.compile(rf"(?P<name>[{HAN}]{{2,4}}?)??(?P<office>{_OFFICES})")
_WITH_VERB = "就|在|接受|出席|答|回答|谈|談|与|與|同|向|会见|會見|主持|的|致"


@dataclass(frozen=True)
class HanLabel:
    """A label as printed, its kind, and the name before the office where it has one."""

    printed: str
    end: int
    kind: str
    office: str
    name: str


def han_label(words: str) -> HanLabel | None:
    """The label that a paragraph begins with, None where it begins with none."""
    found = _LABEL.match(words)
    if not found:
        return None
    printed = found["label"]
    office = _OFFICE.fullmatch(printed)
    if _QUESTION.fullmatch(printed):
        kind = "question"
    elif _ANSWER.fullmatch(printed):
        kind = "answer"
    else:
        kind = "office" if office else "name"
    name = (office["name"] or "") if office else ""
    return HanLabel(printed, found.end(), kind, office["office"] if office else "", name)


def is_han(text: str) -> bool:
    """Whether a text is Chinese throughout."""
    return re.fullmatch(rf"[{HAN}·《》“”「」]+", text) is not None


def holder_of(office: str, line: str) -> str:
    """The name that a title line gives before an office: "李海大使就打击人口贩运答记者问"."""
    found = re.search(rf"(?:^|[^{HAN}])([{HAN}]{{2,3}}){re.escape(office)}(?:{_WITH_VERB})", line)
    return found[1] if found else ""


__all__ = ["HanLabel", "han_label", "holder_of", "is_han"]
