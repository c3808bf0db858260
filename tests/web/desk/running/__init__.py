"""The desk as a program: its process, what it sends while pages are open, the one beside the demo."""
