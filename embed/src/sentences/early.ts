/** The sentences that stand before a language is known: in the script itself, in English. */
export const early = {
  open: "Book a table",
  close: "Close",
  loading: "Getting the booking form…",
  notLoaded: "The booking form could not be loaded. Try again in a moment.",
  notConnected: "The booking form could not be loaded. Check your connection: it comes by itself once you are online.",
  notThere: "This booking form is not available.",
  tryAgain: "Try again",
} as const;
