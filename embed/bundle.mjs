// Turns a folder of sources into the widget's script and a file for each language.
import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

/** The oldest browsers that the form runs in; docs/help/customising-the-widget.md names them. */
export const OLDEST = ["chrome99", "edge99", "firefox119", "safari15.4"];
/** 15 KB, less what the gzip of another program adds. */
export const LARGEST_GZIP_BYTES = 15 * 1024 - 40;

export const styleAsText = {
  name: "style as text",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(await readFile(path, "utf8"), { loader: "css", minify: true, target: OLDEST });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/** The style of the screens, which the script fetches. */
export async function lookOf(source) {
  const text = await readFile(join(source, "page", "look.css"), "utf8");
  return (await esbuild.transform(text, { loader: "css", minify: true, target: OLDEST, charset: "ascii" })).code;
}

async function bundled(entry, options) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    target: OLDEST,
    charset: "ascii", // the outer page may be in any encoding
    legalComments: "none",
    plugins: [styleAsText],
    write: false,
    ...options,
  });
  return outputFiles[0].contents;
}

/** The script, which holds no language. */
export function scriptOf(source) {
  return bundled(join(source, "element.ts"), { format: "iife" });
}

/** What a form can do without, as a module that the script loads. */
export function extrasOf(source) {
  return bundled(join(source, "extras.ts"), { format: "esm" });
}

/** The texts of each language by its code: every file in `languages` is one. */
export async function languagesOf(source) {
  const files = await readdir(join(source, "languages"));
  const texts = files.map(async (file) => {
    const code = await bundled(join(source, "languages", file), { format: "esm" });
    const module = await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
    return [basename(file, ".ts"), module.default];
  });
  return Object.fromEntries(await Promise.all(texts));
}

export function gzipBytes(contents) {
  return gzipSync(contents, { level: 9 }).length;
}
