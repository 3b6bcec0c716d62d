/** The file of a language, loaded next to the settings. */
import { early } from "./early";
import { sentencesOf, type Language, type Sentences } from "./sentences";

const PATIENCE_MS = 5_000;
const FIRST = "en";

/** Fetched rather than run as a script: then the outer page's policy need allow no more than the API's calls. */
async function load(home: string, language: string): Promise<Language | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(`${home}languages/${language}.json`, { credentials: "omit", signal });
    return response.ok ? ((await response.json()) as Language) : null;
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
