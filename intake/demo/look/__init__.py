"""The folder of a demo that a person opens: everything that was sent and written, from one page."""
