"""The daemon: all steps of the line at once, until a signal comes."""

from intake.daemon.running import run

__all__ = ["run"]
