// Builds the widget's script and copies the back office's fonts.
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const product = join(here, "..", "src", "entracte");
const SCRIPT = join(product, "widget", "static", "widget", "1", "entracte.js");
const FONTS = join(product, "backoffice", "static", "backoffice", "fonts");
const LARGEST_GZIP_BYTES = 15 * 1024;

const styleAsText = {
  name: "style as text",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(await readFile(path, "utf8"), { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

async function script() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(here, "src", "element.ts")],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "ascii", // the outer page may be in any encoding
    legalComments: "none",
    plugins: [styleAsText],
    write: false,
  });
  return outputFiles[0].contents;
}

async function copyFonts() {
  const files = join(here, "node_modules", "@fontsource-variable", "hanken-grotesk", "files");
  await mkdir(FONTS, { recursive: true });
  await copyFile(join(files, "hanken-grotesk-latin-wght-normal.woff2"), join(FONTS, "sans.woff2"));
  await copyFile(join(files, "hanken-grotesk-latin-ext-wght-normal.woff2"), join(FONTS, "sans-ext.woff2"));
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

function sizeOf(built) {
  const bytes = gzipSync(built, { level: 9 }).length;
  console.log(`entracte.js: ${bytes} bytes gzip, of ${LARGEST_GZIP_BYTES} allowed`);
  return bytes;
}

if (process.argv.includes("--tests")) {
  await buildTests();
} else if (process.argv.includes("--size")) {
  if (sizeOf(await script()) >= LARGEST_GZIP_BYTES) process.exitCode = 1;
} else {
  const built = await script();
  await mkdir(dirname(SCRIPT), { recursive: true });
  await writeFile(SCRIPT, built);
  await copyFonts();
  sizeOf(built);
}
