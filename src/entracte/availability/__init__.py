"""When a party can sit, and at which tables. Pure: no Django, no clock, no I/O."""
