"""What leaves the house: which documents are posted, and how a meeting stands on a site and in a calendar."""
