/** Where Entracte is: what the snippet says, else the script's own address. */

const FOLDER = "/widget/1/";
/** What a word processor, or an editor of pages, puts around a value: quotes of every shape, blanks seen and unseen. */
const STRAY = /&\w+;|[\s"'`\u00b4\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb\u2039\u203a\u2033\u2032\uff02\u200b-\u200f\u2060\u202a-\u202e]/g;

/** The value of an attribute as it was meant. */
export function meant(text: string | null): string {
  return (text ?? "").replace(STRAY, "");
}

/** The folder of the script and its files; null where nobody says it. */
export function homeOf(from: string, script: string): string | null {
  const named = /^https?:/i.test(from) ? from : `https://${from.replace(/^\/+/, "")}`;
  try {
    const { href, pathname } = new URL(from ? named : script);
    if (from) return href.replace(/(\/widget\/1\/.*|[?#].*|\/*)$/i, "") + FOLDER;
    return pathname.includes(FOLDER) ? new URL(".", href).href : null;
  } catch {
    return null;
  }
}
