"""An OpenID Connect provider as a process of its own, with real RS256 keys; hostile when asked.

`python oidc_provider.py PORT`. `POST /be/MODE` makes the next tokens lie in one way.
"""

import base64
import hashlib
import secrets
import sys
import time
from typing import Any

import uvicorn
from fastapi import FastAPI, Form, Header, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse
from joserfc import jwk, jwt

PORT = int(sys.argv[1])
ISSUER = f"http://127.0.0.1:{PORT}"
CLIENT, SECRET = "limpide", "a shared secret"
KEY = jwk.RSAKey.generate_key(2048, {"kid": "k1", "alg": "RS256"})
OTHER = jwk.RSAKey.generate_key(2048, {"kid": "k1", "alg": "RS256"})
USERS: dict[str, dict[str, Any]] = {
    "agathe": {"email": "agathe.lormeau@courriel.example", "email_verified": True,
               "customer_number": "C-1001"},
    "tom": {"email": "tom.whitfield@post.example", "email_verified": True},
    "unchecked": {"email": "agathe.lormeau@courriel.example", "email_verified": False},
}  # fmt: skip
app = FastAPI()
codes: dict[str, dict[str, str]] = {}
state = {"mode": "honest"}


@app.post("/be/{mode}")
def be(mode: str) -> None:
    state["mode"] = mode


@app.get("/.well-known/openid-configuration")
def discovery() -> dict[str, Any]:
    if state["mode"] == "away":
        raise HTTPException(503)
    issuer = "https://elsewhere.example" if state["mode"] == "discovery_issuer" else ISSUER
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{ISSUER}/authorize",
        "token_endpoint": f"{ISSUER}/token",
        "jwks_uri": f"{ISSUER}/keys",
        "id_token_signing_alg_values_supported": ["RS256"],
    }


@app.get("/keys")
def keys() -> dict[str, Any]:
    return {"keys": [KEY.as_dict(private=False)]}


@app.get("/authorize")
def authorize(
    client_id: str,
    redirect_uri: str,
    state: str,
    nonce: str,
    code_challenge: str,
    code_challenge_method: str,
    scope: str,
    user: str = "",
) -> Any:
    if client_id != CLIENT or code_challenge_method != "S256" or "openid" not in scope:
        raise HTTPException(400)
    if not user:
        here = (
            f"/authorize?client_id={client_id}&redirect_uri={redirect_uri}&state={state}"
            f"&nonce={nonce}&code_challenge={code_challenge}&code_challenge_method=S256"
            "&scope=openid&user="
        )
        links = "".join(f'<p><a href="{here}{name}">{name}</a></p>' for name in USERS)
        return HTMLResponse(f"<h1>Who are you?</h1>{links}")
    code = secrets.token_urlsafe(16)
    codes[code] = {"user": user, "nonce": nonce, "challenge": code_challenge, "to": redirect_uri}
    return RedirectResponse(f"{redirect_uri}?code={code}&state={state}&iss={ISSUER}", 303)


@app.post("/token")
def token(
    code: str = Form(),
    code_verifier: str = Form(),
    redirect_uri: str = Form(),
    authorization: str = Header(),
) -> dict[str, Any]:
    shown = base64.b64decode(authorization.removeprefix("Basic ")).decode()
    asked = codes.pop(code, None)
    digest = hashlib.sha256(code_verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    if asked is None or challenge != asked["challenge"] or redirect_uri != asked["to"]:
        raise HTTPException(400)
    if shown.replace("%20", " ").replace("+", " ") != f"{CLIENT}:{SECRET}":
        raise HTTPException(401)
    now = int(time.time())
    claims: dict[str, Any] = {
        "iss": ISSUER, "aud": CLIENT, "sub": asked["user"], "iat": now, "exp": now + 300,
        "nonce": asked["nonce"], "acr": "gold", **USERS[asked["user"]],
    }  # fmt: skip
    return {"access_token": "opaque", "token_type": "Bearer", "id_token": lied(claims)}


def lied(claims: dict[str, Any]) -> str:
    mode, now = state["mode"], int(time.time())
    changes: dict[str, dict[str, Any]] = {
        "issuer": {"iss": "https://elsewhere.example"},
        "audience": {"aud": "another-client"},
        "nonce": {"nonce": "of another sign-in"},
        "expired": {"exp": now - 3600, "iat": now - 7200},
        "party": {"aud": [CLIENT, "another-client"], "azp": "another-client"},
    }
    claims |= changes.get(mode, {})
    if mode == "none":
        return unsigned(claims)
    if mode == "public_key_as_secret":
        pem = KEY.as_pem(private=False)
        secret = jwk.OctKey.import_key(pem)
        return jwt.encode({"alg": "HS256", "kid": "k1"}, claims, secret, algorithms=["HS256"])
    key = OTHER if mode == "key_swap" else KEY
    signed = jwt.encode({"alg": "RS256", "kid": "k1"}, claims, key)
    return signed[:-8] + "AAAAAAAA" if mode == "signature" else signed


def unsigned(claims: dict[str, Any]) -> str:
    import json  # noqa: PLC0415

    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'none'})}.{part(claims)}."


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=PORT, log_level="error")
