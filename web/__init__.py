"""The web interface: thin views over the services."""
