"""A letter taken apart: lines, parts, sentences, and the days, hours and zones in them."""
