/** As much of a page as the guest's screen needs: elements in a tree, with attributes, text and listeners. */

export class FakeElement {
  value = "";
  textContent = "";
  hidden = false;
  ariaInvalid: string | null = null;
  ariaDisabled: string | null = null;
  validity = { valid: true };
  parentElement: FakeElement | null = null;
  readonly attributes = new Map<string, string>();
  readonly children: FakeElement[] = [];
  private readonly listeners = new Map<string, ((event: unknown) => void)[]>();

  constructor(readonly tag: string) {}

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  append(...children: (FakeElement | string)[]): void {
    for (const child of children) {
      if (!(child instanceof FakeElement)) continue;
      child.parentElement = this;
      this.children.push(child);
    }
  }

  addEventListener(name: string, listener: (event: unknown) => void): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  }

  fire(name: string): void {
    for (const listener of this.listeners.get(name) ?? []) listener({ preventDefault: () => undefined });
  }

  focus(): void {}

  /** Every element below this one. */
  all(): FakeElement[] {
    return this.children.flatMap((child) => [child, ...child.all()]);
  }

  /** The first element below of one class. */
  querySelector(selector: string): FakeElement | undefined {
    return this.all().find((each) => `.${each.attributes.get("class")}` === selector);
  }
}

export function installPage(): void {
  const document = { createElement: (tag: string) => new FakeElement(tag) };
  Object.assign(globalThis, { document });
}

/** A tab of a browser: what it stores, its history, and what a page listens for. */
export class FakeTab {
  readonly stored = new Map<string, string>();
  readonly entries: unknown[] = [null];
  at = 0;
  private readonly listeners = new Map<string, (() => void)[]>();

  /** Have the page run in this tab; a reload has the same tab and none of the listeners. */
  install(): this {
    this.listeners.clear();
    const sessionStorage = {
      getItem: (name: string) => this.stored.get(name) ?? null,
      setItem: (name: string, text: string) => void this.stored.set(name, text),
      removeItem: (name: string) => void this.stored.delete(name),
    };
    const addEventListener = (name: string, listener: () => void) =>
      void this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
    Object.assign(globalThis, { sessionStorage, history: this.history(), addEventListener });
    return this;
  }

  fire(name: string): void {
    for (const listener of this.listeners.get(name) ?? []) listener();
  }

  /** Walk through the history, as its buttons do. */
  go(entries: number): void {
    this.at += entries;
    this.fire("popstate");
  }

  private history(): object {
    const tab = this;
    return {
      get state() {
        return tab.entries[tab.at];
      },
      pushState: (state: unknown) => void tab.entries.splice(++tab.at, Infinity, state),
      replaceState: (state: unknown) => void (tab.entries[tab.at] = state),
      back: () => setTimeout(() => tab.go(-1)),
    };
  }
}
