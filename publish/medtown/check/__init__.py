"""The checks of a project: SHACL and what it can't say. One file a rule family; report/ holds the writers."""

from medtown.check.finding import Finding, Report, Severity
from medtown.check.run import Checked, check

__all__ = ["Checked", "Finding", "Report", "Severity", "check"]
