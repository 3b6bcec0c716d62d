/** The files that lie next to the script: a language, and the look of the screens. */
import { within } from "./patience";

const PATIENCE_MS = 5_000;

/** Fetched rather than run or linked: then the outer page's policy need allow no more than the API's calls. */
export async function loadFile(address: string): Promise<string | null> {
  try {
    const response = await fetch(address, { credentials: "omit", signal: within(PATIENCE_MS) });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}
