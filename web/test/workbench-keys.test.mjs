// The workbench by keyboard alone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { close, open } from "./harness.mjs";
import { endAll, eventually, focused, reviewed, start, view } from "./viewing.mjs";

after(async () => {
  await endAll();
  await close();
});

let v;
let page;
let uncertain; // article and start of each mention that scored below 0.6, in reading order
before(async () => {
  v = await view();
  page = await v.open();
  const { documents } = await v.state();
  uncertain = documents.flatMap(({ id, spans }) =>
    spans.flatMap((x, i) => (i % 6 === 0 && spans[i + 3] < 600 ? [`${id} ${x}`] : [])),
  );
  assert.ok(uncertain.length > 5);
});

// here is the article and the start of the mention that is chosen, which the page's address says.
const here = () => {
  const query = new URLSearchParams(page.url().split("?")[1]);
  return `${query.get("article")} ${query.get("at")}`;
};
const arrived = (place) => eventually(() => assert.equal(here(), place));
const press = (...keys) => keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
const onMark = () => page.evaluate(() => document.activeElement.matches("article a.mark[aria-current]"));
const count = (n) => eventually(async () => assert.equal(await reviewed(page), n));

test("from one uncertain mention to the next, and back", async () => {
  await press("n");
  await arrived(uncertain[0]);
  assert.ok(await onMark());
  await press("n");
  await arrived(uncertain[1]);
  await press("p");
  await arrived(uncertain[0]);
  await press("p");
  await arrived(uncertain.at(-1));
  await press("n");
  await arrived(uncertain[0]);
  assert.ok(await onMark());
});

test("right goes on to the next and counts", async () => {
  assert.match(await page.locator(".progress").innerText(), /^0 of \d+ reviewed/);
  await press("a");
  await count(1);
  await arrived(uncertain[1]);
  await eventually(async () => assert.ok(await onMark()));
  await press("a");
  await count(2);
  await arrived(uncertain[2]);
  await press("p");
  await arrived(uncertain.at(-1)); // those before are reviewed
  await press("n");
  await arrived(uncertain[2]);
});

test("wrong, a label, and what is chosen among rules", async () => {
  await press("x");
  await eventually(async () => assert.equal(await focused(page), "proposal-0"));
  await press("ArrowDown");
  await eventually(async () => assert.equal(await focused(page), "proposal-1"));
  assert.ok(await page.locator(".proposal").nth(1).locator(".effect").isVisible());
  assert.ok(!(await page.locator(".proposal").first().locator(".effect").isVisible()));
  await press("Escape");
  await page.locator("form.proposing").waitFor({ state: "detached" });
  assert.ok(await onMark(), "the focus is on the mention again");
  assert.equal(here(), uncertain[2]);

  const label = await page.locator("article a.mark[aria-current]").getAttribute("aria-label");
  const [other, key] = label.includes("person") ? ["organization", "3"] : ["person", "1"];
  await press(key);
  await eventually(async () => assert.equal(await focused(page), "proposal-0"));
  await press("Enter");
  await count(3);
  await eventually(async () => assert.ok(await onMark()));
  const now = await page.locator("article a.mark[aria-current]").getAttribute("aria-label");
  assert.ok(now.includes(other) && now.endsWith("reviewed"), now);
  assert.match(v.read("rules.yaml"), new RegExp(other, "i"));
});

test("undo and redo", async () => {
  await press("u");
  await count(2);
  assert.equal(v.read("rules.yaml"), null);
  await press("U");
  await count(3);
  assert.ok(v.read("rules.yaml"));
  await press("u");
  await count(2);
});

test("borders", async () => {
  const chosen = () => page.locator(".panel .borders bdi").innerText();
  const word = await chosen();
  await press("[");
  await eventually(async () => assert.ok((await chosen()).endsWith(` ${word}`), await chosen()));
  await press("{");
  await eventually(async () => assert.equal(await chosen(), word));
  await press("]");
  await eventually(async () => assert.ok((await chosen()).startsWith(word) && (await chosen()) !== word));
  await press("Enter");
  await page.locator("form.proposing").waitFor();
  await press("Escape", "Escape");
  await eventually(() => assert.match(page.url(), /#article\?article=[^&]*$/));
});

test("help", async () => {
  await press("?");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  const before = here();
  await press("n", "x", "u");
  assert.equal(here(), before, "no key goes through the help");
  await press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await press("n");
  await eventually(() => assert.notEqual(here(), before));
});

test("no key is taken from what is typed", async () => {
  const before = here();
  await page.getByRole("searchbox", { name: "Name" }).focus();
  await page.keyboard.type("napx13u?");
  assert.equal(await page.getByRole("searchbox", { name: "Name" }).inputValue(), "napx13u?");
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.equal(await page.locator("form.proposing").count(), 0);
  await page.getByRole("searchbox", { name: "Name" }).fill("");
  assert.equal(here().split(" ")[0], before.split(" ")[0]);
  await page.getByRole("link", { name: "Rules", exact: true }).click();
  await page.locator(".cm-content").focus();
  await page.keyboard.type("# nau?");
  assert.match(await page.locator(".cm-content").innerText(), /# nau\?/);
  assert.equal(await reviewed(page), 2);
});

test("what is reviewed is there again the next time", async () => {
  assert.deepEqual(page.faults, []);
  await page.close();
  assert.match(v.run("eval", "corrections.jsonl"), /names/);
  await v.end();
  page = await open((await start(v.folder, ["seeds"])).url);
  assert.equal(await reviewed(page), 2);
  await press("n");
  await arrived(uncertain[2]);
  await page.close();
});
