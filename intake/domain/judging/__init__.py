"""From a reading to a verdict: the kind, role, relationship, findings and disposition of each file."""
