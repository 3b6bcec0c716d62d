/** Load the extras. A page's policy may refuse a second script, and then a form works without them. */

const PATIENCE_MS = 5_000;
export type Extras = typeof import("../extras");

/** Null where they do not come. */
export function loadExtras(home: string): Promise<Extras | null> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  return Promise.race([late, (import(`${home}extras.js`) as Promise<Extras>).catch(() => null)]);
}
