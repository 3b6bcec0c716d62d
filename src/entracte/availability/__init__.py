"""When can this party sit, and where? Pure: no Django, no clock, no I/O."""
