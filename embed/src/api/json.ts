/** JSON as the language writes it, also on a page whose old library gave texts and lists a `toJSON` of their own. */

export function asJson(value: object): string {
  const strange = [Object, Array, String, Number, Boolean].flatMap(({ prototype }) => {
    const own = Object.getOwnPropertyDescriptor(prototype, "toJSON");
    return own?.configurable ? [[prototype, own] as const] : [];
  });
  try {
    for (const [prototype] of strange) delete (prototype as { toJSON?: unknown }).toJSON;
    return JSON.stringify(value);
  } finally {
    for (const [prototype, own] of strange) Object.defineProperty(prototype, "toJSON", own);
  }
}
