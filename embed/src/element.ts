/** `<entracte-widget>`: the form, inline when it comes into view, or behind a button. */
import { Api } from "./api/client";
import { BookingForm } from "./booking/booking-form";
import type { Loaded } from "./booking/load-form";
import { putBehindButton } from "./page/behind-button";
import { rgbOf, textOn } from "./page/colour";
import { h } from "./page/elements";
import { homeOf, meant } from "./page/home";
import { addSheet } from "./page/sheets";
import { early } from "./sentences/early";
import earlyStyle from "./page/early.css";

const running = document.currentScript ?? document.querySelector('script[src*="/widget/1/"]');
const script = (running as HTMLScriptElement | null)?.src ?? "";
const ABSENT = "entracte-absent";

class EntracteWidget extends HTMLElement {
  static readonly observedAttributes = ["widget", "from", "mode"];
  private readonly frame = h("div", { class: "root", lang: "en", dir: "ltr" });
  private readonly probe = h("span", { class: "probe", hidden: true });
  /** The page's own words for a form that does not come; seen until it stands. */
  private readonly absent = h("slot", { name: ABSENT });
  private form: BookingForm | undefined;
  /** What the form was started for: its home, its key, and how it is shown. */
  private startedFor = "";
  private watching: IntersectionObserver | undefined;
  private closeDialog: (() => void) | undefined;

  connectedCallback(): void {
    this.start();
    this.watching?.observe(this); // moved on the page before it was seen
  }

  disconnectedCallback(): void {
    this.watching?.disconnect();
    this.closeDialog?.();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.start();
  }

  /** Start the form for what the attributes say now; a form that was started for the same goes on. */
  private start(): void {
    const key = meant(this.getAttribute("widget"));
    const home = homeOf(meant(this.getAttribute("from")), script);
    const isBehind = /button/i.test(this.getAttribute("mode") ?? "");
    const wish = `${home} ${key} ${isBehind}`;
    if (wish === this.startedFor) return;
    this.startedFor = wish;
    this.clear();
    if (!key) return console.error('Entracte: no key. Needed: widget="…".');
    if (!home) return console.error('Entracte: the script was moved. Needed: from="https://…".');
    if (self.origin === "null") return this.stayAway();
    const api = new Api(new URL("../../api/widget/v1/", home).href, key);
    const form = new BookingForm({
      api,
      home,
      walks: meant(this.getAttribute("history")) !== "off",
      onLoaded: (loaded) => this.form === form && this.dress(loaded),
    });
    this.form = form;
    if (isBehind) this.closeDialog = putBehindButton(this.frame, this, form);
    else this.openWhenVisible(form);
  }

  /** Take away what an earlier key or home has put here; the page's own children are shown. */
  private clear(): void {
    this.watching?.disconnect();
    this.closeDialog?.();
    this.form?.leave();
    this.watching = this.closeDialog = this.form = undefined;
    if (!this.shadowRoot) this.plant();
    this.absent.hidden = false;
    this.frame.className = "root";
    this.frame.replaceChildren(this.probe, this.absent);
  }

  private plant(): void {
    const rest = h("slot");
    const tree = this.attachShadow({ mode: "open" });
    addSheet(tree, earlyStyle);
    tree.append(this.frame, rest);
    // after a tag that was closed by a slash, the rest of the page stands in here
    rest.addEventListener("slotchange", () => {
      if (rest.assignedElements().length) this.style.maxWidth = "none";
    });
  }

  /** In a frame without an origin no site can be allowed. */
  private stayAway(): void {
    console.info("Entracte: no form in a sandboxed frame without allow-same-origin.");
    if (!this.absent.assignedElements().length) this.frame.append(h("p", {}, early.notThere));
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

  /** Take the language and the look, the accent of the settings, and the text that reads on whichever accent holds. */
  private dress({ settings, language, isRightToLeft, look }: Loaded): void {
    this.absent.hidden = true;
    this.frame.lang = language;
    this.frame.dir = isRightToLeft ? "rtl" : "ltr";
    addSheet(this.shadowRoot!, look);
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
