"""Finds what is wrong with an English/Chinese translation and decides whether it may be published."""

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
