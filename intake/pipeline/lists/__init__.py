"""The lists of a meeting: gathered from the store, and written as documents."""
