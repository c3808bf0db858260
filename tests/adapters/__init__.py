"""Tests of what touches files, clocks and servers."""
