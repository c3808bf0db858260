"""What people decide at the desk: about one mail, about many, and who may."""
