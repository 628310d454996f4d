"""A one-page CV and a short application in Swedish, composed of confirmed facts only."""
