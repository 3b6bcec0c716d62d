/** What a form can do without: built as a file of its own, which is loaded next to the settings. */
export { diagnose } from "./basket/diagnose";
export { curtainHint } from "./basket/curtain-hint";
export { addressLines } from "./card/address-lines";
export { doneButton, waysFromCard } from "./card/ways-from-card";
export { curtainLine, hintOf } from "./slots/hint-words";
export { sendWhenOnline } from "./booking/send-when-online";
export { newsTick } from "./consent/news-tick";
export { fillOthers } from "./slots/other-shows";
export { HoldNotice } from "./booking/hold-notice";
export { ScreenHistory } from "./booking/screen-history";
