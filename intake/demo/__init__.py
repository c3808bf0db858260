"""A meeting from its call to its list, replayed on embedded servers."""
