// Corrections: each ends in the files as it was promised, undo restores their bytes, and redo brings them back.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { article, beat, rules } from "./beat.mjs";
import { close } from "./harness.mjs";
import { accept, choose, endAll, eventually, labels, marks, reviewed, select, view } from "./viewing.mjs";

after(async () => {
  await endAll();
  await close();
});

let v;
let page;
before(async () => {
  v = await view(beat);
  page = await v.open("#article?article=a.txt");
});

const names = ["mine.yaml", "corrections.jsonl", "config.yaml"];
const contents = () => Object.fromEntries(names.map((name) => [name, v.read(name)]));
const line = () => JSON.parse(v.read("corrections.jsonl").split("\n")[0]);
const spans = (verdict) =>
  line()
    .spans.filter((s) => s.reviewed === verdict)
    .map((s) => `${s.label} ${s.text}`);

// added is what was put into the rule file, whose other lines are as they were.
function added() {
  const now = v.read("mine.yaml");
  const old = rules.split("\n");
  const lines = now.split("\n").filter((l) => (l === old[0] ? (old.shift(), false) : true));
  assert.deepEqual(old, [], `the lines that were there stay:\n${now}`);
  return lines.join("\n");
}

// corrected makes a correction, checks what has come of it, and takes it back, brings it again and takes it back.
async function corrected(act, check) {
  const files = contents();
  await page.reload();
  await act();
  await check();
  v.run("rules", "check", "mine.yaml");
  v.run("eval", "corrections.jsonl");
  const then = contents();
  assert.notDeepEqual(then, files);
  await page.locator("#undo").click();
  await eventually(() => assert.deepEqual(contents(), files));
  await eventually(async () => assert.equal(await reviewed(page), 0));
  await page.locator("#redo").click();
  await eventually(() => assert.deepEqual(contents(), then));
  await eventually(check);
  await page.locator("#undo").click();
  await eventually(() => assert.deepEqual(contents(), files));
  await eventually(async () => assert.equal(await reviewed(page), 0));
  assert.deepEqual(page.faults, []);
}

test("wrong: it is dropped wherever it is found", () =>
  corrected(
    async () => {
      await choose(page, "Grand Baie");
      await page.locator("#wrong").click();
      await page.getByRole("radio", { name: "“Grand Baie” is never an ORGANIZATION" }).check();
      assert.match(await page.locator(".effect:visible .tally").innerText(), /3 mentions lost in 2 articles/);
      await accept(page, "“Grand Baie” is never an ORGANIZATION");
    },
    async () => {
      assert.equal(await marks(page, "Grand Baie").count(), 0);
      assert.match(added(), /action: drop[^]*Grand Baie[^]*examples:/);
      assert.deepEqual(
        line().removed.map(({ text, label, start }) => [text, label, start]),
        [["Grand Baie", "ORGANIZATION", [...article.slice(0, article.indexOf("Grand Baie"))].length]],
      );
      assert.equal(await reviewed(page), 1);
    },
  ));

test("wrong only here: no rule is written", () =>
  corrected(
    async () => {
      await choose(page, "Grand Baie");
      await page.locator("#wrong").click();
      await page.locator("#only-here").click();
      await page.locator("form.proposing").waitFor({ state: "detached" });
    },
    async () => {
      assert.equal(v.read("mine.yaml"), rules);
      assert.equal(line().removed[0].text, "Grand Baie");
      assert.equal(
        line().spans.some((s) => s.text === "Grand Baie"),
        false,
      );
    },
  ));

test("another label", () =>
  corrected(
    async () => {
      await choose(page, "Grand Baie");
      await page.locator("#label-place").click();
      await accept(page, "“Grand Baie” is always a PLACE");
    },
    async () => {
      assert.deepEqual(await labels(page, "Grand Baie"), ["place"]);
      assert.match(added(), /action: relabel\n +label: PLACE[^]*Grand Baie/);
      assert.deepEqual(spans("corrected"), ["PLACE Grand Baie"]);
    },
  ));

test("other borders", () =>
  corrected(
    async () => {
      await choose(page, "Green Reef");
      await page.locator("#start-out").click();
      await page.locator("#end-out").click();
      await page.getByRole("button", { name: /Give “Green Reef” .* these borders/ }).click();
      await accept(page);
    },
    async () => {
      assert.equal(await marks(page, "of Green Reef sailed").count(), 1);
      assert.match(added(), /of Green Reef sailed/);
      assert.deepEqual(spans("corrected"), ["ORGANIZATION of Green Reef sailed"]);
    },
  ));

test("a mention that is missed, added by selecting its text", () =>
  corrected(
    async () => {
      await select(page, "paid");
      await page.locator(".panel h2", { hasText: "“paid”" }).waitFor();
      await page.locator("#label-role").click();
      await accept(page);
    },
    async () => {
      assert.deepEqual(await labels(page, "paid"), ["role"]);
      assert.match(added(), /label: ROLE[^]*paid/);
      assert.deepEqual(spans("corrected"), ["ROLE paid"]);
    },
  ));

test("joined with another", () =>
  corrected(
    async () => {
      await choose(page, "Müller");
      await page.locator("#join").click();
      await page.getByRole("searchbox", { name: /The same person as/ }).fill("kovac");
      await page.getByRole("button", { name: /^Ana Kovač/ }).click();
      await accept(page);
    },
    async () => {
      assert.match(added(), /entities:[^]*Ana Kovač[^]*Müller/);
      const said = line().spans.find((s) => s.reviewed);
      assert.deepEqual([said.text, said.same], ["Müller", "Ana Kovač"]);
    },
  ));

test("split from what it is not", () =>
  corrected(
    async () => {
      await choose(page, "Müller");
      await page.locator("#split").click();
      await accept(page);
    },
    async () => {
      assert.match(added(), /entities:[^]*Zoë Müller[^]*never:[^]*Müller/);
      const said = line().spans.find((s) => s.reviewed);
      assert.deepEqual([said.text, said.apart], ["Müller", "Zoë Müller"]);
      assert.notEqual(said.entity, "Zoë Müller");
    },
  ));

test("what is accepted goes to the rule that was made before", async () => {
  await choose(page, "Grand Baie");
  await page.locator("#label-place").click();
  await accept(page, "is always a PLACE");
  await choose(page, "Ana Kovač");
  await page.locator("#label-place").click();
  await accept(page, "is always a PLACE");
  assert.equal(v.read("mine.yaml").match(/action: relabel/g).length, 1, v.read("mine.yaml"));
  v.run("rules", "check", "mine.yaml");
  await page.locator("#undo").click();
  await page.locator("#drawer-redo").waitFor();
  await page.locator("#undo").click();
  await eventually(() => assert.equal(v.read("mine.yaml"), rules));
});

// A namesake is one of three people of a surname.
const namesake = {
  ...beat,
  files: {
    ...beat.files,
    "articles/a.txt": "Zoë Müller, Ida Müller, Max Müller came.\n\nMüller paid.\n",
    "found.yaml": rules
      .replace("version: 1", "version: 1\npriority: -10")
      .replace("[Zoë", "[Max Müller, Ida Müller, Zoë"),
    "mine.yaml": "version: 1\nrules: []\n",
    "config.yaml": beat.files["config.yaml"].replace("[mine.yaml]", "[found.yaml, mine.yaml]"),
  },
};

test("a rule that would cut another name is not chosen for the person, and says so", async () => {
  const v = await view(namesake);
  const page = await v.open("#article?article=a.txt");
  await choose(page, "Müller");
  await page.locator("#join").click();
  await page.getByRole("button", { name: /^Zoë Müller/ }).click();
  await page.locator("#only-here").waitFor();
  const alias = page.getByRole("radio", { name: "“Müller” is Zoë Müller" });
  assert.match(await page.locator(".proposal", { has: alias }).innerText(), /It cuts “Ida Müller” short/);
  assert.equal(await page.locator("input[name=proposal]:checked").count(), 0);
  assert.equal(await page.locator("#accept").isDisabled(), true);
  await page.keyboard.press("Enter");
  assert.equal(v.read("corrections.jsonl"), null);
  await page.keyboard.press("Space");
  assert.equal(await page.locator("input[name=proposal]:checked").count(), 1);
  await alias.check();
  await page.locator("#accept").click();
  await page.locator("form.proposing").waitFor({ state: "detached" });
  assert.match(v.read("mine.yaml"), /aliases: \["Müller"\]/);
  assert.deepEqual(page.faults, []);
});

test("borders move by what the program takes for words", async () => {
  const files = { ...beat.files, "articles/a.txt": "The LG J&K Zoë Müller led.\n" };
  files["mine.yaml"] = rules.replace("[Zoë Müller,", '["J&K Zoë Müller",');
  files["mine.yaml"] = files["mine.yaml"].replace("[Zoë Müller] met", "[J&K Zoë Müller] met");
  const v = await view({ ...beat, files });
  const page = await v.open("#article?article=a.txt");
  await choose(page, "J&K Zoë Müller");
  await page.keyboard.press("{");
  await page.locator(".panel h2", { hasText: "“Zoë Müller”" }).waitFor();
  await page.keyboard.press("[");
  await page.keyboard.press("[");
  await page.locator(".panel h2", { hasText: "“LG J&K Zoë Müller”" }).waitFor();
  await page.keyboard.press("{");
  await page.keyboard.press("{");
  await page.getByRole("button", { name: /these borders/ }).click();
  await page.locator("#only-here").click();
  await page.locator("form.proposing").waitFor({ state: "detached" });
  const corrected = JSON.parse(v.read("corrections.jsonl")).spans.filter((s) => s.reviewed);
  assert.deepEqual(
    corrected.map((s) => s.text),
    ["Zoë Müller"],
  );
  assert.deepEqual(page.faults, []);
});
