"""What is only shown: submissions, documents and checks as plain objects."""
