// Shows in the fields for whom the ticked tables join where nothing is typed; the server does the same sum.

const form = document.querySelector("[data-combines]");

function suggest() {
  const ticked = [...form.querySelectorAll("[name=tables]:checked")];
  const covers = ticked.map((box) => Number(box.dataset.covers));
  const together = covers.reduce((sum, each) => sum + each, 0);
  const joins = ticked.length > 1;
  form.elements.min_covers.placeholder = joins ? Math.min(Math.max(...covers) + 1, together) : "";
  form.elements.max_covers.placeholder = joins ? together : "";
  form.elements.name.placeholder = joins ? ticked.map((box) => box.dataset.name).join(" + ") : "";
}

if (form) {
  form.addEventListener("change", suggest);
  suggest();
}
