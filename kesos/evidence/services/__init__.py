"""What people do about a house: photograph it, say where it stands."""
