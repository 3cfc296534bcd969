"""What the results of a part hang on besides the text: its code, tables, options, distribution, files that it reads."""

import hashlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.inspect import Metadata, StructType, type_info

from audit import plugins
from audit.__about__ import __version__

PACKAGE = __name__.partition(".")[0]
DISTRIBUTION = "translation-auditor"


def path_fields(kind: type[Struct]) -> set[str]:
    """The options of a part that name files: those that `paths` marks in their Meta."""
    if kind.__struct_fields__ == ("severity",):  # as most checks are, and to look closer takes long
        return set()
    info = type_info(kind)
    fields = info.fields if isinstance(info, StructType) else ()
    return {
        field.encode_name
        for field in fields
        if isinstance(field.type, Metadata) and (field.type.extra or {}).get("paths")
    }


def outside(part: Any) -> list[str]:
    """What is not ours and moves what a part gives: a plug-in's distribution, and the content of files of its options.

    >>> from audit.checks.sign_flip import SignFlip
    >>> outside(SignFlip())
    []
    """
    package = type(part).__module__.partition(".")[0]
    found = [] if package == PACKAGE else plugins.distributions(package)
    if isinstance(part, Struct):
        for field in sorted(path_fields(type(part))):
            found += [_content(Path(path)) for path in getattr(part, field)]
    return found


def rules(part: Any) -> bytes | None:
    """A digest of all that moves what a part gives for a text: version, code and tables, options, what is outside.

    It changes with each edit of the code, so that a development checkout is right as well. None where there is no code
    to look at, as for a class that was typed in.
    """
    kind = type(part)
    package = kind.__module__.partition(".")[0]
    source = None if package == PACKAGE else getattr(sys.modules.get(kind.__module__), "__file__", None)
    if package != PACKAGE and source is None:
        return None
    own = [] if source is None else [_content(Path(source))]
    name = f"{kind.__module__}.{kind.__qualname__}"
    whole = (ours(), name, msgspec.to_builtins(part, enc_hook=str), outside(part), own)
    return hashlib.sha256(msgspec.json.encode(whole)).digest()


@cache
def ours() -> str:
    """A digest of this package: its version, its code and tables, and the versions of what it stands on."""
    digest = hashlib.sha256("\n".join([__version__, sys.version, *_versions()]).encode())
    folder = Path(__file__).parent
    for path in sorted((*folder.rglob("*.py"), *folder.glob("data/*"))):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _versions() -> Iterator[str]:
    """The installed versions of what the package needs: a newer table of characters may find more, or less."""
    try:
        needed = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:  # run from a checkout that nobody installed
        return
    for requirement in needed:
        name = re.match(r"[\w.-]+", requirement)
        if name and "extra ==" not in requirement:
            yield f"{name[0]} {metadata.version(name[0])}"


def _content(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:  # whoever reads it says so
        return "unreadable"
