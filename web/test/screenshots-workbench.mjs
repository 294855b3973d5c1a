// Takes the pictures of docs/workbench.md from the sample articles: node test/screenshots-workbench.mjs FOLDER

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { close, drawn } from "./harness.mjs";
import { accept, choose, endAll, eventually, put, reviewed, select, view } from "./viewing.mjs";

const folder = resolve(process.argv[2]);
mkdirSync(folder, { recursive: true });
const wide = { viewport: { width: 1280, height: 800 } };
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

// review goes through the first uncertain mentions by keyboard, and looks at the list of the others.
async function review() {
  await page.locator("#next").focus();
  const before = await reviewed(page);
  for (let done = 0; done < 3; done++) {
    await page.keyboard.press(done ? "a" : "n");
    await eventually(async () =>
      (await reviewed(page)) === before + done ? null : Promise.reject(new Error("not yet")),
    );
  }
  await page.locator(".why-body p:not(.waiting)").first().waitFor();
  await picture(page, "review");
  await page.keyboard.press("?");
  await picture(page, "help");
  await page.keyboard.press("Escape");
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
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
