/** The guest's basket, read on the outer page once per opening; a failure changes nothing for the guest. */
import { within } from "../api/patience";
import { basketOf, performanceOf, upcoming, type Basket, type Performance } from "./basket";

export const PATIENCE_MS = 4_000;
const AT_ONCE = 6;
const EXPANDED = "?$expand=tickets/event,tickets/instance";

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

/** The basket with its performances; the plain one where that is refused, as a refusal without CORS also is. */
async function askBasket(url: string, signal: AbortSignal): Promise<unknown> {
  try {
    return await ask(`${url}/basket${EXPANDED}`, signal);
  } catch (error) {
    const isRefused = error instanceof Unreadable || error instanceof TypeError;
    if (!isRefused || signal.aborted) throw error;
    return ask(`${url}/basket`, signal);
  }
}

/**
 * Ask each instance that the basket named only by its id, some at a time; one that does not answer is left out.
 * Null where the time ended before all were asked: the earliest may be among the rest.
 */
async function missingPerformances(
  url: string,
  basket: Basket,
  signal: AbortSignal,
): Promise<Performance[] | null> {
  const found: (Performance | null)[] = [];
  for (let first = 0; first < basket.unread.length; first += AT_ONCE) {
    const asked = basket.unread
      .slice(first, first + AT_ONCE)
      .map((id) => ask(`${url}/instances/${encodeURIComponent(id)}`, signal).then(performanceOf, () => null));
    found.push(...(await Promise.all(asked)));
    if (signal.aborted) return null;
  }
  return found.filter((each) => each !== null);
}

/** For the console alone: the guest never notices. */
export type Diagnose = (error: unknown) => void;
const plainly: Diagnose = (error) => console.info("Entracte: the basket could not be read. The form works without it.", error);

/** The guest's basket; null when there is none or it cannot be read. Never throws. */
export async function readBasket(address: string, nowMs: number, diagnose = plainly): Promise<ReadBasket | null> {
  const url = address.replace(/\/+$/, "");
  const signal = within(PATIENCE_MS);
  try {
    const basket = basketOf(await askBasket(url, signal));
    if (!basket) {
      console.info("Entracte: no basket, or nothing in it.");
      return null;
    }
    const missing = await missingPerformances(url, basket, signal);
    const performances = missing ? upcoming([...basket.performances, ...missing], nowMs) : [];
    return { id: basket.id, customerId: basket.customerId, performances };
  } catch (error) {
    diagnose(error);
    return null;
  }
}
