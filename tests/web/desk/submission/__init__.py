"""The page of one mail."""
