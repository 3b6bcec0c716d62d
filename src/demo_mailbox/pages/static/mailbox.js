/* Says that a letter came, without moving what is read. */
const opened = Number(document.body.dataset.newest);
const news = document.querySelector("[data-news]");

async function look() {
  if (document.hidden) return;
  try {
    const { newest } = await (await fetch("/mailbox/newest")).json();
    news.hidden = newest <= opened;
  } catch {
    /* the mailbox was stopped; the next look may find it again */
  }
}

setInterval(look, 2000);
