"""The commands of meetings: their letters, their calls, what falls due, and what leaves the house."""
