"""One folder for each neighbouring system: its client, and for trials a stand-in of it."""
