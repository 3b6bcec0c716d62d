/** Who is coming? The second screen: four things to type, one that may be left out. */
import { button, h } from "../page/elements";
import type { ScreenContext } from "./screen-context";
import type { GuestDetails } from "../api/shapes";

type Name = keyof GuestDetails;
type Typed = [string, string, string, string];
type Control = HTMLInputElement | HTMLTextAreaElement;

const FIELDS: readonly { name: Name; type: string; autocomplete: string; longest: number }[] = [
  { name: "first_name", type: "text", autocomplete: "given-name", longest: 80 },
  { name: "last_name", type: "text", autocomplete: "family-name", longest: 80 },
  { name: "email", type: "email", autocomplete: "email", longest: 254 },
  { name: "phone", type: "tel", autocomplete: "tel", longest: 40 },
];
const LONGEST_REQUESTS = 1000;

interface Answers {
  onChange(): void;
  onSubmit(guest: GuestDetails, requests: string): void;
}

export class GuestScreen {
  readonly element: HTMLElement;
  readonly heading: HTMLElement;
  private readonly controls = new Map<string, Control>();
  private readonly summary = h("p", { class: "summary" });
  private readonly hold = h("p", { class: "quiet", hidden: true });
  private readonly submit: HTMLButtonElement;
  private readonly submitText = h("span");
  private readonly trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  private label = "";

  constructor(
    private readonly context: ScreenContext,
    private readonly answers: Answers,
  ) {
    const { sentences: t } = context;
    this.heading = h("h2", { tabindex: -1 }, t.details);
    this.submit = h("button", { type: "submit", class: "primary", part: "button" }, this.submitText);
    const back = button(t.change, { class: "link", "aria-label": t.changeWhat, onclick: () => answers.onChange() });
    const [first, last, ...rest] = FIELDS.map((field) => this.inputOf(field));
    this.element = h(
      "section",
      { class: "stack" },
      h("div", { class: "chosen" }, h("div", {}, this.summary, this.hold), back),
      this.heading,
      h(
        "form",
        { class: "stack", novalidate: true, onsubmit: (event: Event) => this.onSubmit(event) },
        h("div", { class: "pair" }, first!, last!),
        ...rest,
        this.requestsOf(),
        this.trouble,
        this.submit,
      ),
    );
  }

  /** Say again what was chosen; what was typed stays. */
  show(size: number, date: string, time: string): void {
    const { sentences: t } = this.context;
    this.summary.textContent = t.summary(size, date, time);
    this.label = t.book(size, date, time);
    this.submitText.textContent = this.label;
    this.trouble.hidden = true;
    this.hold.hidden = true;
  }

  /** Say how the hold of what was chosen stands. */
  sayHold(text: string): void {
    this.hold.textContent = text;
    this.hold.hidden = false;
    this.context.announce(text);
  }

  get isBusy(): boolean {
    return Boolean(this.submit.ariaDisabled);
  }

  setBusy(isBusy: boolean): void {
    this.submit.ariaDisabled = isBusy ? "true" : null;
    if (isBusy) this.trouble.hidden = true;
  }

  sayBusy(): void {
    this.submitText.textContent = this.context.sentences.booking;
  }

  /** Say what went wrong; the button then offers to try again. */
  showTrouble(text: string): void {
    this.trouble.textContent = text;
    this.trouble.hidden = false;
    this.submitText.textContent = this.context.sentences.tryAgain;
  }

  restoreLabel(): void {
    this.submitText.textContent = this.label;
  }

  /** Put each sentence beside its field (`guest.email`, `requests`); false when none of them is here. */
  showFields(fields: Record<string, string>): boolean {
    let first: Control | undefined;
    for (const [name, control] of this.controls) {
      const text = fields[`guest.${name}`] ?? fields[name] ?? "";
      this.mark(control, text);
      if (text) first ??= control;
    }
    first?.focus();
    return first !== undefined;
  }

  private mark(control: Control, text: string): void {
    const error = control.parentElement!.querySelector<HTMLElement>(".error")!;
    error.textContent = text;
    error.hidden = !text;
    control.ariaInvalid = text ? "true" : null;
  }

  private problems(): Record<string, string> {
    const { missing, badEmail, badPhone } = this.context.sentences;
    const found: Record<string, string> = {};
    for (const { name } of FIELDS) {
      const control = this.controls.get(name)!;
      const text = control.value.trim();
      if (!text) found[name] = missing[name];
      else if (name === "email" && !control.validity.valid) found[name] = badEmail;
      else if (name === "phone" && text.replace(/\D/g, "").length < 5) found[name] = badPhone;
    }
    return found;
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    if (this.isBusy || this.showFields(this.problems())) return;
    const typed = (name: string) => this.controls.get(name)!.value.trim();
    const [first_name, last_name, email, phone] = FIELDS.map(({ name }) => typed(name)) as Typed;
    this.answers.onSubmit({ first_name, last_name, email, phone }, typed("requests"));
  }

  private inputOf({ name, type, autocomplete, longest }: (typeof FIELDS)[number]): HTMLElement {
    const { sentences: t } = this.context;
    const labels = { first_name: t.firstName, last_name: t.lastName, email: t.email, phone: t.phone };
    const input = h("input", { type, autocomplete, maxlength: longest, "aria-required": "true" });
    return this.labelled(name, labels[name], input);
  }

  private requestsOf(): HTMLElement {
    const { sentences: t } = this.context;
    const area = h("textarea", { rows: 2, maxlength: LONGEST_REQUESTS, placeholder: t.requestsHint });
    return this.labelled("requests", t.requests, area);
  }

  private labelled(name: string, label: string, control: Control): HTMLElement {
    const attributes = { id: name, name, class: "field", part: "field", "aria-describedby": `${name}-error` };
    for (const [key, value] of Object.entries(attributes)) control.setAttribute(key, value);
    control.addEventListener("input", () => this.mark(control, ""));
    this.controls.set(name, control);
    const error = h("p", { class: "error", id: `${name}-error`, hidden: true });
    return h("div", { class: "labelled" }, h("label", { for: name }, label), control, error);
  }
}
