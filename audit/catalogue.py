"""The commands `audit explain` and `audit checks`: what the checks are, in words."""

import sys

from audit import pages, registry
from audit.registry import UnknownName


def explain(check: str, /) -> None:
    """Show the page of a check: what it finds, why it matters, how to mend it, examples.

    Parameters
    ----------
    check:
        Name of the check.
    """
    known = registry.checks()
    if check not in known:
        raise UnknownName("check", check, known)
    _print_markdown(pages.page(known[check]))


def checks(*, markdown: bool = False) -> None:
    """List the checks.

    Parameters
    ----------
    markdown:
        Print the whole catalogue, with every page.
    """
    known = registry.checks().values()
    if markdown:
        print(pages.catalogue(known), end="")
        return
    for part in sorted(known, key=lambda part: (part.category, part.name)):
        when = f" ({pages.opt_in(part)})" if pages.opt_in(part) else ""
        print(f"{part.name:24} {part.category:24} {part().severity:9} {part.summary()}{when}")


def _print_markdown(text: str) -> None:
    if not sys.stdout.isatty():
        print(text, end="")
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))
