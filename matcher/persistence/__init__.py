"""SQLAlchemy rows, repositories, the unit of work and read queries."""
