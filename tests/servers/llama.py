"""llama.cpp's own server with an OpenAI-compatible API, for tests/mind/real.rs.

    python llama.py MODEL.gguf

Says where it listens, and ends when its standard input does: with the test, however that ends.
"""

import sys

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.port = 0
params.n_ctx = 4096
params.n_parallel = 1
params.cpuparams.n_threads = 1
params.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(params)
print("listening at", server.listening_address, flush=True)
sys.stdin.read()
