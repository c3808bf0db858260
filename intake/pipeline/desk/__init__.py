"""What people do: acts on submissions, judging again, templates and rulebooks put in force."""
