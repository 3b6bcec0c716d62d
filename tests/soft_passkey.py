"""A passkey made by a program: what a browser would send, signed and formed as the standard says."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

AS_JSON = {"Accept": "application/json"}
Flag = AuthenticatorData.FLAG


@dataclass(frozen=True, slots=True)
class SoftKeeper:
    """Makes passkeys, well or badly."""

    origin: str = "http://localhost"
    asks_who: bool = True

    def made_for(self, options: dict[str, Any]) -> dict[str, Any]:
        """Return a passkey for what a server asked for."""
        client = {"type": "webauthn.create", "challenge": options["challenge"], "origin": self.origin}
        # fido2 gives this function no types
        key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())  # type: ignore[no-untyped-call]
        made = AttestedCredentialData.create(bytes(16), secrets.token_bytes(16), key)
        flags = Flag.UP | Flag.AT | (Flag.UV if self.asks_who else Flag(0))
        rp = hashlib.sha256(options["rp"]["id"].encode()).digest()
        attested = AttestationObject.create("none", AuthenticatorData.create(rp, flags, 0, made), {})
        return {
            "type": "public-key",
            "id": websafe_encode(made.credential_id),
            "rawId": websafe_encode(made.credential_id),
            "response": {
                "clientDataJSON": websafe_encode(json.dumps(client).encode()),
                "attestationObject": websafe_encode(bytes(attested)),
            },
            "clientExtensionResults": {"credProps": {"rk": True}},
        }


def options_at(browser: Client, address: str) -> dict[str, Any]:
    """Return which passkey this address asks a script to make."""
    shown: dict[str, Any] = browser.get(address, headers=AS_JSON).json()["creation_options"]["publicKey"]
    return shown
