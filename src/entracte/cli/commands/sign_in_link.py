"""The command `entracte sign-in-link`: for somebody who cannot sign in, and whom no letter helps."""

import argparse

from entracte.cli.errors import CannotRun
from entracte.cli.link import link_to


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `entracte sign-in-link`."""
    parser.add_argument("email", metavar="EMAIL", help="who cannot sign in")
    parser.add_argument(
        "--forget-second-factor",
        action="store_true",
        help="the authenticator app and the recovery codes are forgotten",
    )


def run(args: argparse.Namespace) -> int:
    """Print a link by which this person chooses a new password; the old one is good no longer."""
    import django

    django.setup()
    from entracte import clock
    from entracte.restaurants.sign_in.sign_in_links import make_sign_in_link, second_factor_of

    had_codes, passkeys = second_factor_of(args.email)
    forgets = args.forget_second_factor
    token = make_sign_in_link(email=args.email, now=clock.now(), forget_second_factor=forgets)
    if token is None:
        raise CannotRun(f"Nobody signs in as {args.email}.")
    for line in _about_second_factor(had_codes, passkeys, forgets=forgets):
        print(line)
    print(f"{args.email} is signed out everywhere, and chooses a new password here, once, within three days:")
    print(link_to("new_password", token))
    return 0


def _about_second_factor(had_codes: bool, passkeys: list[str], *, forgets: bool) -> list[str]:
    """Return what is left of the second factor, a line each."""
    lines = []
    if forgets:
        lines.append(
            "The authenticator app and the recovery codes are forgotten."
            if had_codes
            else "There was no authenticator app."
        )
    elif had_codes or passkeys:
        lines.append("A second factor is still asked for; --forget-second-factor ends that.")
    if passkeys:
        lines.append(f"Passkeys that still sign in: {', '.join(passkeys)}.")
    if passkeys and forgets:
        lines.append("Whoever opens the link can remove them, under Your sign-in.")
    return lines
