/** Why a basket could not be read, for who looks into the console. */
import { PATIENCE_MS, type Diagnose } from "./read-basket";

export const diagnose: Diagnose = (error) => {
  const { name, message } = error as Error;
  const why = message.startsWith("HTTP ")
    ? `Spektrix answered ${message}`
    : name === "TimeoutError"
      ? `no answer within ${PATIENCE_MS / 1000} seconds`
      : name === "SyntaxError"
        ? "the answer is not JSON"
        : "no answer, or this site is not listed in Spektrix under Domain Specific Config";
  console.info(`Entracte: the basket could not be read (${why}). The form works without it.`);
};
