"""Lines that name who speaks, told from what is said."""

import re
from functools import cache
from typing import Literal

from audit.text.tables import table

Certainty = Literal["sure", "likely"]

_LONGEST = 160
_TIME = re.compile(r"[\[(]?\b\d{1,2}:\d\d(?::\d\d)?\b[\])]?")
_SEPARATOR = re.compile(r"(?<=\S)(?:\s+[-–—|]{1,2}\s+|\s*[—–]{1,2}\s*|\s*[,，、]\s*)(?=\S)")
_ABBREVIATION = re.compile(r"\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Bros|L\.P|Ph\.D|[A-Z])\.$")
_NAME_WORD = re.compile(r"[A-Z\u00c0-\u00de][\w.'’-]*|\([\w.'’ -]*\)|v[ao]n|d[eiua]|de[nrl]|la|le|bin|al|el|y")
_SMALL = frozenset(["of", "the", "and", "for", "at", "to", "in"])


def speaker(text: str) -> Certainty | None:
    """Whether a line names a speaker, by its form alone; "likely" asks for evidence from its place.

    >>> [speaker(line) for line in ("Operator", "Jane Doe - CFO", "Jane Doe, CFO:", "王小明 - 財務長", "主持人")]
    ['sure', 'sure', 'sure', 'sure', 'sure']
    >>> speaker("Jane Doe"), speaker("Public Cloud - Europe"), speaker("Revenue Growth"), speaker("Thank you, Jane.")
    ('likely', 'likely', None, None)
    """
    text = _TIME.sub("", text).strip()
    if len(text) > _LONGEST:
        return None
    named = text.rstrip(":：").rstrip()
    colon = named != text
    if ends_sentence(named):
        return None
    if _is_role(named) or (colon and named in ("Q", "A", "問", "答", "问")):
        return "sure"
    name, *rest = _SEPARATOR.split(named, maxsplit=1)
    if not _is_name(name):
        return None
    if rest:
        dashed = not re.match(r"\s*[,，、]", named[len(name) :])
        return "sure" if names_title(rest[0]) else "likely" if dashed or colon else None
    if " " in name or colon:
        return "sure" if colon and " " in name else "likely"
    return "likely" if _chinese_name().fullmatch(name) and ("·" in name or "‧" in name) else None


def names_title(text: str) -> bool:
    """Whether the words are somebody's office, as “Chief Financial Officer” or “財務長”.

    >>> names_title("Vice Chairman of the Board & Acting CEO"), names_title("We hired a director.")
    (True, False)
    """
    text = text.strip()
    if len(text) > _LONGEST or ends_sentence(text):
        return False
    if not any("\u3400" <= character <= "\u9fff" for character in text):
        words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", text)
        known = any(word.lower() in _words("title") for word in words)
        return known and all(word[0].isupper() or word in _SMALL for word in words)
    parts = [part for part in re.split(r"[\s、及兼和與与&/,，()（）-]+", text) if part]
    return (
        len(text) <= 40 and not re.search("[我你您他她]", text) and "".join(parts[-1:]).endswith(tuple(_words("title")))
    )


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a mark that ends a sentence or a part of one, as no name does."""
    return text.endswith(tuple(".!?。！？…；;,，、:：")) and not _ABBREVIATION.search(text)


def _is_role(text: str) -> bool:
    words = [word for word in re.split(r"[\s#]+", text.lower()) if not word.isdecimal()]
    return (
        bool(words)
        and words[-1] in _words("role")
        and all(word in _words("role") | _words("qualifier") for word in words)
    )


def _is_name(text: str) -> bool:
    if _chinese_name().fullmatch(text):
        return True
    words = text.split()
    return 0 < len(words) <= 6 and all(
        _NAME_WORD.fullmatch(word) and word.lower() not in _words("heading") for word in words
    )


@cache
def _chinese_name() -> re.Pattern[str]:
    """Compiled when a transcript is read: ranges of Han letters take long."""
    return re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,6}(?:[·‧・•.][\u3400-\u9fff]{1,6}){1,3}")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(table("speaker_words.tsv")[kind].split())
