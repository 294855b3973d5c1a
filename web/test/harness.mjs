// What the tests in the browser share: pages made by the real program, opened in headless Chromium.
//
//   ROSTER    the program, ../bin/roster where unset
//   CHROMIUM  the browser, else the first of the usual names on the PATH

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const root = join(import.meta.dirname, "../..");
export const folder = mkdtempSync(join(tmpdir(), "roster-page-"));
export const program = process.env.ROSTER ?? join(root, "bin/roster");

function browserPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const found = process.env.PATH.split(delimiter)
    .flatMap((d) => names.map((n) => join(d, n)))
    .find((p) => existsSync(p));
  if (!found) throw new Error(`no browser: none of ${names.join(", ")} is on the PATH; set CHROMIUM`);
  return found;
}

let browser; // started by the first page

// close ends the browser and removes the pages.
export async function close() {
  await browser?.close();
  rmSync(folder, { recursive: true });
}

// seeds are the sample articles, each under a day of its own in March 2026.
export function seeds() {
  const names = readdirSync(join(root, "seeds")).sort();
  return names.map((name, i) => ({
    id: `2026-03-${String(i + 1).padStart(2, "0")}-${name}`,
    text: readFileSync(join(root, "seeds", name), "utf8"),
  }));
}

// report writes the page of some articles or records and returns its address and size in bytes.
export function report(name, lines) {
  const output = join(folder, `${name}.html`);
  run(["report", input(name, lines), "-o", output]);
  return { url: pathToFileURL(output).href, bytes: statSync(output).size };
}

// extract returns the records of some articles.
export function extract(lines) {
  return run(["extract", input("extract", lines)]);
}

// input writes articles or records to a file and returns its path.
function input(name, lines) {
  const path = join(folder, `${name}.jsonl`);
  writeFileSync(path, lines.map((l) => JSON.stringify(l) + "\n").join(""));
  return path;
}

function run(args) {
  const options = { cwd: folder, stdio: ["ignore", "pipe", "inherit"], maxBuffer: 2 ** 30 };
  return execFileSync(program, ["--quiet", ...args], options);
}

// open opens a page and collects what it must not do: errors, messages, dialogs and requests.
export async function open(url, options = {}) {
  browser ??= await chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  page.faults = [];
  page.on("console", (m) => page.faults.push(`console: ${m.text()}`));
  page.on("pageerror", (e) => page.faults.push(`error: ${e.message}`));
  page.on("dialog", (d) => (page.faults.push(`dialog: ${d.message()}`), d.dismiss()));
  page.on("request", (r) => foreign(r.url(), url) && page.faults.push(`request: ${r.url()}`));
  await page.goto(url);
  if (!url.startsWith("about:")) await page.locator("main h2").first().waitFor();
  return page;
}

// foreign says whether a page has no business at an address: that of a file may load itself alone, that of a server what
// lies below it.
function foreign(address, page) {
  const own = page.split("#")[0];
  return own.startsWith("http:") ? !address.startsWith(own) : address.split("#")[0] !== own;
}

// drawn waits until what was changed is on the screen.
export function drawn(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
