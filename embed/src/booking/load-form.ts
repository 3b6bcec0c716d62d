/** What a form needs before its first screen: the settings, the sentences and the style, all asked for at once. */
import { ApiRefusal, type Api } from "../api/client";
import { loadFile } from "../api/files";
import { isOffline, tryAgainInTime } from "../api/try-again";
import type { SettingsOut } from "../api/shapes";
import { button, h } from "../page/elements";
import { early } from "../sentences/early";
import { LanguageFiles } from "../sentences/load-language";
import { loadExtras } from "./load-extras";
import { contextOf, type ScreenContext } from "./screen-context";

/** What the frame of the form needs to know once the settings are there. */
export interface Loaded {
  settings: SettingsOut;
  language: string;
  isRightToLeft: boolean;
  /** The style of the screens; empty where it could not be had. */
  look: string;
}

export interface FormFiles {
  api: Api;
  /** Where the files lie that are fetched. */
  home: string;
  onLoaded(loaded: Loaded): void;
}

export async function loadForm(files: FormFiles, announce: (text: string) => void): Promise<ScreenContext> {
  const { api, home, onLoaded } = files;
  const languages = new LanguageFiles(home);
  const look = loadFile(`${home}look.css`);
  const extras = loadExtras(home);
  const settings = await api.settings();
  const sentences = await languages.sentences(settings.language);
  const { language, isRightToLeft } = sentences;
  onLoaded({ settings, language, isRightToLeft, look: (await look) ?? "" });
  return contextOf(api, settings, sentences, await extras, announce);
}

/** What stands in the place of a form that could not be loaded; it is asked for again by itself, until stopped. */
export function notLoaded(error: unknown, onRetry: () => void): { stands: HTMLElement; stop(): void } {
  const isUnknown = error instanceof ApiRefusal && error.status === 404;
  console.info("Entracte: not loaded. Check the key and its allowed sites.", error);
  const text = isUnknown ? early.notThere : isOffline(error) ? early.notConnected : early.notLoaded;
  const retry = button(early.tryAgain, { class: "plain", part: "button", onclick: onRetry });
  const trouble = h("p", { class: "trouble", role: "alert" }, text);
  const stop = isUnknown ? () => undefined : tryAgainInTime(error, onRetry);
  return { stands: h("div", { class: "stack" }, trouble, !isUnknown && retry), stop };
}
