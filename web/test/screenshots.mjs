// Takes the pictures of docs/report.md from the sample articles: node test/screenshots.mjs FOLDER
//
//   PYTHON    a Python that has spaCy, for the picture beside displaCy's; left out where unset

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { close, drawn, extract, open, report, seeds } from "./harness.mjs";

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
await picture("roles", wide, "#roles?entity=person%2FZvonimir+Kralj");
await picture("articles", wide, "#articles?words=harbour");
await picture("article", wide, `#article?${talks}`, (page) => page.locator("a.mark.role").nth(1).hover());
await picture("article-dark", dark, `#article?${talks}&at=11&entity=person%2FBeatriz+Lousada`);
await picture("review-dark", dark, "#review?below=0.7");
await picture("overview-narrow", narrow, "#overview");
await picture("article-narrow", narrow, `#article?${talks}&at=11&entity=person%2FBeatriz+Lousada`);
if (process.env.PYTHON) await besideDisplacy();
await close();

async function picture(name, options, hash, act) {
  const page = await open(url + hash, options);
  await act?.(page);
  await page.waitForTimeout(400); // the tip waits for the pointer to stay
  await drawn(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}

// besideDisplacy shows one article with the same mentions as displaCy draws it, and as the page does.
async function besideDisplacy() {
  const article = seeds().find((s) => s.id.endsWith("leaders-telephone-talks.txt"));
  const drawing = execFileSync(process.env.PYTHON, [join(import.meta.dirname, "displacy.py")], {
    input: extract([article]),
  });
  const size = { viewport: { width: 720, height: 900 } };
  const theirs = await open("about:blank", size);
  await theirs.setContent(drawing.toString());
  const ours = await open(`${url}#article?${talks}`, size);
  const images = [await theirs.screenshot(), await ours.screenshot()].map(
    (png) => `data:image/png;base64,${png.toString("base64")}`,
  );
  const both = await open("about:blank", wide);
  await both.setContent(
    `<style>body{margin:0;display:flex}img{width:50%}</style>${images.map((i) => `<img src="${i}">`).join("")}`,
  );
  await both.waitForFunction(() => [...document.images].every((i) => i.complete));
  await both.screenshot({ path: join(folder, "beside-displacy.png") });
}
