"""Forewarned: offline pre-travel briefings on documented state surveillance."""

__version__ = "0.1.0"
