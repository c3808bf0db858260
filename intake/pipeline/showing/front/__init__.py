"""The desk's first page as plain values: what needs a person, what comes next, and whether all works."""
