// Hand on when and where: by the browser's own sheet, else by the clipboard, else the text stays to be copied.

const words = document.querySelector("[data-for-others]");
const outcome = document.querySelector("[data-outcome]");

async function handOn(text) {
  try {
    if ("share" in navigator) return await navigator.share({ text }), "shared";
  } catch (error) {
    if (error.name === "AbortError") return "";
  }
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    return "byHand";
  }
}

if (words) {
  const field = words.querySelector("textarea");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = words.querySelector("summary").textContent;
  button.addEventListener("click", async () => {
    const how = await handOn(field.value);
    outcome.textContent = outcome.dataset[how] ?? "";
    if (how !== "byHand") return;
    button.hidden = words.open = true;
    words.hidden = false;
    field.focus();
    field.select();
  });
  words.hidden = true;
  words.before(button);
}
