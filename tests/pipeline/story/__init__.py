"""The story of one mail, part by part."""
