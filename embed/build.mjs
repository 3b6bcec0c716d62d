// Builds the widget's script and languages, and the back office's style and fonts; --tests builds tests, --size weighs.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { copyFonts, joinStyle } from "./back-office.mjs";
import { extrasOf, gzipBytes, languagesOf, LARGEST_GZIP_BYTES, lookOf, scriptOf, styleAsText } from "./bundle.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "src");
const product = join(here, "..", "src", "entracte");
const BUILT = join(product, "widget", "static", "widget", "1");

async function writeWidget(script) {
  const languages = join(BUILT, "languages");
  await rm(languages, { recursive: true, force: true });
  await mkdir(languages, { recursive: true });
  await writeFile(join(BUILT, "entracte.js"), script);
  await writeFile(join(BUILT, "look.css"), await lookOf(source));
  await writeFile(join(BUILT, "extras.js"), await extrasOf(source));
  for (const [code, texts] of Object.entries(await languagesOf(source)))
    await writeFile(join(languages, `${code}.json`), JSON.stringify(texts));
}

async function buildTests() {
  const names = (await readdir(join(here, "tests"), { recursive: true })).filter((name) => name.endsWith(".test.ts"));
  await rm(join(here, "dist", "tests"), { recursive: true, force: true });
  await esbuild.build({
    entryPoints: names.map((name) => join(here, "tests", name)),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    outExtension: { ".js": ".mjs" },
    entryNames: "[name]",
    outdir: join(here, "dist", "tests"),
    plugins: [styleAsText],
    logLevel: "warning",
  });
}

function sizeOf(script) {
  const bytes = gzipBytes(script);
  console.log(`entracte.js: ${bytes} bytes gzip, of ${LARGEST_GZIP_BYTES} allowed`);
  return bytes;
}

if (process.argv.includes("--tests")) {
  await buildTests();
} else if (process.argv.includes("--size")) {
  if (sizeOf(await scriptOf(source)) >= LARGEST_GZIP_BYTES) process.exitCode = 1;
} else {
  const script = await scriptOf(source);
  await writeWidget(script);
  await copyFonts();
  await joinStyle();
  sizeOf(script);
}
