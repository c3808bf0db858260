"""Zip containers: the gate before anything is inflated, the parts of an Office file, the files in an archive."""
