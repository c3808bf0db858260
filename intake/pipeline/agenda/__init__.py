"""What falls due: how it is planned, and what is done then, kind by kind."""
