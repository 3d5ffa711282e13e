#!/usr/bin/env bash
# llama.cpp's server, set up for several players at once.
#
#     bash tools/hosting/llama.sh MODEL.gguf
#
# It runs `llama-server` if that is on the PATH, and otherwise the same server out of pip (`pip install xllamacpp`;
# PYTHON names the interpreter that has it). The rest is said by variables, with what they are if nothing is said:
#
#     PORT=8081 HOST=127.0.0.1   where it listens
#     SLOTS=4                    so many are answered at once; more wait in line
#     CONTEXT=4096               tokens for each: the game's longest question with its answer has room in it
#     THREADS=2                  cores
#     BATCH=128                  so many tokens of questions are read in one go. Only then it looks whether a player has
#                                left, and only then do the others get their next word: 128 without a GPU, 2048 with one
#     LLAMA_API_KEY              the key that it wants; without it, it wants none

set -euo pipefail
model="${1:?which model? As: bash tools/hosting/llama.sh MODEL.gguf}"
: "${PORT:=8081}" "${HOST:=127.0.0.1}" "${SLOTS:=4}" "${CONTEXT:=4096}" "${THREADS:=2}" "${BATCH:=128}"

if command -v llama-server >/dev/null; then
    # Only errors go to the log; there is no list of who is answered now, and no web page.
    exec llama-server --model "$model" --alias samantha --host "$HOST" --port "$PORT" \
        --parallel "$SLOTS" --ctx-size $((SLOTS * CONTEXT)) --threads "$THREADS" --batch-size "$BATCH" \
        --cache-ram 256 --no-slots --no-ui --cors-origins localhost --verbosity 1
fi
export PORT HOST SLOTS CONTEXT THREADS BATCH
exec "${PYTHON:-python3}" - "$model" <<'PYTHON'
import os
import sys
import threading

import xllamacpp

said = os.environ
params = xllamacpp.CommonParams()
params.model.path, params.model_alias = sys.argv[1], {"samantha"}
params.hostnames, params.port = [said["HOST"]], int(said["PORT"])
params.n_parallel = int(said["SLOTS"])
params.n_ctx = params.n_parallel * int(said["CONTEXT"])
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = int(said["THREADS"])
params.n_batch = int(said["BATCH"])
params.cache_ram_mib = 256
params.endpoint_slots = params.ui = False
params.cors_origins, params.cors_origins_explicit = "localhost", True
params.verbosity = 1
if said.get("LLAMA_API_KEY"):
    params.api_keys = [said["LLAMA_API_KEY"]]
server = xllamacpp.Server(params)
print("listening at", server.listening_address, flush=True)
threading.Event().wait()
PYTHON
