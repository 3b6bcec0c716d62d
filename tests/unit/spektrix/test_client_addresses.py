"""Does a call go to the addresses that were looked at, and is the far end still held to its name?"""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from entracte.spektrix.client import Client
from entracte.spektrix.errors import NoAnswer
from tests.unit.spektrix.wire import KEY, LOGIN, NOW, Wire

NAME = "system.box-office.example"


def test_a_name_leads_where_it_was_looked_up_and_nowhere_else(wire: Wire) -> None:
    port = wire.origin.rpartition(":")[2]
    wire.answers(200, b"[]")
    with wire.client(origin=f"http://{NAME}:{port}", addresses=["127.0.0.1"]) as client:
        client.known_good()
    [request] = wire.requests
    assert request.headers["host"] == f"{NAME}:{port}"


def test_the_next_address_is_tried_where_none_answers(wire: Wire) -> None:
    wire.answers(200, b"[]")
    with wire.client(addresses=["::1", "127.0.0.2", "127.0.0.1"]) as client:
        client.known_good()
    assert len(wire.requests) == 1


def test_what_was_sent_to_one_address_is_not_sent_to_the_next(wire: Wire) -> None:
    wire.reply = b""
    with wire.client(addresses=["127.0.0.1", "127.0.0.1"]) as client, pytest.raises(NoAnswer) as caught:
        client.known_good()
    assert (caught.value.kind, len(wire.requests)) == ("cut_off", 1)


def test_a_certificate_must_be_for_the_name_not_the_address(tmp_path: Path) -> None:
    for name, outcome in ((NAME, "answered"), ("another.example", "tls")):
        with far_end(tmp_path, name) as (port, trusted):
            assert ask(port, trusted) == outcome


def ask(port: int, trusted: ssl.SSLContext) -> str:
    client = Client(
        origin=f"https://{NAME}:{port}",
        client_name="alder",
        login=LOGIN,
        key=KEY,
        clock=lambda: NOW,
        timeout_seconds=5,
        addresses=["127.0.0.1"],
        transport=httpx2.HTTPTransport(verify=trusted),
    )
    with client:
        try:
            client.known_good()
        except NoAnswer as error:
            return error.kind
    return "answered"


@contextmanager
def far_end(folder: Path, name: str) -> Iterator[tuple[int, ssl.SSLContext]]:
    """A server with a certificate for this name, and a context that trusts its maker."""
    certificate = made_certificate(folder, name)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=answer_once, args=(listener, context), daemon=True)
        thread.start()
        yield listener.getsockname()[1], ssl.create_default_context(cafile=str(certificate))
        thread.join(timeout=5)


def answer_once(listener: socket.socket, context: ssl.SSLContext) -> None:
    raw, _ = listener.accept()
    try:
        with context.wrap_socket(raw, server_side=True) as connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]")
    except OSError:
        raw.close()


def made_certificate(folder: Path, name: str) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    # the system's time decides whether a certificate holds, so this one holds for ever
    began, ends = NOW - timedelta(days=3650), NOW + timedelta(days=36500)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number(), began, ends)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file
