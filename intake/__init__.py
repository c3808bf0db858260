"""Take contributions by e-mail: each mail is stored untouched, read, judged, numbered once, and answered."""

__version__ = "0.1.0"
