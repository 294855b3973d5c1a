// Takes the pictures of docs/workbench.md from the sample articles: node test/screenshots-workbench.mjs FOLDER
//
// pngquant, where it is on the PATH, makes them a third as large.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { close, drawn } from "./harness.mjs";
import { accept, choose, endAll, eventually, put, reviewed, select, view } from "./viewing.mjs";

const folder = resolve(process.argv[2]);
mkdirSync(folder, { recursive: true });
const wide = { viewport: { width: 1440, height: 860 } };
const sports = "#article?article=sports-report.txt";

const v = await view();
const page = await v.open(sports, wide);
await correct();
await write();
await review();
await page.close();
await inOtherLight();
await endAll();
await close();

// correct goes from a wrong mention to a rule, takes it back and brings it again, and selects what was missed.
async function correct() {
  await choose(page, "Rosario Norte");
  await picture(page, "why");
  await page.locator("#label-organization").click();
  await page.locator("#proposal-0").waitFor();
  await picture(page, "proposals");
  await accept(page);
  const drawer = page.getByRole("region", { name: "What changed" });
  await drawer.locator("summary").click();
  await page.locator(".why-body code").first().waitFor();
  await picture(page, "changed");
  await page.locator("#drawer-undo").click();
  await page.locator("#drawer-redo").waitFor();
  await picture(page, "undone");
  await page.locator("#drawer-redo").click();
  await page.locator("#drawer-undo").waitFor();
  await page.locator("#drawer-close").click();
  await select(page, "River Plate");
  await page.locator(".why-body p:not(.waiting)").first().waitFor();
  await picture(page, "selected");
}

// write types a rule, first a good and then a broken one.
async function write() {
  const clubs = (label) => `${v.read("rules.yaml")}
  - id: my.clubs
    label: ${label}
    phrases: [Valdivia Unido, Santa Cruz Femenino, Sydney Swifts]
    examples:
      match: ["[Valdivia Unido] won again."]
`;
  await page.getByRole("link", { name: "Rules", exact: true }).click();
  await put(page, clubs("ORGANIZATION"));
  await page.locator(".preview .change").first().waitFor();
  await page.keyboard.press("ArrowUp");
  await picture(page, "rules");
  await put(page, clubs("ORGANISATION"));
  await page.locator(".problems .fault").first().waitFor();
  await picture(page, "error");
  await page.locator("#revert").click();
}

// review goes by keyboard to an uncertain mention that is right, says so, and is at the next.
async function review() {
  await page.locator("#next").focus();
  const mark = page.locator("article a.mark[aria-current]");
  for (let i = 0; i < 50; i++) {
    await page.keyboard.press("n");
    if ((await mark.first().getAttribute("aria-label")).startsWith("Green Reef, organization")) break;
  }
  const before = await reviewed(page);
  await page.keyboard.press("a");
  await eventually(async () => assert.equal(await reviewed(page), before + 1));
  await page.locator(".why-body p:not(.waiting)").first().waitFor();
  await picture(page, "review");
}

async function inOtherLight() {
  const dark = await v.open(sports, { ...wide, colorScheme: "dark" });
  await choose(dark, "Santa Cruz Femenino");
  await dark.locator("#wrong").click();
  await dark.locator("#proposal-0").waitFor();
  await picture(dark, "dark");
  await dark.close();
  const narrow = await v.open(sports, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  await choose(narrow, "Atlético Salto");
  await picture(narrow, "narrow");
  await narrow.close();
}

async function picture(page, name) {
  await drawn(page);
  await page.mouse.move(0, 0);
  await drawn(page);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  spawnSync("pngquant", ["--force", "--ext", ".png", "--strip", path]);
}
