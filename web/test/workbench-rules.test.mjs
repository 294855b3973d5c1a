// Editing rules: in the page, and in an editor of one's own.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { beat, rules } from "./beat.mjs";
import { close } from "./harness.mjs";
import { endAll, eventually, put, view } from "./viewing.mjs";

after(async () => {
  await endAll();
  await close();
});

const more = rules.replace("Müller]", "Müller, Le Réduit]");
const broken = rules.replace("label: ORGANIZATION", "label: ORGANISATION");
const refusal = "console: Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)";

// edit opens the rule file of a beat in the editor.
async function edit(v) {
  const { files } = await v.state();
  const page = await v.open(`#rules?file=${files.find((f) => f.name === "mine.yaml").key}`);
  const text = page.locator(".cm-content");
  await text.waitFor();
  return { page, text, preview: page.locator(".preview"), notice: page.getByRole("alert") };
}

// lines are what the editor shows.
const lines = (page) =>
  page
    .locator(".cm-line")
    .allInnerTexts()
    .then((all) => all.map((l) => l.replace(/\n$/, "")).join("\n"));

test("what is typed is completed, tried and saved", async () => {
  const v = await view(beat);
  const { page, preview } = await edit(v);
  assert.equal(await lines(page), rules);

  await page.locator(".cm-line", { hasText: "phrases: [Zoë" }).click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("prio");
  const options = page.locator(".cm-tooltip-autocomplete li");
  await options.first().waitFor();
  assert.deepEqual(await options.allInnerTexts(), ["priority"]);
  await options.first().click();
  await page.keyboard.type("3");
  assert.match(await lines(page), /Müller\]\n    priority: 3\n/);
  await page.keyboard.press("Enter");
  await page.keyboard.type("phr");
  await eventually(async () => assert.match(await lines(page), /\n    phr\n/));
  assert.equal(await options.filter({ hasText: "phrases" }).count(), 0, "a key that is there is not offered again");
  await page.keyboard.press("Escape");

  await put(page, more);
  await eventually(async () => assert.match(await preview.innerText(), /1 new mention in 1 article/));
  const change = preview.locator(".change");
  assert.equal(await change.count(), 1);
  assert.match(await change.innerText(), /not in Le Réduit\. Green Reef paid\.\s+new\s+Person\s+b\.txt/);
  assert.equal(v.read("mine.yaml"), rules, "nothing is written before it is saved");
  assert.ok(!(await v.state()).undo);

  await page.locator(".cm-content").focus();
  await page.keyboard.press("ControlOrMeta+s");
  await eventually(() => assert.equal(v.read("mine.yaml"), more));
  await page.getByRole("region", { name: "What changed" }).waitFor();
  await page.locator(".status", { hasText: "As on disk" }).waitFor();
  v.run("rules", "check", "mine.yaml");
  assert.match(v.run("extract", "articles"), /"text":"Le Réduit","label":"PERSON"/);

  await page.locator("#drawer-undo").click();
  await eventually(() => assert.equal(v.read("mine.yaml"), rules));
  await eventually(async () => assert.equal(await lines(page), rules, "the editor follows"));
  assert.deepEqual(page.faults, []);
  await page.close();
});

test("a broken rule shows its error at the line, and the last good state stays", async () => {
  const v = await view(beat);
  const before = await v.state();
  const { page, preview, notice } = await edit(v);
  await put(page, broken);
  const problem = page.getByRole("list", { name: "What is wrong" }).getByRole("listitem");
  await problem.filter({ hasText: "ORGANISATION" }).waitFor();
  const line = broken.split("\n").findIndex((l) => l.includes("ORGANISATION")) + 1;
  assert.match(await problem.innerText(), new RegExp(`^Line ${line} `));
  assert.equal(await page.locator(".cm-lintRange-error").innerText(), "ORGANISATION");
  assert.match(await preview.innerText(), /last good rules stay/);

  await page.keyboard.press("ControlOrMeta+s");
  await notice.filter({ hasText: "nothing was written" }).waitFor();
  assert.equal(v.read("mine.yaml"), rules);
  const now = await v.state();
  assert.deepEqual([now.revision, now.documents], [before.revision, before.documents]);
  await page.getByRole("link", { name: "Articles", exact: true }).click();
  await page.locator(".article-row a").first().click();
  assert.ok((await page.locator("main article a.mark.organization").count()) > 0, "the marks stay");
  await page.getByRole("link", { name: "Rules", exact: true }).click();
  assert.equal(await lines(page), broken, "what was typed stays");

  await problem.getByRole("button", { name: `Line ${line}` }).click();
  assert.equal(await page.locator(".cm-activeLine").innerText(), "    label: ORGANISATION");
  await page.locator("#revert").click();
  await eventually(async () => assert.equal(await problem.count(), 0));
  assert.equal(await lines(page), rules);
  assert.deepEqual(page.faults, [refusal]);
  await page.close();
});

test("the page follows an editor of one's own", async () => {
  const v = await view(beat);
  const { page } = await edit(v);
  v.write("mine.yaml", more);
  await eventually(async () => assert.equal(await lines(page), more));
  const drawer = page.getByRole("region", { name: "What changed" });
  await drawer.filter({ hasText: "1 new mention in 1 article" }).waitFor();

  v.write("mine.yaml", broken);
  const problem = page.getByRole("list", { name: "What is wrong" }).getByRole("listitem");
  await problem.filter({ hasText: "ORGANISATION" }).waitFor();
  await drawer.filter({ hasText: "last good rules stay" }).waitFor();
  const texts = (s) => s.documents.map((d) => d.spans.length / 6);
  assert.deepEqual(texts(await v.state()), [6, 5], "the last good run stays");

  v.write("mine.yaml", rules);
  await eventually(async () => assert.equal(await problem.count(), 0));
  v.write("articles/c.txt", "Zoë Müller is back.\n");
  await eventually(async () => assert.equal(await page.title(), "Who is in these 3 articles"));
  assert.deepEqual(page.faults, []);
  await page.close();
});

test("a text that is not saved is kept when the file changes", async () => {
  const v = await view(beat);
  const { page, notice } = await edit(v);
  const mine = rules.replace("as they sign", "mine");
  await put(page, mine);
  v.write("mine.yaml", more);
  await notice.filter({ hasText: "changed elsewhere" }).waitFor();
  assert.equal(await lines(page), mine);
  await page.locator(".cm-content").focus();
  await page.keyboard.press("ControlOrMeta+s");
  await page.locator("#take").click();
  await eventually(async () => assert.equal(await lines(page), more));
  assert.equal(v.read("mine.yaml"), more, "what the other wrote is not overwritten");

  await put(page, mine);
  v.write("mine.yaml", rules);
  await page.locator("#keep").click();
  await eventually(async () => assert.equal(await page.locator("#save").getAttribute("aria-disabled"), "false"));
  await page.locator("#save").click();
  await eventually(() => assert.equal(v.read("mine.yaml"), mine));
  assert.deepEqual(page.faults, []);
  await page.close();
});
