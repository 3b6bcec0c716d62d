/** Sentences with their values filled in, in the language that was loaded. */
import type en from "../languages/en";

type English = typeof en;
export type Key = keyof English;
type Forms = { readonly [form in Intl.LDMLPluralRule]?: string } & { readonly other: string };
/** All that a language file holds. A sentence about a count may have a form for one, for few, … */
export type Language = { readonly [key in Key]: English[key] extends string ? string : Forms };

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Names<Text> = Text extends string ? NamesIn<Text> : "count" | NamesIn<Text[keyof Text]>;
type Values<Text> = [Names<Text>] extends [never] ? [] : [values: Record<Names<Text>, string | number>];

const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|iw|ks|ps|sd|ug|ur|yi)\b/;

export interface Sentences {
  /** The language that they are in, and which way it runs. */
  language: string;
  isRightToLeft: boolean;
  /** The sentence of this key, its values filled in. */
  say<K extends Key>(key: K, ...values: Values<English[K]>): string;
  /** The sentence of a key that was put together, such as a code of the API; the other one where there is none. */
  sayOr(key: string, other: Key): string;
}

/** A sentence that is not there is its own name with its values: the form can still be used. */
function wordsOf(key: string, values: Record<string, string | number>): string {
  const words = key.replace(/^.*\./, "").replace(/[_A-Z]/g, (each) => ` ${each.toLowerCase()}`.replace(/_/, ""));
  return [words[0]!.toUpperCase() + words.slice(1), ...Object.values(values)].join(" ");
}

/** The sentences of a language; without a file, each sentence is its own name. */
export function sentencesOf(language: string, texts: Partial<Language>): Sentences {
  const plurals = new Intl.PluralRules(language);
  const say = (key: Key, values: Record<string, string | number> = {}): string => {
    const forms = texts[key] ?? wordsOf(key, values);
    const text = typeof forms === "string" ? forms : (forms[plurals.select(Number(values["count"]))] ?? forms.other);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  };
  return { language, isRightToLeft: RIGHT_TO_LEFT.test(language), say, sayOr: (key, other) => say(key in texts ? (key as Key) : other) };
}
