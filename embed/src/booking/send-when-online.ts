/** A submit that failed because the browser is offline is sent again by itself once it is back online. */
import type { ApiRefusal } from "../api/client";
import { button } from "../page/elements";
import type { GuestScreen } from "./guest-screen";
import type { ScreenContext } from "./screen-context";

/** Whoever comes back after so long may no longer want it. */
const LONGEST_MS = 30 * 60_000;
/** The first moments online often fail. */
const SETTLES_MS = 1_000;
const LONGEST_SECONDS = 90;

/**
 * Wait, and say so; the answer stops the waiting, and so does whatever is typed. Null where waiting is no use. What was
 * sent by itself once (`isResent`) also waits as long as an answer asks.
 */
export function sendWhenOnline(
  { say }: ScreenContext,
  guestScreen: GuestScreen,
  error: unknown,
  isResent: boolean,
  send: () => void,
): (() => void) | null {
  const { status, waitSeconds } = error as ApiRefusal;
  const isOffline = status === 0 && navigator.onLine === false;
  const seconds = isResent && waitSeconds <= LONGEST_SECONDS ? waitSeconds : 0;
  if (!isOffline && !seconds) return null;
  const since = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    removeEventListener("online", sendSoon);
    guestScreen.element.removeEventListener("input", giveUp);
  };
  const giveUp = () => {
    stop();
    guestScreen.showTrouble(say("noAnswer"));
  };
  const sendNow = () => {
    if (navigator.onLine === false) return; // the next time online
    if (Date.now() - since > LONGEST_MS) return giveUp();
    stop();
    send();
  };
  const sendSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(sendNow, Math.max(since + seconds * 1000 - Date.now(), SETTLES_MS));
  };
  const onStop = () => {
    giveUp();
    guestScreen.element.querySelector<HTMLElement>("[type=submit]")?.focus();
  };
  addEventListener("online", sendSoon);
  guestScreen.element.addEventListener("input", giveUp);
  if (seconds) sendSoon();
  const text = isOffline ? say("sentOnceOnline") : say("sentAgainIn", { seconds });
  guestScreen.showTrouble(text, button(say("stopWaiting"), { class: "link", onclick: onStop }));
  return stop;
}
