"""The checks: each looks at a Case and says what it saw. How much that matters stands in the rulebook."""
