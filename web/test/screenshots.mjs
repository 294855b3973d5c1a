// Takes the pictures of docs/report.md from the sample articles: node test/screenshots.mjs FOLDER

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { close, drawn, open, report, seeds } from "./harness.mjs";

const folder = resolve(process.argv[2]);
mkdirSync(folder, { recursive: true });
const { url } = report("pictures", seeds());
const talks = "article=2026-03-07-leaders-telephone-talks.txt";
const wide = { viewport: { width: 1440, height: 900 } };
const narrow = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const dark = { ...wide, colorScheme: "dark" };

await picture("overview", wide, "#overview");
await picture("together", wide, "#overview", (page) => page.locator(".pictures").scrollIntoViewIfNeeded());
await picture("people", wide, "#people?role=minister&entity=person%2FBeatriz+Lousada");
await picture("article", wide, `#article?${talks}`, (page) => page.locator("a.mark.role").nth(1).hover());
await picture("article-dark", dark, `#article?${talks}&at=11&entity=person%2FBeatriz+Lousada`);
await picture("review-dark", dark, "#review?below=0.7");
await picture("overview-narrow", narrow, "#overview");
await picture("article-narrow", narrow, `#article?${talks}&at=11&entity=person%2FBeatriz+Lousada`);
await close();

async function picture(name, options, hash, act) {
  const page = await open(url + hash, options);
  await act?.(page);
  await page.waitForTimeout(400); // the tip waits for the pointer to stay
  await drawn(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
