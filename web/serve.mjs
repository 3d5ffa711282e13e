#!/usr/bin/env node
// Serves a folder to this machine only: node web/serve.mjs [--port N] [FOLDER]
//
// Nothing but Node. It says the right types (WebAssembly compiles while it streams), asks the
// browser to keep nothing (a rebuilt game is a new game), and isolates the page (COOP and COEP),
// which a browser wants before it lends more than one thread.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join, normalize, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".ron": "text/plain; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".ogg": "audio/ogg",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ktx2": "image/ktx2",
  ".glb": "model/gltf-binary",
  ".gltf": "model/gltf+json",
  ".ttf": "font/ttf",
  ".otf": "font/otf",
  ".onnx": "application/octet-stream",
};

const HEADERS = {
  "cache-control": "no-cache, no-store",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

/** Starts serving `folder` on 127.0.0.1. Port 0 takes any that is free. */
export function serve(folder, port) {
  const root = resolve(folder);
  const server = createServer(async (request, response) => {
    const no = (status, text) => {
      response.writeHead(status, { ...HEADERS, "content-type": "text/plain; charset=utf-8" });
      response.end(`${text}\n`);
    };
    if (request.method !== "GET" && request.method !== "HEAD") return no(405, "Only GET and HEAD.");
    let path;
    try {
      path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    } catch {
      return no(400, "That address cannot be read.");
    }
    let file = join(root, path);
    // (Links inside the folder are followed: that is how assets/ gets there.)
    if (path.includes("\0") || (file !== root && !file.startsWith(root + sep))) return no(404, "Not here.");
    try {
      let facts = await stat(file);
      if (facts.isDirectory()) {
        file = join(file, "index.html");
        facts = await stat(file);
      }
      if (!facts.isFile()) return no(404, "Not here.");
      response.writeHead(200, {
        ...HEADERS,
        "content-type": TYPES[extname(file).toLowerCase()] ?? "application/octet-stream",
        "content-length": facts.size,
      });
      if (request.method === "HEAD") return response.end();
      createReadStream(file).on("error", () => response.destroy()).pipe(response);
    } catch {
      no(404, "Not here.");
    }
  });
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", () => done({ server, address: `http://127.0.0.1:${server.address().port}/` }));
  });
}

async function main(words) {
  let port = 8080;
  let folder = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
  for (let i = 0; i < words.length; i++) {
    if (words[i] === "--port") port = Number(words[++i]);
    else folder = words[i];
  }
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    console.error("--port wants a number between 0 and 65535.");
    return 2;
  }
  try {
    const { address } = await serve(folder, port);
    console.error(`\n    Room Tone is at  ${address}\n`);
  } catch (error) {
    console.error(error.code === "EADDRINUSE"
      ? `Port ${port} is taken. Try another: ./play --web --port ${port + 1}`
      : `Cannot serve on port ${port}: ${error.message}`);
    return 1;
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2));
}
