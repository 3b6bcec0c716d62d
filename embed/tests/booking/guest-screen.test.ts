/** What is typed into each field reaches the body that is posted. */
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Api } from "../../src/api/client";
import { Attempt } from "../../src/booking/attempt";
import { GuestScreen } from "../../src/booking/guest-screen";
import type { ScreenContext } from "../../src/booking/screen-context";
import en from "../../src/languages/en";
import { sentencesOf } from "../../src/sentences/sentences";
import { Memory } from "../../src/booking/memory";
import { FakeElement, FakeTab, installPage } from "../page";

const SLOT = { starts_at: "2026-12-04T18:00:00+00:00", party_size: 3, service_key: "k3v8m2qz7d5n4x6b" };
const WORD = "a-visitors-word";
const wire = globalThis.fetch;
afterEach(() => void (globalThis.fetch = wire));
installPage();
new FakeTab().install();

/** A text of its own for each field that would be accepted there. */
const typedInto = (field: string, phone = "020 7946 0999"): string =>
  ({ email: "typed.into@email.example", phone })[field] ?? `typed into ${field}`;

/** Type into every control of the form, submit it, and return the controls' names with the posted body. */
async function submitted(phone?: string): Promise<{ names: string[]; body: Record<string, unknown> }> {
  let body = "";
  globalThis.fetch = async (_, init) => {
    body = String(init?.body);
    return Response.json({}, { status: 201 });
  };
  const memory = new Memory("entracte abc", () => undefined);
  memory.kept.word = WORD;
  const attempt = new Attempt(new Api("https://book.example/api/widget/v1/", "abc"), memory);
  const sent: Promise<unknown>[] = [];
  const context = { ...sentencesOf("en", en), announce: () => undefined } as unknown as ScreenContext;
  const screen = new GuestScreen(context, {
    onChange: () => undefined,
    onSubmit: (typed) => void sent.push(attempt.send(SLOT, { ...typed, language: context.language }, null)),
    onType: () => undefined,
    onStartAgain: () => undefined,
  });
  const page = (screen.element as unknown as FakeElement).all();
  const controls = page.filter((each) => each.tag === "input" || each.tag === "textarea");
  const names = controls.map((control) => control.attributes.get("name")!);
  for (const control of controls) control.value = `  ${typedInto(control.attributes.get("name")!, phone)} `;
  page.find((each) => each.tag === "form")!.fire("submit");
  await Promise.all(sent);
  memory.forget();
  return { names, body: JSON.parse(body) as Record<string, unknown> };
}

test("every field that is filled stands in the posted body, and nothing else does", async () => {
  const { names, body } = await submitted();
  const { starts_at, party_size, service_key, guest, hold, language, ...others } = body;
  assert.deepEqual({ starts_at, party_size, service_key, hold, language }, { ...SLOT, hold: WORD, language: "en" });
  const posted = { ...(guest as Record<string, unknown>), ...others };
  assert.deepEqual(posted, Object.fromEntries(names.map((name) => [name, typedInto(name)])));
});

for (const phone of ["٠٢٠ ٧٩٤٦ ٠٩٩٩", "０２０ ７９４６ ０９９９", "०२० ७९४६ ०९९९"]) {
  test(`the digits of ${phone} are digits`, async () => {
    const { body } = await submitted(phone);
    assert.equal((body.guest as Record<string, unknown>).phone, phone);
  });
}

test("four digits of another script are no phone", async () => {
  await assert.rejects(submitted("٠٢٠ ٧"), SyntaxError);
});
