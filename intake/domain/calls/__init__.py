"""A meeting's call over time: what falls due, how it closes, in what state it is, and how a person moves it."""
