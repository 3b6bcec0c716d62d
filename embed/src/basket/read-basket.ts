/** The guest's basket, read on the outer page once per opening; a failure changes nothing for the guest. */
import { within } from "../api/patience";
import { basketOf, performanceOf, upcoming, type Basket, type Performance } from "./basket";

const PATIENCE_MS = 4_000;
const MOST_INSTANCES = 12;

export interface ReadBasket {
  id: string;
  customerId: string | null;
  /** Still to come and not cancelled, earliest first. */
  performances: Performance[];
}

class Unreadable extends Error {}

async function ask(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { credentials: "include", cache: "no-store", signal });
  if (response.status === 404) return null;
  if (!response.ok) throw new Unreadable(`HTTP ${response.status}`);
  return response.json();
}

/** Ask each instance that the basket named only by its id; one that does not answer is left out. */
async function missingPerformances(url: string, basket: Basket, signal: AbortSignal): Promise<Performance[]> {
  const asked = basket.unread.slice(0, MOST_INSTANCES).map(async (id) => {
    const instance = await ask(`${url}/instances/${encodeURIComponent(id)}`, signal).catch(() => null);
    return performanceOf(instance);
  });
  return (await Promise.all(asked)).filter((each) => each !== null);
}

function diagnose(error: unknown): void {
  const { name, message } = error as Error;
  const why =
    error instanceof Unreadable
      ? `Spektrix answered ${message}`
      : name === "TimeoutError"
        ? `no answer within ${PATIENCE_MS / 1000} seconds`
        : name === "SyntaxError"
          ? "the answer is not JSON"
          : "no answer, or this site is not listed in Spektrix under Domain Specific Config";
  console.info(`Entracte: the basket could not be read (${why}). The form works without it.`);
}

/** The guest's basket; null when there is none or it cannot be read. Never throws. */
export async function readBasket(address: string, nowMs: number): Promise<ReadBasket | null> {
  const url = address.replace(/\/+$/, "");
  const signal = within(PATIENCE_MS);
  try {
    const basket = basketOf(await ask(`${url}/basket?$expand=tickets/event,tickets/instance`, signal));
    if (!basket) {
      console.info("Entracte: no basket, or nothing in it.");
      return null;
    }
    const missing = await missingPerformances(url, basket, signal);
    const performances = upcoming([...basket.performances, ...missing], nowMs);
    return { id: basket.id, customerId: basket.customerId, performances };
  } catch (error) {
    diagnose(error);
    return null;
  }
}
