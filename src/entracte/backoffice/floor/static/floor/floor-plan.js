// Lets tables be dragged on a floor plan. The numbers in the form are the truth; the picture follows them.

const plan = document.querySelector("[data-plan]");
const GRID_CM = 10;

function inputs(key) {
  return {
    on: document.querySelector(`[name="on_${key}"]`),
    x: document.querySelector(`[name="x_${key}"]`),
    y: document.querySelector(`[name="y_${key}"]`),
  };
}

function follow(shape) {
  const { on, x, y } = inputs(shape.dataset.table);
  shape.setAttribute("transform", `translate(${Number(x.value) || 0} ${Number(y.value) || 0})`);
  shape.setAttribute("display", on.checked ? "inline" : "none");
}

function pointIn(event) {
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(plan.getScreenCTM().inverse());
}

function within(value, most) {
  return Math.max(0, Math.min(Number(most), Math.round(value / GRID_CM) * GRID_CM));
}

function drag(shape, event) {
  const { x, y } = inputs(shape.dataset.table);
  const from = pointIn(event);
  const offset = { x: Number(x.value) - from.x, y: Number(y.value) - from.y };
  const { width, height } = plan.dataset;
  shape.classList.add("is-dragged");
  shape.setPointerCapture(event.pointerId);

  const dragTo = (moving) => {
    const at = pointIn(moving);
    x.value = within(at.x + offset.x, width);
    y.value = within(at.y + offset.y, height);
    follow(shape);
  };
  const drop = () => {
    shape.classList.remove("is-dragged");
    shape.removeEventListener("pointermove", dragTo);
  };
  shape.addEventListener("pointermove", dragTo);
  shape.addEventListener("pointerup", drop, { once: true });
  shape.addEventListener("pointercancel", drop, { once: true });
}

if (plan) {
  const shapes = [...plan.querySelectorAll("[data-table]")];
  for (const shape of shapes) {
    follow(shape);
    shape.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      drag(shape, event);
    });
    for (const input of Object.values(inputs(shape.dataset.table))) {
      input.addEventListener("input", () => follow(shape));
    }
  }
}
