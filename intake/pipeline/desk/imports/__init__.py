"""Documents that were numbered before we came: a list is checked, then taken whole."""
