// Signed in over another page: that page hears of it, and this window has done its work.

new BroadcastChannel("entracte-sign-in").postMessage("signed in");
window.close();
