// Who may talk to the workbench, what it refuses, and what the page says when it is not there.

import assert from "node:assert/strict";
import { request } from "node:http";
import { after, test } from "node:test";
import { beat, rules } from "./beat.mjs";
import { close } from "./harness.mjs";
import { choose, endAll, eventually, put, start, view } from "./viewing.mjs";

after(async () => {
  await endAll();
  await close();
});

// ask makes a request with any headers and returns the answer's status, headers and body.
function ask(address, { method = "GET", headers = {}, body = "" } = {}) {
  return new Promise((done, failed) => {
    const r = request(address, { method, headers }, (answer) => {
      let text = "";
      answer.on("data", (part) => (text += part));
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, text }));
    });
    r.on("error", failed).end(body);
  });
}

test("strangers are refused", async () => {
  const v = await view(beat);
  const { origin, port } = new URL(v.url);
  const state = `${v.url}api/state`;
  const undo = `${v.url}api/undo`;
  const json = { "Content-Type": "application/json" };
  assert.equal((await ask(state)).status, 200);
  for (const host of [`evil.example:${port}`, "127.0.0.1", `127.0.0.1.evil.example:${port}`, `0.0.0.0:${port}`]) {
    const { status, text } = await ask(state, { headers: { Host: host } });
    assert.equal(status, 403, host);
    assert.ok(!text.includes("Müller"), host);
  }
  for (const o of ["http://evil.example", "null", `http://localhost:${port}`, undefined]) {
    const headers = o ? { ...json, Origin: o } : json;
    assert.equal((await ask(undo, { method: "POST", headers, body: "{}" })).status, 403, o);
  }
  assert.equal((await ask(state, { headers: { Origin: "http://evil.example" } })).status, 403);
  assert.equal((await ask(state, { headers: { "Sec-Fetch-Site": "cross-site" } })).status, 403);
  const own = { Origin: origin };
  assert.equal(
    (await ask(undo, { method: "POST", headers: { ...json, ...own }, body: "{}" })).status,
    409,
    "nothing yet",
  );
  assert.equal(
    (await ask(undo, { method: "POST", headers: { ...own, "Content-Type": "text/plain" }, body: "{}" })).status,
    415,
  );
  for (const path of ["", "api/state", `${"A".repeat(26)}/`, `${"A".repeat(26)}/api/state`]) {
    const { status, text } = await ask(`${origin}/${path}`);
    assert.equal(status, 404, path);
    assert.ok(!text.includes("Müller"), path);
  }
  const { headers } = await ask(v.url);
  for (const part of ["default-src 'none'", "script-src 'self';", "frame-ancestors 'none'"]) {
    assert.ok(headers["content-security-policy"].includes(part), part);
  }
  assert.equal(headers["referrer-policy"], "no-referrer");
});

test("a hostile article is text, and its text no rule", async () => {
  const attack = `<img src=x onerror="window.attacked=1"></script><script>window.attacked=2</script>`;
  const text = `Zoë Müller met ${attack} in Lyon.\n`;
  const v = await view({ ...beat, files: { ...beat.files, "articles/a.txt": text } });
  const page = await v.open("#article?article=a.txt");
  await choose(page, "Zoë Müller");
  await page.locator("#end-out").click();
  for (let i = 0; i < 6; i++) await page.locator("#end-out").click();
  await page.getByRole("button", { name: /these borders/ }).click();
  await page.locator("#only-here").click();
  await page.locator("form.proposing").waitFor({ state: "detached" });
  assert.deepEqual(
    await page.evaluate(() => [window.attacked, document.scripts.length, document.querySelectorAll("img").length]),
    [undefined, 1, 0],
  );
  assert.equal(await page.locator("main article").innerText(), text);
  assert.ok(v.read("corrections.jsonl").includes("Zoë Müller met"));
  assert.deepEqual(page.faults, []);
  await page.close();
});

test("read-only shows all and writes nothing", async () => {
  const v = await view({ ...beat, args: ["--read-only", "articles"] });
  const page = await v.open("#article?article=a.txt");
  await page.getByRole("alert").filter({ hasText: "Read-only" }).waitFor();
  await choose(page, "Green Reef");
  for (const id of ["right", "wrong", "label-place", "join", "start-out", "undo", "redo"]) {
    assert.equal(await page.locator(`#${id}:visible`).count(), 0, id);
  }
  await page.keyboard.press("x");
  await page.keyboard.press("a");
  assert.equal(await page.locator("form.proposing").count(), 0);
  await page.getByRole("link", { name: "Rules", exact: true }).click();
  await page.locator(`.files button`, { hasText: "mine.yaml" }).click();
  await put(page, rules.replace("Ana Kovač, ", ""));
  await page.locator(".preview", { hasText: "2 mentions lost in 2 articles" }).waitFor();
  await page.keyboard.press("ControlOrMeta+s");
  const { origin } = new URL(v.url);
  const answer = await ask(`${v.url}api/undo`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: origin },
    body: "{}",
  });
  assert.equal(answer.status, 403);
  assert.equal(v.read("mine.yaml"), rules);
  assert.equal(v.read("corrections.jsonl"), null);
  await page.close();
});

test("the page says when Roster has ended", async () => {
  const v = await view(beat);
  const page = await v.open("#article?article=a.txt");
  await choose(page, "Green Reef");
  assert.equal(await v.end(), 0, "Ctrl-C ends it in peace");
  const lost = page.getByRole("alert").filter({ hasText: "Roster has ended or does not answer" });
  await lost.waitFor();
  await page.keyboard.press("x");
  await eventually(async () => assert.match(await page.getByRole("alert").innerText(), /does not answer\./));
  assert.equal(await page.locator("main article").count(), 1, "what was seen stays");

  const { port } = new URL(v.url);
  const again = await start(v.folder, ["--port", port, "articles"]);
  assert.notEqual(again.url, v.url, "the token is new");
  assert.equal((await ask(v.url)).status, 404, "the old address leads nowhere");
  await lost.filter({ hasText: "another address" }).waitFor();
  await page.close();
});
