// What the tests of the workbench share: roster view over copies of the sample articles, in a folder of its own.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { folder as scratch, open, program, root } from "./harness.mjs";

const running = new Set();

// view starts roster view with arguments in a folder with files, by name and text. Where no file is given, these are the
// sample articles in seeds/ and the repository's configuration.
export async function view({ files, args = ["seeds"] } = {}) {
  const folder = mkdtempSync(join(scratch, "view-"));
  const path = (name) => join(folder, name);
  const write = (name, text) => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(`${name}.new`), text);
    renameSync(path(`${name}.new`), path(name));
  };
  for (const [name, text] of Object.entries(files ?? {})) write(name, text);
  for (const name of files ? [] : ["seeds", "config.yaml"]) cpSync(join(root, name), path(name), { recursive: true });
  const started = await start(folder, args);
  return {
    ...started,
    folder,
    write,
    read: (name) => (existsSync(path(name)) ? readFileSync(path(name), "utf8") : null),
    run: (...args) =>
      execFileSync(program, ["--quiet", ...args], { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 30 }),
    open: (hash = "", options) => open(started.url + hash, options),
    state: async () => (await fetch(`${started.url}api/state`)).json(),
  };
}

// start starts roster view in a folder and returns its address when it answers, and what ends it.
export async function start(folder, args) {
  const process = spawn(program, ["--quiet", "view", ...args], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  running.add(process);
  const ended = new Promise((done) => process.on("close", (code) => (running.delete(process), done(code))));
  const line = new Promise((done) => createInterface(process.stdout).once("line", done));
  const url = await Promise.race([line, ended.then((code) => Promise.reject(new Error(`roster view ended: ${code}`)))]);
  return { url, end: () => (process.kill("SIGINT"), ended) };
}

// endAll ends what is still running.
export async function endAll() {
  await Promise.all([...running].map((p) => new Promise((done) => (p.on("close", done), p.kill("SIGINT")))));
}

// eventually waits until a check passes, and fails as it does when it never does.
export async function eventually(check) {
  const end = Date.now() + 30_000;
  for (;;) {
    try {
      return await check();
    } catch (e) {
      if (Date.now() > end) throw e;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

// marks are the mentions with a text in the article that is read.
export function marks(page, text) {
  return page.locator("main article a.mark").and(page.getByText(text, { exact: true }));
}

// choose clicks a mention of the article that is read and waits for the explanation.
export async function choose(page, text, nth = 0) {
  await marks(page, text).nth(nth).click();
  await page.locator(".why-body p:not(.waiting)").first().waitFor();
}

// accept accepts the rule with a title, the first where none is given, and waits until it is in force.
export async function accept(page, title = "") {
  await page.getByRole("radio", { name: title }).first().check();
  await page.locator("#accept").click();
  await page.locator("form.proposing").waitFor({ state: "detached" });
}

// labels are the labels of a mention's marks, in the order of the text.
export function labels(page, text) {
  return marks(page, text).evaluateAll((all) => all.map((m) => m.ariaLabel.split(", ")[1]));
}

// focused says what has the focus.
export function focused(page) {
  return page.evaluate(() => {
    const { id, tagName, textContent } = document.activeElement;
    return id || `${tagName.toLowerCase()} ${textContent}`;
  });
}

// reviewed is how many mentions the page says are reviewed.
export async function reviewed(page) {
  return Number((await page.locator(".progress").innerText()).split(" ")[0]);
}

// put replaces the text in the editor of a page by typing another over it.
export async function put(page, text) {
  await page.locator(".cm-content").focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

// select selects words of the article that is read with the mouse, and waits until the panel is about them.
export async function select(page, text) {
  const box = await page.locator("main article p", { hasText: text }).first().evaluate(boxOf, text);
  await page.mouse.move(box.left + 1, box.y);
  await page.mouse.down();
  await page.mouse.move(box.right - 1, box.y, { steps: 4 });
  await page.mouse.up();
  await page.locator(".panel h2", { hasText: `“${text}”` }).waitFor();
}

// boxOf is where a text stands that no mention cuts.
function boxOf(paragraph, text) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.nodeValue.indexOf(text);
    if (at < 0) continue;
    const range = new Range();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + text.length);
    range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
    const { left, right, top, bottom } = range.getBoundingClientRect();
    return { left, right, y: (top + bottom) / 2 };
  }
}
