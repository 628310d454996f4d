"""Where open jobs and people do not meet: demand, supply and shortfall."""
