/** The page behind an open dialog stays where it is. */

/** Stop the page from scrolling; the answer lets it scroll again, with what it had set itself. */
export function stillPage(): () => void {
  const { documentElement, body } = document;
  const bar = innerWidth - documentElement.clientWidth;
  const before = [documentElement, body].map((each) => [each.style, each.style.overflow, each.style.paddingInlineEnd] as const);
  for (const [style] of before) style.overflow = "hidden";
  if (bar > 0) body.style.paddingInlineEnd = `${parseFloat(getComputedStyle(body).paddingInlineEnd) + bar}px`;
  return () => {
    for (const [style, overflow, padding] of before.splice(0)) {
      style.overflow = overflow;
      style.paddingInlineEnd = padding;
    }
  };
}
