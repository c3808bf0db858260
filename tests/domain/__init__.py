"""Tests of the pure core, and the builders of its values (`cases`)."""
