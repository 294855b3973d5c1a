// Builds the page's script and style into the Go package that embeds them, or into the folder given. The same sources
// give the same bytes.
import { join, resolve } from "node:path";
import { build } from "esbuild";

const outdir = resolve(process.argv[2] ?? join(import.meta.dirname, "../pipeline/report/assets"));
await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ["src/report.ts", "src/report.css"],
  outdir,
  bundle: true,
  format: "iife",
  target: ["chrome111", "firefox121", "safari16.4"],
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});
