"""What deals with the terminal itself."""
