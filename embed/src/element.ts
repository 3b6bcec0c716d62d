/** `<entracte-widget>`: the form, inline when it comes into view, or behind a button. */
import { Api } from "./api/client";
import { BookingForm } from "./booking/booking-form";
import { rgbOf, textOn } from "./page/colour";
import { button, h, icon } from "./page/elements";
import { early } from "./sentences/early";
import type { SettingsOut } from "./api/shapes";
import { addSheet } from "./page/sheets";
import earlyStyle from "./page/early.css";

const SCRIPT = "widget/1/entracte.js";
const running = document.currentScript ?? document.querySelector(`script[src*="${SCRIPT}"]`);
const home = new URL(".", (running as HTMLScriptElement | null)?.src ?? location.href);

/** The first ground behind an element that is not transparent: a dialog leaves its place and needs its own. */
function groundBehind(start: Element): string {
  for (let at: Element | null = start; at; at = at.parentElement) {
    const ground = getComputedStyle(at).backgroundColor;
    if (ground && !/^transparent$|[,/] ?0\)$/.test(ground)) return ground;
  }
  return "";
}

class EntracteWidget extends HTMLElement {
  private readonly frame = h("div", { class: "root" });
  private readonly probe = h("span", { class: "probe", hidden: true });
  private form: BookingForm | undefined;
  private watching: IntersectionObserver | undefined;

  connectedCallback(): void {
    if (this.form) return this.watching?.observe(this); // moved on the page before it was seen
    const key = this.getAttribute("widget");
    if (!key) return console.error("Entracte: <entracte-widget> needs its key: widget=\"…\".");
    const api = new Api(new URL("../../api/widget/v1/", home).href, key);
    const shadow = this.attachShadow({ mode: "open" });
    addSheet(shadow, earlyStyle);
    shadow.append(this.frame);
    this.form = new BookingForm({
      api,
      home: home.href,
      onLook: (style) => addSheet(shadow, style),
      onSettings: (settings) => this.dress(settings),
    });
    this.frame.append(this.probe);
    if (this.getAttribute("mode") === "button") this.showButton(this.form);
    else this.openWhenVisible(this.form);
  }

  disconnectedCallback(): void {
    this.watching?.disconnect();
  }

  private openWhenVisible(form: BookingForm): void {
    this.frame.classList.add("inline");
    this.frame.append(form.element);
    this.watching = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.watching?.disconnect();
      this.watching = undefined;
      void form.open();
    });
    this.watching.observe(this);
  }

  private showButton(form: BookingForm): void {
    const label = h("span", {}, early.open);
    const close = button(icon("M6 6l12 12M18 6L6 18"), { class: "icon close", "aria-label": early.close });
    const dialog = h("dialog", { "aria-label": early.open }, h("div", { class: "inside" }, close, form.element));
    const open = () => {
      dialog.style.setProperty("--ground", groundBehind(this));
      dialog.showModal();
      void form.open();
    };
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    const opener = { class: "primary", part: "button", "aria-haspopup": "dialog", onclick: open };
    this.frame.append(button(label, opener), dialog);
    form.prepare().then(
      ({ say }) => {
        label.textContent = say("open");
        dialog.ariaLabel = say("open");
        close.ariaLabel = say("close");
      },
      () => undefined,
    );
  }

  /** Take the accent of the settings, and the text that reads on whichever accent holds. */
  private dress(settings: SettingsOut): void {
    this.lang = this.lang || settings.language;
    this.frame.style.setProperty("--set", settings.accent);
    this.readOnAccent();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.readOnAccent());
  }

  private readOnAccent(): void {
    const accent = getComputedStyle(this.probe).backgroundColor;
    this.frame.style.setProperty("--on", textOn(rgbOf(accent)));
  }
}

if (!customElements.get("entracte-widget")) customElements.define("entracte-widget", EntracteWidget);
