// Builds the page's script and style into the Go package that embeds them. The same sources give the same bytes.
import { build } from "esbuild";

await build({
  entryPoints: ["src/report.ts", "src/report.css"],
  outdir: "../pipeline/report/assets",
  bundle: true,
  format: "iife",
  target: ["chrome111", "firefox121", "safari16.4"],
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});
