"""Letters: receipts and alerts laid out as the bytes of a mail."""
