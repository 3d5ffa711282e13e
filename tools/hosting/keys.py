"""Who may ask, and how often: LiteLLM's own hook for that (`custom_auth` in litellm.yaml).

A player’s key is a line in the file that ROOM_TONE_KEYS names (or keys.txt beside this file): the key, what
you call the player and, if you like, that player's own limit of questions a minute. The file is read again whenever it
has changed, so a line taken out is a key revoked at once. Lines that begin with # are left out."""

import os
from pathlib import Path

from fastapi import Request
from litellm.proxy._types import ProxyException, UserAPIKeyAuth

FILE = Path(os.environ.get("ROOM_TONE_KEYS") or Path(__file__).with_name("keys.txt"))
# A question is asked for each thing that is typed: ten a minute is somebody who types fast.
A_MINUTE = int(os.environ.get("QUESTIONS_A_MINUTE", 10))
# The game asks one thing at a time; the second is for whoever types before the first is over.
AT_ONCE = int(os.environ.get("QUESTIONS_AT_ONCE", 2))
# A question with its answer is about a thousand tokens.
TOKENS_A_MINUTE = int(os.environ.get("TOKENS_A_MINUTE", 20_000))

known, read = {}, None


def players():
    """Name and limit by key, as the file has them now. Each line has a key and a name at least."""
    global known, read
    changed = FILE.stat().st_mtime_ns
    if changed != read:
        lines = [line.split() for line in FILE.read_text().splitlines() if line.strip() and not line.startswith("#")]
        known = {key: (name, int(own[0]) if own else A_MINUTE) for key, name, *own in lines}
        read = changed
    return known


async def user_api_key_auth(request: Request, api_key: str) -> UserAPIKeyAuth:
    api_key = (api_key or "").removeprefix("Bearer ")
    if api_key not in players() or not request.url.path.endswith(("/chat/completions", "/models")):
        raise ProxyException("no such key, or not for this", "auth_error", "key", 401)
    name, a_minute = known[api_key]
    return UserAPIKeyAuth(
        api_key=api_key,
        key_alias=name,
        rpm_limit=a_minute,
        tpm_limit=TOKENS_A_MINUTE,
        max_parallel_requests=AT_ONCE,
    )
