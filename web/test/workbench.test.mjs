// The way of a new user: a wrong mention, why it is there, a rule that mends it, and what that changes.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { close, root } from "./harness.mjs";
import { accept, choose, endAll, eventually, labels, marks, reviewed, view } from "./viewing.mjs";

after(async () => {
  await endAll();
  await close();
});

const labelled = ["PERSON", "ROLE", "ORGANIZATION", "PLACE"];
const records = (text) =>
  text
    .trim()
    .split("\n")
    .map((l) => JSON.parse(l));

// mislabelled is a mention of several words in the sample articles, the first of its text, whose label their gold does
// not have.
function mislabelled(v) {
  const gold = new Map(records(v.run("convert", join(root, "testdata/gold"))).map((d) => [d.id, d]));
  for (const { id, spans } of records(v.run("extract", "seeds"))) {
    const right = new Map(gold.get(id.replace(/\.txt$/, "")).spans.map((s) => [`${s.start} ${s.end}`, s.label]));
    for (const s of spans) {
      const label = right.get(`${s.start} ${s.end}`);
      const first = spans.find((x) => x.text === s.text) === s && /^[^\n]+ [^\n]+$/.test(s.text);
      if (first && labelled.includes(label) && label !== s.label) return { ...s, id, was: s.label, label };
    }
  }
  throw new Error("no mention of the sample articles has a wrong label");
}

test("from a wrong mention to a rule that mends it", async () => {
  const v = await view();
  const wrong = mislabelled(v);
  const page = await v.open();
  const label = wrong.label.toLowerCase();

  await page.getByRole("link", { name: "Articles", exact: true }).click();
  await page.getByRole("searchbox", { name: "Article" }).fill(wrong.id);
  await page.locator(".article-row a").first().click();
  await choose(page, wrong.text);
  const details = page.getByRole("complementary", { name: "Details" });
  assert.ok((await details.locator("h2").first().innerText()).startsWith(wrong.text));
  assert.match(
    await details.locator(".why-body").innerText(),
    new RegExp(`it (for|is) an? ${wrong.was.toLowerCase()}`),
  );

  await details.locator(`#label-${label}`).click();
  await page.locator("#proposal-0").waitFor();
  const title = await page.locator(".proposal b").first().innerText();
  assert.ok(title.includes(wrong.text) && title.includes(wrong.label), title);
  assert.match(await page.locator(".proposal .tally").first().innerText(), /relabelled/);
  assert.match(await page.locator(".proposal .written").first().innerText(), /rules\.yaml[^]*examples:/);
  assert.equal(v.read("rules.yaml"), null, "nothing is written before it is accepted");
  await accept(page);

  const drawer = page.getByRole("region", { name: "What changed" });
  await drawer.waitFor();
  const told = await drawer.innerText();
  for (const part of [wrong.text, "relabelled", "rules.yaml", "corrections.jsonl", "config.yaml"]) {
    assert.ok(told.includes(part), `${part} in ${told}`);
  }
  await drawer.getByText("What changed", { exact: true }).click();
  const changes = await drawer.locator(".change.relabelled").allInnerTexts();
  assert.ok(
    changes.some((c) => c.includes(wrong.text)),
    changes.join(),
  );
  assert.equal((await labels(page, wrong.text))[0], label);
  assert.match((await marks(page, wrong.text).first().getAttribute("aria-label")) ?? "", /reviewed$/);
  assert.equal(await reviewed(page), 1);
  await eventually(async () => {
    assert.match(await details.locator(".why-body").innerText(), /rules\.yaml:\d+/, "why names the new rule");
  });

  const rule = v.read("rules.yaml");
  assert.match(rule, /^version: 1\n/);
  assert.match(rule, new RegExp(`action: relabel\\n +label: ${wrong.label}\\n`));
  assert.ok(rule.includes(`[${wrong.text}]`), "an example has the mention");
  assert.match(v.read("config.yaml"), /^  files:[^#]*rules\.yaml/m);
  v.run("rules", "check", "rules.yaml"); // throws where it fails
  const again = records(v.run("extract", "seeds")).find((d) => d.id === wrong.id);
  assert.equal(again.spans.find((s) => s.start === wrong.start && s.end === wrong.end).label, wrong.label);

  const [line] = records(v.read("corrections.jsonl"));
  assert.equal(line.id, wrong.id);
  assert.deepEqual(
    line.spans.filter((s) => s.reviewed).map(({ start, end, label, reviewed }) => ({ start, end, label, reviewed })),
    [{ start: wrong.start, end: wrong.end, label: wrong.label, reviewed: "corrected" }],
  );
  assert.match(v.run("eval", "corrections.jsonl"), /names +100\.00/);

  await drawer.getByRole("button", { name: /Undo/ }).click();
  await eventually(() => assert.equal(v.read("rules.yaml"), null));
  assert.equal(v.read("corrections.jsonl"), null);
  assert.deepEqual(page.faults, []);
  await page.close();
});
