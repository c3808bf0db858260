"""The templates of groups: learned from a file, matched with documents, filled in; and those of other bodies."""
