"""What the pipeline shows, without a world around it."""
