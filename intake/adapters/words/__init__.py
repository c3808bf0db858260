"""Words in six languages: catalogs, sentences, times, the direction of writing."""
