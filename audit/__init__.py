"""Finds what is wrong with an English/Chinese translation and decides whether it may be published."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.api import audit_files, audit_pairs
    from audit.config import Config, ConfigError, load, profile
    from audit.model import Finding, Report, Score, Segment, Severity, Span, Verdict
    from audit.reader import ReadError

__all__ = [
    "Config",
    "ConfigError",
    "Finding",
    "ReadError",
    "Report",
    "Score",
    "Segment",
    "Severity",
    "Span",
    "Verdict",
    "audit_files",
    "audit_pairs",
    "load",
    "profile",
]
_ROOMS = ("audit.model", "audit.reader", "audit.config", "audit.api")


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that the command answers at once (PEP 562)."""
    if name in __all__:
        for room in _ROOMS:
            module = import_module(room)
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module 'audit' has no attribute '{name}'")
