"""Acts on one mail and on what came with it."""
