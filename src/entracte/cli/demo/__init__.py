"""The demo: Entracte, a simulated box office and a theatre's page, started as one."""
