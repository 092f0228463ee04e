"""The web application: parses a request, makes one call, renders."""
