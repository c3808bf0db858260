"""A Decision, the line's or a person's: judged, numbered, and recorded with its debts and log lines."""
