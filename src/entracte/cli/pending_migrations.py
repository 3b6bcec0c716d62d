"""The migrations that a database still needs."""


def bring_up_to_date(*, quietly: bool = False) -> None:
    """Carry out pending migrations and print each, or nothing where `quietly`; may be called again."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0 if quietly else 1)
