"""Bytes of strangers become plain values, in a process of their own."""
