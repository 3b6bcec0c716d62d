/** The sentence at the button about what becomes of what is typed. */
import { h } from "../page/elements";
import type { ScreenContext } from "../booking/screen-context";

/** The restaurant's own sentence, else the form's. Its page opens apart, so that nothing typed is lost. */
export function privacyOf({ say, settings }: ScreenContext): HTMLElement {
  const { privacy_sentence: own, privacy_link: link } = settings;
  const more = link && h("a", { href: link, target: "_blank", rel: "noopener" }, say("privacy.more"));
  return h("p", { class: "quiet" }, `${own || say("privacy")} `, more || null);
}
