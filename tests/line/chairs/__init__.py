"""Chairs decide: they are asked, they answer, the line records it."""
