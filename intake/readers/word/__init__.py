"""The content of a Word document (ECMA-376), and the active content in it."""
