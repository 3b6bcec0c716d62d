/** A signal that ends a call after a while, also where the browser has no `AbortSignal.timeout`. */

export function within(ms: number): AbortSignal {
  if (AbortSignal.timeout) return AbortSignal.timeout(ms);
  const ending = new AbortController();
  setTimeout(() => ending.abort(), ms);
  return ending.signal;
}
