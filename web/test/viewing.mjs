// What the tests of the workbench share: roster view over copies of the sample articles, in a folder of its own.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { folder as scratch, open, program, root } from "./harness.mjs";

const running = new Set();

// view starts roster view with arguments, over the sample articles named in seeds (all of them where it is left out) and
// with files beside them, by name. A seed is under seeds/, the configuration is the repository's where files has none.
export async function view({ files = {}, seeds, args = ["seeds"] } = {}) {
  const folder = mkdtempSync(join(scratch, "view-"));
  if (!seeds) cpSync(join(root, "seeds"), join(folder, "seeds"), { recursive: true });
  for (const name of seeds ?? []) cpSync(join(root, "seeds", name), join(folder, "seeds", name));
  cpSync(join(root, "config.yaml"), join(folder, "config.yaml"));
  const write = (name, text) => writeFileSync(join(folder, name), text);
  for (const [name, text] of Object.entries(files)) write(name, text);
  const started = await start(folder, args);
  return {
    ...started,
    folder,
    write,
    read: (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : null),
    run: (...args) => execFileSync(program, ["--quiet", ...args], { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 30 }),
    open: (hash = "", options) => open(started.url + hash, options),
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
