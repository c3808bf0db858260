"""Files as letters to be understood by `intake.domain.circular`: paragraphs and rows of tables, each with its place."""
