import assert from "node:assert/strict";
import { after, test } from "node:test";
import { close, drawn, open, report, seeds } from "./harness.mjs";

after(close);

const articles = seeds();
const { url } = report("seeds", articles);
const article = "#article?article=2026-03-07-leaders-telephone-talks.txt";

test("the page opens by itself and has its landmarks", async () => {
  const page = await open(url);
  assert.equal(await page.title(), "Who is in these 15 articles");
  for (const role of ["banner", "main", "search"]) assert.equal(await page.getByRole(role).count(), 1, role);
  assert.equal(await page.getByRole("navigation", { name: "Views" }).count(), 1);
  assert.equal(await page.getByRole("complementary", { name: "Filters" }).count(), 1);
  assert.match(
    await page.locator("main h2").innerText(),
    /^15 articles name \d+ people, \d+ organizations and \d+ places/,
  );
  assert.equal(await page.getByRole("complementary", { name: "Details" }).count(), 0, "nothing is chosen");
  assert.deepEqual(page.faults, []);
  await page.close();
});

test("the filters narrow lists and articles", async () => {
  const page = await open(url + "#people");
  const status = page.getByRole("status");
  await page.getByRole("searchbox", { name: "Name" }).fill("FALCAO nobre");
  assert.equal(await page.locator("main h2").innerText(), "1 person");
  assert.match(await status.innerText(), /^1 of 15 articles/);
  assert.equal(await page.getByRole("list", { name: "People" }).getByRole("link").innerText(), "Rui Falcão Nobre");
  await page.getByRole("link", { name: "Clear the filters" }).click();
  assert.equal(await status.innerText(), "All 15 articles");
  await page.getByRole("combobox", { name: "Role" }).fill("prime minister");
  const holders = await page.getByRole("list", { name: "People" }).getByRole("link").allInnerTexts();
  assert.ok(holders.includes("Beatriz Lousada"), holders.join());
  assert.ok(!holders.includes("Rui Falcão Nobre"), holders.join());
  await page.getByRole("combobox", { name: "Role" }).fill("");
  await page.getByRole("searchbox", { name: "Article" }).fill("SEAPLANES");
  assert.match(await status.innerText(), /^1 of 15 articles/);
  await page.getByRole("link", { name: "Articles", exact: true }).click();
  await page.locator(".article-row").waitFor();
  assert.equal(await page.locator(".article-row mark").innerText(), "seaplanes");
  await page.locator(".article-row a").click();
  assert.equal(await page.evaluate(() => CSS.highlights.get("found").size), 1, "the word is shown");
  await page.getByRole("searchbox", { name: "Article" }).fill("no such words");
  assert.match(await status.innerText(), /^0 of 15 articles/);
  assert.deepEqual(page.faults, []);
  await page.close();
});

test("a country and a day narrow too", async () => {
  const page = await open(url + "#places");
  await page.getByLabel("Country").selectOption("MT");
  assert.match(await page.getByRole("status").innerText(), /^1 of 15/);
  await page.getByRole("link", { name: "Clear the filters" }).click();
  await page.getByRole("link", { name: "Overview" }).click();
  await page.getByRole("link", { name: "2026-03-04: 1 article" }).click();
  assert.equal(
    await page
      .locator(".article-row .id")
      .innerText()
      .then((s) => s.split(" ")[0]),
    articles[3].id,
  );
  await page.getByRole("link", { name: /Remove the filter: from 2026-03-04/ }).click();
  assert.equal(await page.locator("main h2").innerText(), "15 articles");
  await page.close();
});

test("labels can be left out", async () => {
  const none = await open(url + "#overview?hide=PERSON&hide=ORGANIZATION&hide=PLACE");
  assert.equal(await none.locator("main h2").innerText(), "15 articles.");
  await none.close();
  const page = await open(url + article);
  const text = () => page.locator("article").evaluate((a) => a.textContent);
  const before = await text();
  assert.ok((await page.locator("article .mark.role").count()) > 5);
  await page.getByLabel("Role", { exact: true }).and(page.locator("[type=checkbox]")).uncheck();
  assert.equal(await page.locator("article .mark.role").count(), 0);
  assert.ok((await page.locator("article .mark.person").count()) > 5);
  assert.equal(await text(), before, "the text stays");
  await page.close();
});

test("from an entity to its mentions, and back", async () => {
  const page = await open(url + "#people");
  await page.getByRole("link", { name: "Beatriz Lousada", exact: true }).first().click();
  const details = page.getByRole("complementary", { name: "Details" });
  assert.equal(await details.locator("h2").innerText(), "Beatriz Lousada\nPerson".replace("\n", ""));
  assert.match(await details.innerText(), /Prime Minister, Portugal/);
  const list = details.getByRole("list", { name: "Mentions of Beatriz Lousada" });
  assert.equal(await list.getByRole("listitem").count(), 3);
  await list.locator("a.mark").nth(1).click();
  const current = page.locator("article a.mark[aria-current]");
  assert.equal(await current.count(), 1);
  assert.equal(await current.innerText(), "Lousada");
  assert.ok(await current.evaluate((e) => e === document.activeElement), "the mention has the focus");
  assert.ok((await page.locator("article .chosen.person").count()) === 3, "all its mentions are marked");
  const address = page.url();
  await page.goBack();
  assert.equal(
    await page
      .locator("main h2")
      .innerText()
      .then((s) => s.split(" ")[1]),
    "people",
  );
  const other = await open(address);
  assert.equal(await other.locator("article a.mark[aria-current]").innerText(), "Lousada", "the link can be sent on");
  await other.keyboard.press("Escape");
  assert.equal(await other.locator("article a.mark[aria-current]").count(), 0);
  assert.deepEqual([...page.faults, ...other.faults], []);
  await page.close();
  await other.close();
});

test("the roles say who holds what, and where it is said", async () => {
  const page = await open(url + "#roles");
  await page.getByRole("searchbox", { name: "Name" }).fill("lousada");
  const list = page.getByRole("list", { name: "Roles" });
  const first = list.getByRole("listitem").first();
  await first.waitFor();
  assert.deepEqual(await first.locator("a").allInnerTexts(), ["Prime Minister", "Beatriz Lousada"]);
  assert.match(await first.innerText(), /Beatriz Lousada · Portugal\s*3$/);
  await page.getByRole("searchbox", { name: "Name" }).fill("portugal");
  assert.match(await first.innerText(), /Prime Minister\s*Beatriz Lousada · Portugal/, "a body that is no mention");
  await first.locator("a").first().click();
  assert.equal(await page.locator("article a.mark[aria-current]").innerText(), "Prime Minister");
  await page.getByLabel("Role", { exact: true }).and(page.locator("[type=checkbox]")).uncheck();
  await page.getByRole("link", { name: "Roles" }).click();
  assert.equal(await page.locator("main h2").innerText(), "0 roles");
  await page.close();
});

test("the facts of a mention show for pointer and keyboard", async () => {
  const page = await open(url + article);
  const tip = page.getByRole("tooltip");
  await page.locator("a.mark.role").first().hover();
  await tip.waitFor();
  const text = await tip.innerText();
  for (const part of ["Prime Minister", "Beatriz Lousada", "Portugal", "“Portuguese”", "current", "Score", "engine"]) {
    assert.ok(text.includes(part), `${part} in ${text}`);
  }
  await tip.hover();
  await page.waitForTimeout(300);
  assert.ok(await tip.isVisible(), "the pointer may go to it");
  await page.keyboard.press("Escape");
  assert.ok(!(await tip.isVisible()));
  await page.locator("main h2").focus();
  await page.keyboard.press("Tab");
  await tip.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-describedby")), "tip");
  assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), "Prime Minister, role");
  await page.close();
});

test("the review lists the lowest scores first", async () => {
  const page = await open(url + "#review?below=0.9");
  const scores = await page.locator(".weak-row .meter").allInnerTexts();
  assert.ok(scores.length > 10);
  assert.deepEqual(
    scores.map(Number),
    scores.map(Number).sort((a, b) => a - b),
  );
  const first = page.locator(".weak-row a.mark").first();
  const text = await first.innerText();
  await first.click();
  assert.equal(await page.locator("article a.mark[aria-current]").innerText(), text);
  await page.close();
});

test("who appears with whom leads to the articles with both", async () => {
  const page = await open(url);
  await page.getByText("The same as a list").click();
  const pair = page.locator(".pairs a").first();
  const names = (await pair.innerText()).split(" and ");
  await pair.click();
  assert.match(await page.getByRole("status").innerText(), /^1 of 15/);
  for (const name of names) assert.equal(await page.locator(".chips").getByText(name).count(), 1, name);
  await page.close();
});

test("long lists have few rows in the page, and all within reach", async () => {
  const page = await open(url + "#people");
  const total = Number((await page.locator("main h2").innerText()).split(" ")[0]);
  const list = page.getByRole("list", { name: "People" });
  assert.ok((await list.getByRole("listitem").count()) < total / 2);
  await page.locator("main").evaluate((m) => (m.scrollTop = m.scrollHeight));
  await page.locator(`[aria-posinset="${total}"]`).waitFor();
  assert.ok((await list.getByRole("listitem").count()) < total / 2);
  await page.close();
});

// overflowing lists the parts of a page that are too narrow for what is in them, and the rows that are too low.
function overflowing() {
  const wide = [...document.querySelectorAll("html, main, .rail, .panel")]
    .filter((e) => e.scrollWidth > e.clientWidth + 1)
    .map((e) => `${e.tagName} ${e.scrollWidth} of ${e.clientWidth} wide`);
  const high = [...document.querySelectorAll(".row")]
    .filter((e) => e.scrollHeight > e.clientHeight + 1)
    .map((e) => `${e.textContent}: ${e.scrollHeight} of ${e.clientHeight} high`);
  return [...wide, ...high];
}

for (const [width, height] of [
  [320, 640],
  [390, 844],
  [900, 700],
  [1440, 900],
]) {
  test(`all is in its place on a screen of ${width}`, async () => {
    const page = await open(url, { viewport: { width, height } });
    const person = "#people?entity=person%2FBeatriz+Lousada";
    for (const hash of ["#overview", person, "#roles", "#places", "#articles?words=the", article, "#review?below=1"]) {
      await page.evaluate((h) => (location.hash = h), hash);
      await drawn(page);
      assert.deepEqual(await page.evaluate(overflowing), [], hash);
    }
    await page.close();
  });
}

test("the filters fold and unfold with the screen", async () => {
  const page = await open(url, { viewport: { width: 390, height: 844 } });
  const field = page.getByRole("searchbox", { name: "Name" });
  assert.ok(!(await field.isVisible()));
  await page.getByText("Filters").click();
  assert.ok(await field.isVisible());
  await page.getByText("Filters").click();
  await page.setViewportSize({ width: 1440, height: 900 });
  await field.waitFor();
  await page.close();
});

test("two articles of one id are two", async () => {
  const texts = ["Zoë Müller came.", "Zoë Müller went."];
  const page = await open(
    report(
      "twins",
      texts.map((text) => ({ id: "é", text })),
    ).url + "#articles",
  );
  for (const [i, text] of texts.entries()) {
    await page.locator(".article-row a").nth(i).click();
    assert.equal(await page.locator("article").innerText(), text);
    await page.goBack();
  }
  await page.close();
});
