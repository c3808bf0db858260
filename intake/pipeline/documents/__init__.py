"""The files of numbers: with the number written in, and all of a meeting together."""
