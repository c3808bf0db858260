"""How the commands print: for a terminal or a pipe, a report, the outcome of an act."""
