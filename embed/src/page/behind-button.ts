/** The form behind a button: the button, and the dialog that it opens over the page. */
import type { BookingForm } from "../booking/booking-form";
import { early } from "../sentences/early";
import { button, h, icon } from "./elements";
import { stillPage } from "./still-page";

/** The first ground behind an element that is not transparent: a dialog leaves its place and needs its own. */
function groundBehind(start: Element): string {
  for (let at: Element | null = start; at; at = at.parentElement) {
    const ground = getComputedStyle(at).backgroundColor;
    if (ground && !/^transparent$|[,/] ?0\)$/.test(ground)) return ground;
  }
  return "";
}

/** Put the button and its dialog into a frame; the answer closes the dialog. */
export function putBehindButton(frame: HTMLElement, host: HTMLElement, form: BookingForm): () => void {
  host.style.display = host.style.minHeight = ""; // the snippet keeps room for a form that stands on the page
  const label = h("span", {}, early.open);
  const close = button(icon("M6 6l12 12M18 6L6 18"), { class: "icon close", "aria-label": early.close });
  const dialog = h("dialog", { "aria-label": early.open }, h("div", { class: "inside" }, close, form.element));
  let freePage = () => {};
  const open = () => {
    dialog.style.setProperty("--ground", groundBehind(host));
    freePage = stillPage();
    dialog.showModal();
    void form.open();
  };
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => freePage());
  frame.append(button(label, { class: "primary", part: "button", "aria-haspopup": "dialog", onclick: open }), dialog);
  form.prepare().then(
    ({ say }) => {
      label.textContent = say("open");
      dialog.ariaLabel = say("open");
      close.ariaLabel = say("close");
    },
    () => undefined,
  );
  return () => {
    dialog.close();
    freePage();
  };
}
