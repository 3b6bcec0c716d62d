"""Say whether mail can reach an address. Pure; the address is written as one already."""

LONGEST_LOCAL_PART, LONGEST_DOMAIN = 64, 253
# https://www.rfc-editor.org/rfc/rfc6761 and, for .local, https://www.rfc-editor.org/rfc/rfc6762
NO_MAIL = frozenset({"localhost", "local", "invalid"})
UNREACHABLE = "No mail can reach this address. Write one such as ana@example.org."


def is_reachable(email: str) -> bool:
    """Say whether the address may have a mailbox: not this computer, no IP address, no part too long."""
    local, _, domain = email.strip().rpartition("@")
    last = domain.lower().rstrip(".").rpartition(".")[2]
    if domain.startswith("[") or last in NO_MAIL or last.isdigit():
        return False
    return len(local.encode()) <= LONGEST_LOCAL_PART and len(domain) <= LONGEST_DOMAIN
