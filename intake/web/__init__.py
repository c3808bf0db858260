"""Pages in a browser. They show, and record what people ask for; what is decided is decided by the line."""
