// Copies the hours of a weekday to the days below it; they are kept when the form is saved.

const week = document.querySelector("[data-week-hours]");

function copyDown(button) {
  const days = [...week.querySelectorAll("input")];
  const from = days.indexOf(button.parentElement.querySelector("input"));
  for (const day of days.slice(from + 1)) day.value = days[from].value;
  week.querySelector("[role=status]").textContent = "Copied to the days below. Save keeps it.";
}

for (const button of week?.querySelectorAll("[data-copies-down]") ?? []) {
  button.hidden = false;
  button.addEventListener("click", () => copyDown(button));
}
