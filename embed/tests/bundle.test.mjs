// The size of the script, whatever the number of languages, and the languages' files.
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipBytes, languagesOf, LARGEST_GZIP_BYTES, scriptOf } from "../bundle.mjs";

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
