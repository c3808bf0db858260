"""What the sender is told of a Decision, before it is put into words."""
