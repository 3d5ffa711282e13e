#!/usr/bin/env node
// Plays a little of the game in a real browser: `./test --web` builds it and runs this.
//
//   CHROMIUM=/usr/bin/chromium node web/test.mjs [FOLDER WITH THE BUILD]
//
// The title comes up; a new life begins; the room is drawn; a line typed on the keyboard gets
// Samantha's answer as somebody wrote it; after a reload the same life goes on, and a model that the
// page's address names speaks for her until it is gone. MODEL_AT=http://127.0.0.1:8080/v1 has a real
// one speak there instead of one that only repeats. Pictures of each moment are left in out/web/. It
// looks at the game through `window.roomTone` (web/index.html).

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const BUILD = process.argv[2] ?? join(HERE, "..", "dist");
const PICTURES = join(HERE, "..", "out", "web");
const WORDS = "The rain on the window sounds like somebody typing.";

// A software renderer draws a few frames a second, so everything gets its time.
const LOADING = 180_000;
const A_TURN = 120_000;
const MOST_TURNS = 150;

// --- Looking and telling ---

let passed = 0;
function holds(what) {
  passed += 1;
  console.log(`  ok  ${what}`);
}

/** Waits until `look` finds something, and gives it back. */
async function until(what, limit, look) {
  const end = Date.now() + limit;
  for (;;) {
    const found = await look();
    if (found) return found;
    const failed = await page.evaluate(() => document.documentElement.dataset.failed && document.getElementById("says").textContent);
    assert(!failed, `the page gave up: ${failed}`);
    assert(Date.now() < end, `waited ${limit / 1000} s for ${what}; the last told: ${JSON.stringify((await told()).slice(-4))}`);
    await page.waitForTimeout(250);
  }
}

const told = () => page.evaluate(() => window.roomTone?.told?.() ?? []);
const send = (what) => page.evaluate((json) => window.roomTone.send(json), JSON.stringify(what));
const onScreen = () => page.evaluate(() => window.roomTone?.screen?.());
const lastOf = (list, kind) => list.findLast((one) => one.kind === kind);

/** A picture of the page, kept under a name; how much there is to see in its upper part, so much of it. */
async function picture(name, part = 1) {
  const png = await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  return page.evaluate(async ([data, part]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const paper = document.createElement("canvas");
    [paper.width, paper.height] = [image.width, image.height];
    const pen = paper.getContext("2d");
    pen.drawImage(image, 0, 0);
    const { data: pixels } = pen.getImageData(0, 0, paper.width, Math.round(paper.height * part));
    const colours = new Set();
    let sum = 0, squares = 0, count = 0;
    for (let i = 0; i < pixels.length; i += 16) {
      const light = 0.2126 * pixels[i] + 0.7152 * pixels[i + 1] + 0.0722 * pixels[i + 2];
      colours.add(((pixels[i] >> 3) << 10) | ((pixels[i + 1] >> 3) << 5) | (pixels[i + 2] >> 3));
      sum += light; squares += light * light; count += 1;
    }
    const mean = sum / count;
    return { colours: colours.size, contrast: Math.sqrt(Math.max(0, squares / count - mean * mean)), mean };
  }, [png.toString("base64"), part]);
}

/** Waits until what is on the page is a picture and not one flat colour. */
async function drawn(what, name, { colours, contrast, part }) {
  let seen;
  await until(what, A_TURN, async () => {
    seen = await picture(name, part);
    return seen.colours >= colours && seen.contrast >= contrast;
  });
  holds(`${what} (${seen.colours} colours, contrast ${seen.contrast.toFixed(1)})`);
}

async function titleIsUp(name) {
  await until("the title", LOADING, async () => (await onScreen()) === "title");
  await page.waitForTimeout(1500); // the veil lifts
  await drawn("the title is on the screen", name, { colours: 8, contrast: 1 });
}

// --- Playing ---

/** Which unlocked choice was taken least often so far: nobody gets stuck looking out of the window. */
const taken = new Map();
function pick(choices) {
  const open = choices.filter((choice) => !choice.locked);
  open.sort((a, b) => (taken.get(a.id) ?? 0) - (taken.get(b.id) ?? 0));
  if (open[0]) taken.set(open[0].id, (taken.get(open[0].id) ?? 0) + 1);
  return open[0];
}

/** Waits for the player's turn: `choices` is the last thing of weight that was told after `since`. */
async function turnAfter(since) {
  return until("a turn to take", A_TURN, async () => {
    const all = await told();
    const at = all.findLastIndex((one) => one.kind === "choices");
    const later = all.slice(at + 1).some((one) => one.kind === "line" || one.kind === "place");
    return at >= since && !later ? { choices: all[at], all } : null;
  });
}

/** Plays on until Samantha has just spoken and listens for typed words. */
async function untilSheListens() {
  let since = 0;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const { choices, all } = await turnAfter(since);
    const spoke = all.filter((one) => one.kind === "line").at(-1)?.who === "samantha";
    if (choices.typing && spoke) return all;
    since = all.length;
    const choice = pick(choices.choices);
    if (choice) await send({ choose: choice.n });
    else await send({ silence: true });
  }
  assert.fail(`after ${MOST_TURNS} turns Samantha still had not asked anything`);
}

/** Washes, on the first morning, and looks into the mirror. */
async function theMirror() {
  let since = 0;
  for (let turn = 0; turn < 6; turn++) {
    const { choices, all } = await turnAfter(since);
    since = all.length;
    const wash = choices.choices.find((choice) => choice.text.includes("towel"));
    await send({ choose: (wash ?? pick(choices.choices)).n });
    if (wash) {
      await page.waitForTimeout(4000); // he goes there
      return drawn("the mirror shows the room, and somebody in it", "2b-mirror", { colours: 60, contrast: 5, part: 0.5 });
    }
  }
  assert.fail("nobody could wash on the first morning");
}

async function play() {
  await page.goto(address);
  await titleIsUp("1-title");

  // Without reading pauses: they go by the game's clock, and a software renderer lets that stand nearly still.
  await send({ pace: "instant" });
  await send({ menu: "new" });
  await until("a place to be in", A_TURN, async () => lastOf(await told(), "place"));
  await page.waitForTimeout(3000); // curtains
  await drawn("the apartment is drawn", "2-apartment", { colours: 60, contrast: 5, part: 0.35 });

  await theMirror();

  const before = await untilSheListens();
  holds("Samantha is there, and listens");
  await picture("3-she-listens");

  // The one line that is typed as a person types it, key by key.
  await page.keyboard.type(WORDS, { delay: 90 });
  await picture("4-typed");
  await page.keyboard.press("Enter");
  const answer = await until("Samantha's answer", A_TURN, async () =>
    (await told()).slice(before.length).find((one) => one.kind === "line" && one.who === "samantha" && !one.breath));
  assert.equal(answer.source, "authored", "what she answers in the browser was written by a person");
  assert(answer.text.trim().length > 0, "she says something");
  holds(`she answers what was typed: “${answer.text}”`);
  const { all } = await turnAfter(before.length);
  await picture("5-answer");
  const kept = await page.evaluate((words) => Object.values({ ...localStorage }).some((text) => text.includes(words)), WORDS);
  assert(kept, "what was typed is in the journal, word for word");
  holds("what was typed is kept, word for word");

  const left = { place: lastOf(all, "place"), state: lastOf(all, "state") };
  await page.reload();
  await titleIsUp("6-title-again");
  await send({ menu: "continue" });
  await turnAfter(0);
  const again = await told();
  const place = lastOf(again, "place");
  assert.deepEqual([place.scene, place.phase, place.day], [left.place.scene, left.place.phase, left.place.day], "the same place, on the same day, in the same light");
  const state = lastOf(again, "state");
  if (state && left.state) assert.deepEqual(state, left.state, "the same state");
  await drawn("after a reload the same life goes on", "7-continued", { colours: 60, contrast: 5, part: 0.35 });
}

// --- A model behind an address ---

/** One that lets any page ask, and says again whatever it is asked to say again, a word at a time. */
async function repeater() {
  const cors = { "access-control-allow-origin": "*", "access-control-allow-headers": "*", "access-control-allow-private-network": "true" };
  const server = createServer(async (request, response) => {
    if (request.method === "OPTIONS") return response.writeHead(204, cors).end();
    let body = "";
    for await (const part of request) body += part;
    const wants = JSON.parse(body).messages.findLast((message) => message.role === "user").content;
    const line = wants.match(/"(.*)"/s)?.[1] ?? "Yes.";
    response.writeHead(200, { ...cors, "content-type": "text/event-stream" });
    for (const word of line.match(/\S+\s*/g)) {
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: word } }] })}\n\n`);
      await new Promise((done) => setTimeout(done, 5));
    }
    response.end("data: [DONE]\n\n");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const stop = () => { server.closeAllConnections(); server.close(); };
  return { url: `http://127.0.0.1:${server.address().port}/v1`, stop };
}

/** Types something once she listens, and gives back the last line of her answer. */
async function asks(words) {
  const before = await untilSheListens();
  await send({ type: words });
  const { all } = await turnAfter(before.length);
  return all.slice(before.length).findLast((one) => one.kind === "line" && one.who === "samantha" && !one.breath);
}

async function playWithAModel() {
  const named = process.env.MODEL_AT;
  const model = named ? { url: named, stop: () => {} } : await repeater();
  await page.goto(`${address}?endpoint=${encodeURIComponent(model.url)}&model=again`);
  await titleIsUp("8-title-with-a-model");
  await send({ pace: "instant" });
  await send({ menu: "continue" });
  const answer = await asks("do you like the rain");
  assert.equal(answer?.source, "endpoint", `the model at the page's address speaks: ${JSON.stringify(answer)}`);
  holds(`a model that the address names speaks for her: “${answer.text}”`);
  if (named) return;
  await examined();
  model.stop();
  const alone = await asks("what did you hear today");
  assert.equal(alone?.source, "authored", "once it is gone, the written line stands in");
  holds(`and once it is gone, she still answers: “${alone.text}”`);
}

/** The doctor looks at it, between frames: the page about it is opened, its second row is chosen, and a grade is kept. */
async function examined() {
  await send({ menu: "minds" });
  await page.waitForTimeout(4_000);
  await page.keyboard.press("2");
  await page.waitForTimeout(4_000);
  await picture("9-who-speaks");
  await page.keyboard.press("2");
  const grade = await until("a grade", A_TURN * 3, () => page.evaluate(() => {
    const grades = Object.entries({ ...localStorage }).find(([name]) => name.endsWith("grades.json"))?.[1];
    return grades?.match(/"endpoint again at [^"]*":\s*"(\w)"/)?.[1];
  }));
  await picture("10-examined");
  holds(`the doctor examines it in a page, and gives it a ${grade}`);
  await page.keyboard.press("Escape");
  await page.waitForTimeout(2_000);
  await page.keyboard.press("Escape");
  await page.waitForTimeout(2_000);
}

// --- The browser ---

mkdirSync(PICTURES, { recursive: true });
const { server, address } = await serve(BUILD, 0);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  headless: true,
  args: [
    "--headless", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
    "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});
const page = await browser.newPage({ viewport: { width: 960, height: 540 } });
const said = [];
page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
page.on("pageerror", (error) => said.push(`error: ${error.message}`));
page.on("requestfailed", (request) => said.push(`not fetched: ${request.url()} ${request.failure()?.errorText}`));

let failed = 0;
try {
  await play();
  await playWithAModel();
} catch (error) {
  failed = 1;
  console.error(`  FAILED  ${error.message}`);
  console.error(said.slice(-40).map((line) => `    | ${line.slice(0, 400)}`).join("\n"));
  await page.screenshot({ path: join(PICTURES, "failed.png") }).catch(() => {});
} finally {
  await browser.close();
  server.closeAllConnections?.();
  server.close();
}
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exitCode = failed;
