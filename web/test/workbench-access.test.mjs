// The workbench for everyone: axe in its views, panels and dialogs, and what fits on small screens.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { beat, rules } from "./beat.mjs";
import { close, drawn } from "./harness.mjs";
import { accept, choose, endAll, marks, put, view } from "./viewing.mjs";

after(async () => {
  await endAll();
  await close();
});

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const article = "#article?article=a.txt";
let v;
before(async () => (v = await view(beat)));

// scenes are what the workbench adds to the report's page, in the order in which a page goes through them.
const scenes = {
  mention: (page) => choose(page, "Green Reef"),
  proposals: async (page) => {
    await page.locator("#label-place").click();
    await page.locator("#accept").waitFor();
  },
  changes: async (page) => {
    await accept(page);
    const drawer = page.getByRole("region", { name: "What changed" });
    await drawer.waitFor();
    await drawer.locator("summary").click();
  },
  undone: async (page) => {
    await page.locator("#drawer-undo").click();
    await page.locator("#drawer-redo").waitFor();
    await page.locator("#drawer-close").click();
  },
  stretch: async (page) => {
    await page.keyboard.press("ArrowRight");
    await page.locator(".why-body p:not(.waiting)").first().waitFor();
  },
  choosing: async (page) => {
    await marks(page, "Müller").click();
    await page.locator("#join").click();
    await page.locator("#same-as").waitFor();
  },
  help: async (page) => {
    await page.locator("#help").click();
    await page.getByRole("dialog").waitFor();
  },
  rules: async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Rules", exact: true }).click();
    await page.locator(".cm-content").waitFor();
  },
  "an error at its line": async (page) => {
    await put(page, rules.replace("label: PERSON", "label: NOBODY"));
    await page.locator(".problems li").first().waitFor();
  },
  completion: async (page) => {
    await put(page, "ver");
    await page.keyboard.press("Control+Space");
    await page.locator(".cm-tooltip-autocomplete").waitFor();
    await page.locator(".preview-body:not(.waiting)").waitFor();
  },
};

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing serious, ${colorScheme}, ${width} wide`, async (t) => {
      const page = await v.open(article, { colorScheme, viewport: { width, height: 900 } });
      await page.evaluate(axe);
      for (const [name, act] of Object.entries(scenes)) {
        await act(page);
        await drawn(page);
        const { violations } = await page.evaluate(() => axe.run());
        t.diagnostic(`${name}: ${violations.map((x) => `${x.id} (${x.impact})`).join(", ") || "nothing"}`);
        const serious = violations.filter((x) => x.impact === "serious" || x.impact === "critical");
        const told = serious.map(
          (x) =>
            `${x.id}: ${x.nodes
              .map((n) => n.html)
              .slice(0, 3)
              .join(" ")}`,
        );
        assert.deepEqual(told, [], name);
        assert.deepEqual(await page.evaluate(overflowing), [], name);
      }
      await page.close();
    });
  }
}

// overflowing lists the parts of a page that are too narrow for what is in them.
function overflowing() {
  return [...document.querySelectorAll("html, main, .rail, .panel, .drawer, dialog[open]")]
    .filter((e) => e.scrollWidth > e.clientWidth + 1)
    .map((e) => `${e.tagName} ${e.className} ${e.scrollWidth} of ${e.clientWidth} wide`);
}
