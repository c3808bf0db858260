"""The desk: the pages on which the secretariat looks, decides and finds everything."""
