"""Text made safe to show: nothing hidden, nothing that steers a screen."""

import re

UNSEEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # control characters, escape among them
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"  # without a glyph, or turning text round
    "\u2060-\u206f\ufeff\ufff9-\ufffb"  # more of them
    "\U000e0000-\U000e00ff"  # tags: a copy of ASCII that no font draws
    "\ufdd0-\ufdef\ufffe\uffff"  # never characters
    "\ud800-\udfff"  # halves of a pair, which no encoding can carry
    "]"
)
"""What a reader cannot see, or what acts on a screen."""


def visible(text: str, keep: str = "") -> str:
    """Write out each character that cannot be seen, or that would act on what shows it.

    Joiners and variation selectors stay: emoji and rare ideographs are made of them.

    >>> visible("a\\x1b[31mb\\0"), visible("5\\u202e%"), visible("\\ud800")
    ('a␛[31mb␀', '5⟨U+202E⟩%', '⟨U+D800⟩')
    >>> visible("one\\ntwo"), visible("one\\ntwo", keep="\\n") == "one\\ntwo"
    ('one␊two', True)
    """
    return UNSEEN.sub(lambda match: match[0] if match[0] in keep else _picture(match[0]), text)


def _picture(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"⟨U+{code:04X}⟩"
