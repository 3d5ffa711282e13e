#!/usr/bin/env node
// Spelling and grammar of everything that a player reads: `node tools/spelling/check.mjs [FOLDER]…`.
//
// Harper does the reading, in British English, on this machine. Names and words of the story stand in `words.txt`.
// Rules that are made for essays and misread talk stand in `unfit.txt`, each with the reason. What is found is told
// with file, line and column; the exit code is 1 if anything was.
//
// Reading all of it takes minutes, so files in which nothing was found are remembered by what is in them, in the
// user's cache folder.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Dialect, LocalLinter } from "harper.js";
import { binary } from "harper.js/binary";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "..", "..");
const FOLDERS = process.argv.length > 2 ? process.argv.slice(2) : [join(ROOT, "assets", "story"), join(ROOT, "mods")];

/** The fields of an authored file that are read by players. */
const READ = /\b(text|under|summary|card|hint|title|body|about)\s*:\s*"((?:[^"\\]|\\.)*)"/g;
/** Other wordings of a line, and what is seen of a thing. */
const LISTED = /\bother\s*:\s*\[((?:\s*"(?:[^"\\]|\\.)*"\s*,?)*)\s*\]/g;
const STRING = /"((?:[^"\\]|\\.)*)"/g;

/** A list, one entry a line; what stands after `#` says why. */
const listed = (name) =>
  readFileSync(join(HERE, name), "utf8").split("\n").map((line) => line.replace(/\s*#.*/, "").trim()).filter(Boolean);

function* files(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else if (path.endsWith(".ron")) yield path;
  }
}

/** Every text of a file with where it begins. A gap reads as what stands in it if there is nothing better. */
function texts(source) {
  const found = [...source.matchAll(READ)].map((match) => ({ raw: match[2], at: match.index + match[0].length - match[2].length - 1 }));
  for (const list of source.matchAll(LISTED)) {
    const from = list.index + list[0].indexOf(list[1]);
    for (const one of list[1].matchAll(STRING)) found.push({ raw: one[1], at: from + one.index + 1 });
  }
  return found.sort((a, b) => a.at - b.at);
}

const said = (raw) => raw.replaceAll('\\"', '"').replace(/\{[^{}|]*\|([^{}]*)\}/g, "$1").replace(/\{[^{}]*\}/g, "that").replace(/\$[a-z_]+/g, "that");

function place(source, at) {
  const before = source.slice(0, at).split("\n");
  return `${before.length}:${before.at(-1).length + 1}`;
}

// --- What was read before ---

const sha = (...texts) => texts.reduce((hash, text) => hash.update(text).update("\0"), createHash("sha256")).digest("hex");
const MEMORY = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "room-tone", "spelling.json");
/** Another word list, another rule or another Harper, and all is read anew. */
const READER = sha(...["check.mjs", "words.txt", "unfit.txt", "package-lock.json"].map((name) => readFileSync(join(HERE, name), "utf8")));

function remembered() {
  try {
    const { reader, clean } = JSON.parse(readFileSync(MEMORY, "utf8"));
    return new Set(reader === READER ? clean : []);
  } catch {
    return new Set();
  }
}

function remember(clean) {
  try {
    mkdirSync(dirname(MEMORY), { recursive: true });
    writeFileSync(MEMORY, JSON.stringify({ reader: READER, clean: [...clean] }));
  } catch (why) {
    console.error(`What was found right is not remembered: ${why.message}`);
  }
}

// --- Reading ---

const linter = new LocalLinter({ binary, dialect: Dialect.British });
await linter.setup();
await linter.importWords(listed("words.txt"));
const rules = await linter.getLintConfig();
const unfit = listed("unfit.txt");
const unknown = unfit.filter((rule) => !(rule in rules));
if (unknown.length > 0) {
  console.error(`tools/spelling/unfit.txt names rules that Harper does not have: ${unknown.join(", ")}`);
  process.exit(2);
}
await linter.setLintConfig({ ...rules, ...Object.fromEntries(unfit.map((rule) => [rule, false])) });

/** Whether a word that Harper doesn't know is one that it does in another form: `Pell’s`, `who’s`, `M.`, `THURSDAY`. */
async function otherForm(word) {
  const stem = word.replace(/[’']s$/, "").replace(/\.$/, "");
  if (stem.length === 1) return true;
  const forms = stem === stem.toUpperCase() ? [stem[0] + stem.slice(1).toLowerCase(), stem.toLowerCase()] : [stem];
  for (const form of forms.filter((form) => form !== word)) {
    const rulesThatFired = await linter.organizedLints(form, { language: "plaintext" });
    if (!("SpellCheck" in rulesThatFired) || rulesThatFired.SpellCheck.length === 0) return true;
  }
  return false;
}

const [known, clean] = [remembered(), new Set()];
let faults = 0, read = 0;
for (const folder of FOLDERS) {
  for (const path of files(folder)) {
    const source = readFileSync(path, "utf8");
    const all = texts(source);
    read += all.length;
    const hash = sha(source);
    if (known.has(hash)) {
      clean.add(hash);
      continue;
    }
    const before = faults;
    // One after the other, as paragraphs: reading them one by one takes several times as long.
    let page = "";
    const begins = all.map(({ raw }) => {
      const begin = page.length;
      page += `${said(raw)}\n\n`;
      return begin;
    });
    const rulesThatFired = await linter.organizedLints(page, { language: "plaintext" });
    for (const [rule, lints] of Object.entries(rulesThatFired)) {
      for (const lint of lints) {
        const { start, end } = lint.span();
        if (rule === "SpellCheck" && (await otherForm(page.slice(start, end)))) continue;
        const index = begins.findLastIndex((begin) => begin <= start);
        const words = page.slice(begins[index], page.indexOf("\n\n", begins[index]));
        const better = lint.suggestions().map((one) => one.get_replacement_text()).filter(Boolean).slice(0, 3);
        faults += 1;
        console.log(`${relative(ROOT, path)}:${place(source, all[index].at)}: “${page.slice(start, end)}” in “${words}”`);
        console.log(`  ${rule}: ${lint.message()}${better.length > 0 ? ` (${better.join(", ")})` : ""}`);
      }
    }
    if (faults === before) clean.add(hash);
  }
}
remember(clean);
console.log(`spelling: ${read} texts read, ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;
