"""Tests mirror the package; cases are data (tests/cases)."""
