"""Writing into a Word document; all other parts keep their bytes."""
