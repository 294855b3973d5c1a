import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { close, drawn, open, report, seeds } from "./harness.mjs";

after(close);

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { url } = report("access", seeds());
const article = "#article?article=2026-03-07-leaders-telephone-talks.txt";
const views = {
  overview: "#overview",
  people: "#people?entity=person%2FBeatriz+Lousada",
  roles: "#roles",
  articles: "#articles?name=lousada&with=person%2FBeatriz+Lousada",
  article,
  "a mention": `${article}&at=11&entity=person%2FBeatriz+Lousada`,
  review: "#review?below=0.9",
};

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing serious, ${colorScheme}, ${width} wide`, async (t) => {
      const page = await open(url, { colorScheme, viewport: { width, height: 900 } });
      await page.evaluate(axe);
      for (const [name, hash] of Object.entries(views)) {
        await page.evaluate((h) => (location.hash = h), hash);
        await drawn(page);
        const { violations, passes } = await page.evaluate(() => axe.run());
        assert.ok(
          passes.some((p) => p.id === "color-contrast"),
          name,
        );
        t.diagnostic(`${name}: ${violations.map((v) => `${v.id} (${v.impact})`).join(", ") || "nothing"}`);
        const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
        assert.deepEqual(
          serious.map(
            (v) =>
              `${v.id}: ${v.nodes
                .map((n) => n.html)
                .slice(0, 3)
                .join(" ")}`,
          ),
          [],
          name,
        );
      }
      await page.close();
    });
  }
}

test("the first stops of Tab are the skip link, the views and the filters", async () => {
  const page = await open(url);
  const stops = [];
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press("Tab");
    stops.push(await page.evaluate(() => document.activeElement.textContent || document.activeElement.id));
  }
  assert.deepEqual(stops.slice(0, 3), ["Skip to the content", "Overview", "People"]);
  assert.equal(stops[8], "filter-name");
  await page.keyboard.press("Shift+Tab");
  await page.locator(".skip").focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.close();
});

test("motion is reduced where that is asked for", async () => {
  const page = await open(url + article, { reducedMotion: "reduce" });
  const moving = await page.evaluate(
    () => [...document.querySelectorAll("*")].filter((e) => getComputedStyle(e).transitionDuration !== "0s").length,
  );
  assert.equal(moving, 0);
  await page.close();
});
