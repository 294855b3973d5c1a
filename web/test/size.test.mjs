// How fast the page opens and filters. The times are printed; only a page that cannot be used fails.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { close, open, report, root, seeds } from "./harness.mjs";

after(close);

const unusable = 10_000; // milliseconds
const shared = join(root, "../shared/gold");

// texts reads articles of the files given where they are there, and fills up with copies of the sample articles.
function texts(count, files) {
  const lines = files
    .map((f) => join(shared, `${f}.jsonl`))
    .filter((f) => existsSync(f))
    .flatMap((f) => readFileSync(f, "utf8").trim().split("\n"));
  const out = lines
    .map((l) => JSON.parse(l))
    .slice(0, count)
    .map(({ id, text }) => ({ id, text }));
  for (let i = 0; out.length < count; i++) out.push(...seeds().map((s) => ({ ...s, id: `${i}/${s.id}` })));
  return { articles: out.slice(0, count), found: lines.length >= count };
}

// filter returns the milliseconds from a change of a filter to the frame that shows it, for each of some values.
function filter(page, field, values) {
  return page.evaluate(
    async ([field, values]) => {
      const input = document.getElementById(`filter-${field}`);
      const times = [];
      for (const value of [...values, ""]) {
        const start = performance.now();
        input.value = value;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        times.push(Math.round(performance.now() - start));
      }
      return times;
    },
    [field, values],
  );
}

for (const [count, files] of [
  [207, ["ww-dev"]],
  [2000, ["ww-train", "conll03-train", "conll03-dev", "ww-dev", "nne-dev"]],
]) {
  test(`${count} articles`, async (t) => {
    const { articles, found } = texts(count, files);
    const { url, bytes } = report(`size-${count}`, articles);
    const page = await open(url);
    const opened = Math.round(await page.evaluate(() => performance.getEntriesByName("ready")[0].startTime));
    const times = {};
    for (const view of ["overview", "people", "articles"]) {
      await page.evaluate((h) => (location.hash = h), `#${view}`);
      times[`${view} by name`] = await filter(page, "name", ["a", "an", "ana"]);
      times[`${view} by role`] = await filter(page, "role", ["m", "minister"]);
      times[`${view} by words`] = await filter(page, "words", ["s", "strike"]);
    }
    t.diagnostic(
      `${count} articles${found ? "" : ", copies of the sample articles among them"}: ` +
        `${(bytes / 1e6).toFixed(1)} MB, open in ${opened} ms`,
    );
    for (const [what, ms] of Object.entries(times)) t.diagnostic(`  filter ${what}: ${ms.join(", ")} ms`);
    const sorted = Object.values(times)
      .flat()
      .sort((a, b) => a - b);
    t.diagnostic(`  filters: median ${sorted[sorted.length >> 1]} ms, slowest ${sorted.at(-1)} ms`);
    assert.ok(Math.max(opened, sorted.at(-1)) < unusable);
    assert.deepEqual(page.faults, []);
    await page.close();
  });
}
