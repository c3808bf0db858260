"""The words of the intake as plain values, and the pure rules that connect them. Standard library only."""
