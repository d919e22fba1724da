"""What a library answers, as dataclasses that travel between its process and the screen's as JSON."""
