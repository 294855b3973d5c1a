import assert from "node:assert/strict";
import { after, test } from "node:test";
import { close, drawn, open, report } from "./harness.mjs";

after(close);

const attacks = [
  "</script><script>window.attacked = 1</script>",
  "<img src=x onerror='window.attacked = 2'>",
  '"><svg onload=window.attacked=3>',
  "</textarea></title></style><iframe src='javascript:parent.attacked=4'></iframe>",
  "<!-- <script> --> ]]> &lt;b&gt; &amp; ${attacked} {{attacked}}",
  "javascript:window.attacked=5",
  "\u202Egnirts desrever\u202C \u2067isolated \u202Dand left open",
  "é\u0301 🌱 \u2028 \u2029 \u0000 \uFEFF __proto__ constructor",
];

// hostile is a record whose every part is an attack: id, text, names, sources, countries, roles and bodies.
function hostile(attack, i) {
  const text = `${attack}\n\n${attack}, ${attack} of ${attack}.\n`;
  const size = [...attack].length;
  const at = [size + 2, 2 * size + 4, 3 * size + 8];
  const span = (start, label, entity) => ({
    start,
    end: start + size,
    text: attack,
    label,
    score: 0.5,
    source: `rule:${attack}`,
    entity,
  });
  return {
    id: `${i} ${attack}`,
    text,
    spans: [span(at[0], "PERSON", 0), span(at[1], "ROLE", null), span(at[2], "PLACE", 1)],
    entities: [
      { id: 0, label: "PERSON", name: attack, aliases: [attack], spans: [0], country: null },
      { id: 1, label: "PLACE", name: attack, aliases: [], spans: [2], country: attack },
    ],
    positions: [
      {
        span: 1,
        role: attack,
        holder: null,
        holders: [0],
        of: { entity: 1, name: attack, text: `${attack}!`, country: attack },
        status: attack,
      },
    ],
    meta: { roster: "", config: "", sha256: "", warnings: [attack] },
  };
}

const { url } = report("hostile", attacks.map(hostile));

// inert says that nothing of an article became an element, an attribute that runs, or a script.
async function inert(page, where) {
  assert.deepEqual(page.faults, [], where);
  const found = await page.evaluate(() => ({
    attacked: window.attacked,
    scripts: document.scripts.length,
    foreign: document.querySelectorAll(
      "img, iframe, object, embed, textarea, base, meta[http-equiv=refresh], body style",
    ).length,
    handlers: [...document.querySelectorAll("*")].flatMap((e) =>
      e.getAttributeNames().filter((n) => n.startsWith("on")),
    ),
    addresses: [...document.querySelectorAll("[href]")]
      .map((e) => e.getAttribute("href"))
      .filter((h) => !h.startsWith("#")),
  }));
  assert.deepEqual(found, { attacked: undefined, scripts: 1, foreign: 0, handlers: [], addresses: [] }, where);
}

test("hostile articles are text in every view", async () => {
  const page = await open(url);
  for (const view of ["overview", "people", "roles", "places", "organizations", "articles", "review?below=1"]) {
    await page.evaluate((h) => (location.hash = h), `#${view}`);
    await drawn(page);
    await inert(page, view);
  }
  await page.close();
});

test("a hostile article reads as it is written", async () => {
  const page = await open(url);
  for (const [i, attack] of attacks.entries()) {
    const query = new URLSearchParams({ article: `${i} ${attack}`, at: String(2 * attack.length + 4) });
    await page.evaluate((h) => (location.hash = h), `#article?${query}`);
    await drawn(page);
    assert.deepEqual(
      await page.locator("article p").evaluateAll((ps) => ps.map((p) => p.textContent)),
      [attack, `${attack}, ${attack} of ${attack}.\n`],
      attack,
    );
    assert.equal(await page.locator("article a.mark").count(), 3, attack);
    await page.locator("article a.mark").first().hover();
    await page.getByRole("tooltip").waitFor();
    await inert(page, attack);
    await page.mouse.move(0, 0);
  }
  await page.close();
});

test("addresses cannot bring markup in", async () => {
  for (const attack of attacks) {
    const query = new URLSearchParams({
      article: attack,
      entity: attack,
      name: attack,
      role: attack,
      words: attack,
      country: attack,
      date: attack,
      with: attack,
      hide: attack,
      order: attack,
      below: attack,
    });
    const page = await open(`${url}#article?${query}`);
    await inert(page, attack);
    await page.close();
  }
});

test("a direction that an article leaves open ends with it", async () => {
  const page = await open(url + "#people");
  const isolated = await page
    .locator(".name-row .name > *")
    .evaluateAll((es) => es.map((e) => getComputedStyle(e).unicodeBidi));
  assert.ok(isolated.length >= attacks.length);
  assert.ok(
    isolated.every((v) => v.includes("isolate")),
    isolated.join(),
  );
  await page.close();
});

test("the policy refuses what the page does not hold", async () => {
  const page = await open(url);
  const refused = await page.evaluate(async () => {
    const seen = [];
    document.addEventListener("securitypolicyviolation", (e) => seen.push(e.effectiveDirective));
    const script = document.createElement("script");
    let markup = "";
    try {
      document.body.innerHTML += "<b>markup</b>";
    } catch (e) {
      markup = e.name;
    }
    try {
      script.textContent = "window.attacked = 6";
      document.body.append(script);
    } catch {
      /* refused before it could be inserted */
    }
    await fetch("data:text/plain,x").catch(() => {});
    await new Promise((done) => setTimeout(done, 50));
    return { markup, seen, attacked: window.attacked };
  });
  assert.equal(refused.markup, "TypeError");
  assert.equal(refused.attacked, undefined);
  assert.ok(refused.seen.includes("connect-src"), refused.seen.join());
  await page.close();
});
