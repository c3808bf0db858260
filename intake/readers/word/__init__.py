"""What stands in a Word document (ECMA-376), and what in it could act."""
