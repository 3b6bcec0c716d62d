/** In which language does the widget speak? One file of sentences each; English where one is missing. */
import { en } from "./en";

export type Sentences = typeof en;

const languages: Record<string, Sentences> = { en };

export const fallback: Sentences = en;

export function sentencesOf(language: string): Sentences {
  return languages[language] ?? fallback;
}
