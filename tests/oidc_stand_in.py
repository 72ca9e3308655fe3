"""An identity provider of the test's own on 127.0.0.1: OpenID Connect with signed tokens."""

import base64
import hashlib
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "biwaq", "only-for-tests"


class StandIn:
    """The provider. `claims` is what it says of whoever comes; `fault` what it does wrong."""

    def __init__(self):
        self.claims = {"email": "erika@stadt.example", "email_verified": True}
        self.fault = ""
        self.key = RSAKey.generate_key(2048, parameters={"kid": "1"})
        self.other_key = RSAKey.generate_key(2048, parameters={"kid": "1"})
        self.asked = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def secrets_toml(self, callback):
        about = f"{self.url}/.well-known/openid-configuration"
        return (
            f'[auth]\nredirect_uri = "{callback}"\nclient_id = "{CLIENT}"\n'
            f'client_secret = "{SECRET}"\nserver_metadata_url = "{about}"\n'
        )

    def about(self):
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, query):
        """Return the address to which the browser is sent back."""
        code = secrets.token_hex(8)
        self.asked[code] = query
        back = {"state": query["state"], "code": code}
        if self.fault == "denied":
            back = {"state": query["state"], "error": "access_denied"}
        if self.fault == "state":
            back["state"] = "forged"
        return f"{query['redirect_uri']}?{urlencode(back)}"

    def token(self, form, authorization):
        """Return status and answer; the code is good once, for whoever began."""
        asked = self.asked.pop(form.get("code", ""), None)
        told = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if self.fault == "down" or asked is None or authorization != f"Basic {told}":
            return 500, {"error": "server_error"}
        if proof != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        id_token = self._id_token(asked["nonce"])
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": id_token}

    def _id_token(self, nonce):
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 60}
        wrong = {
            "issuer": {"iss": "https://evil.example"},
            "audience": {"aud": "another"},
            "expired": {"iat": now - 7200, "exp": now - 3600},
            "nonce": {"nonce": "another"},
        }.get(self.fault, {})
        key = self.other_key if self.fault == "signature" else self.key
        header = {"alg": "RS256", "kid": "1"}
        return jwt.encode(header, claims | {"nonce": nonce} | self.claims | wrong, key)

    def _handler(stand_in):  # noqa: N805 -- the handler has a self of its own
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                url = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(url.query).items()}
                if url.path == "/authorize":
                    self.send_response(302)
                    self.send_header("Location", stand_in.authorize(query))
                    self.end_headers()
                elif url.path == "/jwks":
                    self._json(200, {"keys": [stand_in.key.as_dict(private=False)]})
                elif stand_in.fault == "no metadata":
                    self._json(503, {})
                else:
                    self._json(200, stand_in.about())

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {name: values[0] for name, values in parse_qs(body).items()}
                self._json(*stand_in.token(form, self.headers.get("Authorization", "")))

            def _json(self, status, told):
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(told).encode())

            def log_message(self, *_):
                pass

        return Handler
