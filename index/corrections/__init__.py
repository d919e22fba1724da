"""What the analyst has put right: how it is kept, listed, and applied."""
