"""What people and servers do in a mailbox beside what comes in: answers and moves, drafts that are sent, junk."""
