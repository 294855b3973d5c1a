// Builds the script and the style of each page into the Go package that embeds them, or into a folder of the page's name
// in the folder given. The same sources give the same bytes.
import { join, resolve } from "node:path";
import { build } from "esbuild";

const pages = { report: "../pipeline/report/assets", workbench: "../pipeline/workbench/server/assets" };
const folder = process.argv[2];
for (const [page, assets] of Object.entries(pages)) {
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: [`src/${page}.ts`, `src/${page}.css`],
    outdir: folder ? resolve(folder, page) : join(import.meta.dirname, assets),
    bundle: true,
    format: "iife",
    target: ["chrome111", "firefox121", "safari16.4"],
    minify: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });
}
