// The size of the script, whatever the number of languages, and the languages' files.
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { gzipBytes, languagesOf, LARGEST_GZIP_BYTES, OLDEST, scriptOf } from "../bundle.mjs";

const project = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(project, "src");
const namesIn = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
// A sentence about a count has more forms in some languages than in English.
const placeholders = (text) =>
  typeof text === "string" ? namesIn(text) : new Set(Object.values(text).flatMap(namesIn));
let folder;

/** English with accents, in every sentence. */
const accented = (text) => text.replace(/[aeou](?![^{]*\})/g, (letter) => `${letter}\u0301`);

before(async () => {
  await mkdir(join(project, "dist"), { recursive: true });
  folder = await mkdtemp(join(project, "dist", "languages-"));
  await cp(source, folder, { recursive: true });
  const { en } = await languagesOf(source);
  const pseudo = JSON.stringify(en, (_, value) => (typeof value === "string" ? accented(value) : value));
  await writeFile(join(folder, "languages", "xx.ts"), `export default ${pseudo};\n`);
});
after(() => rm(folder, { recursive: true }));

test("a second language adds nothing to the script, which stays within its limit", async () => {
  const [alone, withTwo] = [await scriptOf(source), await scriptOf(folder)];
  assert.equal(gzipBytes(withTwo), gzipBytes(alone));
  assert.ok(gzipBytes(withTwo) < LARGEST_GZIP_BYTES);
  assert.ok(!new TextDecoder().decode(withTwo).includes("Party size"));
});

test("each language has a file of its own, with the keys and the values of English", async () => {
  const languages = await languagesOf(folder);
  assert.deepEqual(Object.keys(languages).sort(), [...Object.keys(await languagesOf(source)), "xx"].sort());
  const { en, ...others } = languages;
  for (const texts of Object.values(others)) {
    assert.deepEqual(Object.keys(texts).sort(), Object.keys(en).sort());
    for (const key of Object.keys(en)) assert.deepEqual(placeholders(texts[key]), placeholders(en[key]), key);
  }
  assert.notEqual(languages.xx.title, en.title);
});

/** What esbuild must rewrite for the oldest browsers, they cannot parse as it stands. */
async function isParsedByTheOldest(text, loader) {
  const written = async (target) => (await esbuild.transform(text, { loader, target, charset: "ascii" })).code;
  return (await written(OLDEST)) === (await written("esnext"));
}

// a look-behind, named groups of one name, sets of letters, flags for a part: Safari 15.4 knows none of them
const TOO_NEW = [/\(\?<[=!]/, /\(\?[a-z]*-?[a-z]+:/];

test("the oldest browsers that are supported can parse the built files", async () => {
  const built = join(project, "..", "src", "entracte", "widget", "static", "widget", "1");
  const script = await readFile(join(built, "entracte.js"), "utf8");
  assert.ok(await isParsedByTheOldest(script, "js"));
  assert.ok(await isParsedByTheOldest(await readFile(join(built, "extras.js"), "utf8"), "js"));
  assert.ok(await isParsedByTheOldest(await readFile(join(built, "look.css"), "utf8"), "css"));
  for (const file of await readdir(join(built, "languages"))) {
    const text = await readFile(join(built, "languages", file), "utf8");
    assert.ok(await isParsedByTheOldest(`(${text})`, "js"), file);
    for (const tooNew of TOO_NEW) assert.doesNotMatch(text, tooNew);
  }
  for (const tooNew of TOO_NEW) assert.doesNotMatch(script, tooNew);
  assert.match(script, /^[\x00-\x7f]*$/);
});

test("what the oldest browsers cannot parse would be seen", async () => {
  for (const text of ["a.b = /(?<=,) /", "class A { static { f() } }", "x = /[a--b]/v", "x ||= await import(y, { with: {} })"])
    assert.equal(await isParsedByTheOldest(text, "js"), false, text);
  assert.equal(await isParsedByTheOldest("a { b { color: red } }", "css"), false);
});

test("the help page names the oldest browsers", async () => {
  const page = await readFile(join(project, "..", "docs", "help", "customising-the-widget.md"), "utf8");
  const names = { chrome: "Chrome", edge: "Edge", firefox: "Firefox", safari: "Safari" };
  for (const each of OLDEST) {
    const [, name, version] = /^([a-z]+)([\d.]+)$/.exec(each);
    assert.match(page, new RegExp(`${names[name]} ${version.replace(".", "\\.")}\\b`), each);
  }
});
