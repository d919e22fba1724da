"""Development time only: builds the data that the tagger and the place look-up ship with."""
