/** Sentences with their values, and what stands in for a file that did not come. */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import en from "../../src/languages/en";
import { LanguageFiles } from "../../src/sentences/load-language";
import { sentencesOf, type Language } from "../../src/sentences/sentences";

const HOME = "https://book.example/widget/1/";
const wire = globalThis.fetch;
afterEach(() => void (globalThis.fetch = wire));

const { say, sayOr } = sentencesOf("en", en);
const other: Language = { ...en, title: "Une table chez {restaurant}" };

/** Serve these languages; the addresses asked for are noted. */
function serving(languages: Record<string, Language>): string[] {
  const asked: string[] = [];
  globalThis.fetch = async (url) => {
    asked.push(String(url).replace(HOME, ""));
    const texts = languages[/(\w+)\.json$/.exec(String(url))![1]!];
    return texts ? Response.json(texts) : new Response("", { status: 503 });
  };
  return asked;
}

test("a sentence takes its values", () => {
  assert.equal(say("title", { restaurant: "The Prompt Side" }), "Book a table at The Prompt Side");
  assert.equal(say("book", { size: 2, date: "Fri 4 Dec", time: "18:00" }), "Book a table for 2, Fri 4 Dec, 18:00");
});

test("a sentence about a count has its form", () => {
  assert.deepEqual([1, 2].map((count) => say("people", { count })), ["1 person", "2 people"]);
});

test("the sentence of a code that is not known is the other one", () => {
  assert.equal(sayOr("booked.pending", "booked.confirmed"), "Your request is in");
  assert.equal(sayOr("booked.completed", "booked.confirmed"), "Your table is booked");
});

test("without any file a sentence is its name and its values", () => {
  const bare = sentencesOf("en", {});
  assert.equal(bare.say("field.first_name"), "First name");
  assert.equal(bare.say("chooseDate"), "Choose date");
  assert.equal(bare.say("orCall", { phone: "0117" }), "Or call 0117");
});

test("English is asked for at once and needs no second call", async () => {
  const asked = serving({ en });
  const files = new LanguageFiles(HOME);
  assert.deepEqual(asked, ["languages/en.json"]);
  const sentences = await files.sentences("en");
  assert.equal(sentences.say("party"), "Party size");
  assert.equal(asked.length, 1);
});

test("another language comes from its own file", async () => {
  const asked = serving({ en, fr: other });
  const sentences = await new LanguageFiles(HOME).sentences("fr");
  assert.equal(sentences.say("title", { restaurant: "La Loge" }), "Une table chez La Loge");
  assert.deepEqual(asked, ["languages/en.json", "languages/fr.json"]);
});

test("where a language's file fails the form speaks English, and without English by bare names", async () => {
  serving({ en });
  assert.equal((await new LanguageFiles(HOME).sentences("fr")).say("party"), "Party size");
  serving({});
  const bare = await new LanguageFiles(HOME).sentences("en");
  assert.deepEqual([bare.say("party"), bare.say("tryAgain")], ["Party", "Try again"]);
  globalThis.fetch = () => Promise.reject(new TypeError("no network"));
  assert.equal((await new LanguageFiles(HOME).sentences("en")).say("party"), "Party");
});
