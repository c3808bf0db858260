"""Letters of our own accord: what is told to the people who run a group, and to submitters who did not ask."""
