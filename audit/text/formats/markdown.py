"""Markdown in blocks, by CommonMark with tables; what is no text to translate, such as code, is told apart."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec.structs import replace

from audit.text.formats.blocks import Block, Line, joined
from audit.text.formats.written import lines_of

SUFFIXES = (".md", ".markdown")
TELLING = re.compile(r"^ {0,3}(?:#{1,6}[ \t]+\S|```|~~~)", re.MULTILINE)
"""A line that hardly any other text has."""
_FRONT = re.compile(r"---[ \t]*\r?\n(?:.*\r?\n)*?---[ \t]*(?:\r?\n|\Z)")
_DEFINITION = re.compile(r"\s*\[[^\[\]]{1,999}\]:\s*\S")
_CONTAINERS = {"blockquote_open": "quote", "list_item_open": "list item", "paragraph_open": "paragraph"}
_CONTAINERS |= {"td_open": "table cell", "th_open": "table cell"}
_OTHER = {"fence": "code block", "code_block": "code block", "html_block": "block of HTML"}
_MARK = re.compile(
    r"""(?P<whole>(?P<tick>`{1,2})[^`\n]{1,1000}(?P=tick)(?!`) | </?[A-Za-z][^<>\n]{0,1000}>
          | <https?://[^<>\s]{1,1000}> | \[\^[^\]\s]{1,60}\])
      | (?P<escape>\\)[!-/:-@\[-`{-~]
      | (?P<open>!?\[)
      | (?P<close>\](?:\([^()\s]{0,1000}(?:\s+"[^"\n]{0,300}")?\) | \[[^\[\]\n]{0,300}\])?)
      | (?P<star>\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}) | (?P<tilde>~~)
      | (?P<line>(?<![A-Za-z0-9_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![A-Za-z0-9_]))""",
    re.VERBOSE,
)


def blocks(text: str) -> list[Block]:
    """The blocks of a document in order. The kind of each tells what it is and what it stands in.

    >>> [(block.kind, block.text) for block in blocks("# Title\\n\\n- one\\n  line\\n\\n      code\\n")]
    [('heading of level 1', 'Title'), ('paragraph in list item', 'one line'), ('code block in list item', 'code')]
    """
    rows = lines_of(text)
    front = _FRONT.match(text)
    skipped = text.count("\n", 0, front.end()) if front else 0
    found = [Block(front[0].strip(), (Line(0, 0, 1),), "front matter", words=False)] if front else []
    inside: list[str] = []
    for token in _parser().parse("\n".join(["" for _ in rows[:skipped]] + [text[a:b] for a, b in rows[skipped:]])):
        name = f"heading of level {token.tag[1:]}" if token.type == "heading_open" else _CONTAINERS.get(token.type, "")
        if name:
            inside.append(name)
        elif token.type.removesuffix("_close") + "_open" in (*_CONTAINERS, "heading_open") and token.nesting < 0:
            inside.pop()
        elif token.type == "inline" and token.content.strip():
            block = _block(text, rows, token, " in ".join(reversed(inside)))
            defines = all(map(_DEFINITION.match, token.content.split("\n")))
            found.append(replace(block, kind="link definition", words=False) if defines else block)
        elif token.type in _OTHER and token.content.strip():
            line = token.map[0]
            kind = " in ".join([_OTHER[token.type], *reversed(inside)])
            found.append(Block(token.content.strip(), (Line(0, rows[line][0], line + 1),), kind, words=False))
    return found


def _block(text: str, rows: list[tuple[int, int]], token: Any, kind: str) -> Block:
    """Find the words of a token in their lines."""
    places, at = [], rows[token.map[0]][0]
    for number, words in enumerate(token.content.split("\n")):
        start, end = rows[min(token.map[0] + number, len(rows) - 1)]
        at = max(at, start)
        bare = words.strip()
        first = text.find(bare, at, end)
        if first < 0:  # written with escapes that the cell of a table needs: the words alone are known
            return Block(" ".join(token.content.split()), (Line(0, rows[token.map[0]][0], token.map[0] + 1),), kind)
        places.append((first, first + len(bare)))
        at = first + len(bare)
    block = joined(places, text, token.map[0] + 1, kind)
    return replace(block, marks=tuple(marks(block.text)))


def marks(text: str) -> list[tuple[int, int]]:
    """Which parts of the words are markup: code, tags, the ends of links, stars and lines of emphasis in pairs.

    >>> text = "A **bold** [link](https://a.example) and `code`."
    >>> [text[start:end] for start, end in marks(text)]
    ['**', '**', '[', '](https://a.example)', '`code`']
    """
    return sorted(_marks(text))


def _marks(text: str) -> Iterator[tuple[int, int]]:
    brackets: list[tuple[int, int]] = []
    open_: dict[str, tuple[int, int]] = {}
    for mark in _MARK.finditer(text):
        kind = mark.lastgroup
        if kind == "open":
            brackets.append(mark.span())
        elif kind == "close":
            opening = brackets.pop() if brackets else None
            if opening and len(mark[0]) > 1:
                yield opening
                yield mark.span()
        elif kind in ("star", "tilde", "line"):
            if mark[0] in open_:
                yield open_.pop(mark[0])
                yield mark.span()
            else:
                open_[mark[0]] = mark.span()
        else:
            yield mark.span("escape" if kind == "escape" else "whole")


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable(["inline", "text_join", "reference"], ignoreInvalid=True)
