"""The log and its chain, alerts, outages."""
