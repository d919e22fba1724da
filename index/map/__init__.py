"""Maps in text and as files: geometry of the world, projection, clipping, drawing. No Textual and no library here."""
