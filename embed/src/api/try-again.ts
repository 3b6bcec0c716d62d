/** What could not be had is asked for again by itself: when the answer said so, and when the browser is back online. */
import { ApiRefusal } from "./client";

const LONGEST_SECONDS = 3600;

/** Ask once more in time; the answer stops that. */
export function tryAgainInTime(error: unknown, again: () => void): () => void {
  const seconds = error instanceof ApiRefusal ? error.waitSeconds : 0;
  const stop = () => {
    clearTimeout(timer);
    removeEventListener("online", now);
  };
  const now = () => {
    stop();
    again();
  };
  const timer = seconds && seconds < LONGEST_SECONDS ? setTimeout(now, seconds * 1000) : 0;
  addEventListener("online", now);
  return stop;
}

/** Is the guest's own connection at fault? */
export function isOffline(error: unknown): boolean {
  return error instanceof ApiRefusal && error.status === 0 && navigator.onLine === false;
}
