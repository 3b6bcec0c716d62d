"""The tab Dates of Floor: closures and special days."""
