"""A Decision as verbs and acts make it: judged, numbered, and recorded with its debts and log lines."""
