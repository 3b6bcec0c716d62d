"""How does a process come by connections to its database? Django's own engine, quicker after an outage."""
