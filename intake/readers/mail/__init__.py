"""The content of a mail (RFC 5322, MIME): header, parts, words, attached files."""
