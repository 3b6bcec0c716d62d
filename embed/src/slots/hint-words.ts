/** How a slot sits with the curtain, in words. */
import type { Performance } from "../basket/basket";
import type { CurtainHint } from "../basket/curtain-hint";
import type { ScreenContext } from "../booking/screen-context";
import { timeIn } from "../calendar/dates";
import { h } from "../page/elements";

function spanOf(say: ScreenContext["say"], length: number): string {
  const [hours, minutes] = [Math.floor(length / 60), length % 60];
  if (!hours) return say("span.minutes", { minutes });
  return minutes ? say("span.both", { hours, minutes }) : say("span.hours", { hours });
}

/** A screen reader hears the whole hint; after the curtain it is seen once, above the run. */
export function hintOf({ say }: ScreenContext, hint: CurtainHint): HTMLElement {
  if (hint.when === "after") return h("span", { class: "unseen" }, ` ${say("curtain.after")}`);
  if (hint.when === "at") return h("small", {}, ` ${say("curtain.at")}`);
  if (hint.when === "tight") return h("small", {}, ` ${say("curtain.tight")}`);
  return h("small", {}, ` ${say("curtain.before", { span: spanOf(say, hint.minutes) })}`, h("span", { class: "unseen" }, ` ${say("curtain.at")}`));
}

/** When the performances of a date begin; empty where it has none. */
export function curtainLine({ say, settings }: ScreenContext, performances: readonly Performance[], date: string | null): string {
  const [first, ...others] = performances
    .filter((each) => each.date === date)
    .map((each) => timeIn(settings.restaurant.time_zone, each.startsAtMs));
  if (!first) return "";
  let times = first;
  for (const later of others) times = say("curtain.and", { earlier: times, later });
  return say("curtain.up", { times });
}
