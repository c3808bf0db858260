"""From a reading to a verdict: what each file is, what it is to what we know, what was found, what becomes of it."""
