/** The restaurant's phone, as an address to press wherever a sentence names it. */
import { h } from "./elements";

interface Phone {
  phone: string;
  phone_link: string;
}

/** A sentence with the phone in it as a link. */
export function linked(text: string, { phone, phone_link: link }: Phone): (Node | string)[] {
  if (!phone || !link) return [text];
  const [before = "", ...rest] = text.split(phone);
  return [before, ...rest.flatMap((part) => [h("a", { href: link }, phone), part])];
}
