"""The persons of the desk: who they are, how they enter, what each may do."""
