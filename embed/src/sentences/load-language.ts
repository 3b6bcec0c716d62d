/** The file of a language, loaded next to the settings. */
import { loadFile } from "../api/files";
import { early } from "./early";
import { sentencesOf, type Language, type Sentences } from "./sentences";

const FIRST = "en";

async function load(home: string, language: string): Promise<Language | null> {
  const text = await loadFile(`${home}languages/${language}.json`);
  try {
    return text && JSON.parse(text);
  } catch {
    return null;
  }
}

/** English is asked for at once, so that most forms wait for one round trip; it stands in for a file that fails. */
export class LanguageFiles {
  private readonly first: Promise<Language | null>;

  constructor(private readonly home: string) {
    this.first = load(home, FIRST);
  }

  /** The sentences of a language, else of English, else bare names. Never rejects. */
  async sentences(language: string): Promise<Sentences> {
    const wished = language === FIRST ? null : await load(this.home, language);
    return sentencesOf(wished ? language : FIRST, wished ?? (await this.first) ?? early);
  }
}
