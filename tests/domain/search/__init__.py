"""Tests of finding mails again."""
