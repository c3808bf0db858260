"""The public pages: by HTTP, in a real browser, behind a real web server."""
