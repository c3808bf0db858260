"""The tests of the intake; each folder mirrors a part of the package."""
