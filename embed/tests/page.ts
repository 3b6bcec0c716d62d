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
