/** The text colour that can be read on the accent. */

type Rgb = readonly [number, number, number];

/** Relative luminance as WCAG 2 defines it. */
export function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [17, 17, 17];

/** White where it reaches 4.5:1, else whichever of white and ink reads better. */
export function textOn(ground: Rgb): string {
  const onWhite = contrast(ground, WHITE);
  return onWhite >= 4.5 || onWhite > contrast(ground, INK) ? "#fff" : "#111";
}

/** The bytes of any colour that the browser has computed, `oklch(…)` included. */
export function rgbOf(computed: string): Rgb {
  const plain = /^rgba?\((\d+), (\d+), (\d+)/.exec(computed);
  if (plain) return [Number(plain[1]), Number(plain[2]), Number(plain[3])];
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return INK;
  context.fillStyle = computed;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
