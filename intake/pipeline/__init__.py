"""The six verbs of the line: receive, read, decide, pay, tick, seal; and the acts of people."""
