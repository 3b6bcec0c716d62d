// Joins the back office's style into one sheet for all pages and one a page, and copies its fonts.
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const backOffice = join(here, "..", "src", "entracte", "backoffice");
const served = join(backOffice, "static", "backoffice");
const SHEETS = [
  "house/style/house.css",
  "house/style/entrance.css",
  "house/style/help.css",
  "bookings/style/bookings.css",
  "guests/style/guests.css",
  "floor/style/floor.css",
  "set_up/style/set-up.css",
  "spektrix/style/spektrix.css",
];

export async function joinStyle() {
  await esbuild.build({
    entryPoints: SHEETS.map((sheet) => join(backOffice, sheet)),
    entryNames: "[name]",
    bundle: true,
    minifyWhitespace: true,
    external: ["*.woff2"],
    outdir: join(served, "style"),
    logLevel: "warning",
  });
}

export async function copyFonts() {
  const files = join(here, "node_modules", "@fontsource-variable", "hanken-grotesk", "files");
  const fonts = join(served, "fonts");
  await mkdir(fonts, { recursive: true });
  await copyFile(join(files, "hanken-grotesk-latin-wght-normal.woff2"), join(fonts, "sans.woff2"));
  await copyFile(join(files, "hanken-grotesk-latin-ext-wght-normal.woff2"), join(fonts, "sans-ext.woff2"));
}
