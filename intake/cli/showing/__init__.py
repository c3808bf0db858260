"""Commands that only print what is kept: the log, a mail, what waits, the numbers."""
