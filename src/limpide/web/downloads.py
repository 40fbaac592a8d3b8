"""Files of strangers: downloaded, never opened as a page of ours."""

from urllib.parse import quote

from fastapi import Response


def download(name: str, content: bytes) -> Response:
    """Give a file to keep (RFC 6266), whatever it says it is."""
    plain = name.replace('"', "").replace("\\", "").encode("ascii", "replace").decode()
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    headers = {
        "Content-Disposition": disposition,
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return Response(content, media_type="application/octet-stream", headers=headers)
