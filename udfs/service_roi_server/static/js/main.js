// The task pane: runs a macro of the workbook on the server, and shows how far it is and what it has to say.
// xlwings' own scripts are loaded before this one: `xlwings` reads and changes the workbook, `xwRequest` asks the server.

const PROGRESS = {
  en: {
    reading: "Reading the workbook …",
    working: "Python is at work …",
    writing: "Writing into the workbook …",
  },
  nl: {
    reading: "Het werkboek wordt gelezen …",
    working: "Python is aan het werk …",
    writing: "Er wordt in het werkboek geschreven …",
  },
};
const FAILED = {
  en: {
    unreachable: "The server does not answer. Is service-roi serve still running?",
    refused: "The server could not do this: ",
    workbook: "Excel could not do this: ",
  },
  nl: {
    unreachable: "De server antwoordt niet. Draait service-roi serve nog?",
    refused: "De server kon dit niet doen: ",
    workbook: "Excel kon dit niet doen: ",
  },
};
const REMEMBERED = "service-roi-language";

const page = document.documentElement;
const element = (id) => document.getElementById(id);
let busy = false;

// ---------------------------------------------------------------------------------------------------------- languages

function speak(language) {
  page.lang = language;
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
}

function chosenLanguage() {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    return null; // a browser may forbid to remember anything
  }
}

function choose(language) {
  speak(language);
  try {
    localStorage.setItem(REMEMBERED, language);
  } catch {
    // see chosenLanguage
  }
}

// ----------------------------------------------------------------------------------------------------------- messages

function progress(step) {
  element("progress").textContent = step ? PROGRESS[page.lang][step] : "";
}

function tell(text, mode) {
  element("no-messages").hidden = true;
  const message = document.createElement("li");
  message.className = mode === "critical" ? "wrong" : "right";
  message.textContent = text;
  element("messages").prepend(message);
}

// ------------------------------------------------------------------------------------------------------------- macros

async function run(macro) {
  if (busy) return;
  setBusy(true);
  try {
    await Office.onReady();
    progress("reading");
    const { token, provider } = await globalThis.getAuth();
    const headers = { "Auth-Provider": provider };
    const book = await xlwings.getBookData({ auth: token, headers });
    progress("working");
    const actions = await answerOf(macro, book, headers);
    progress("writing");
    await xlwings.runActions({ actions: actions.filter(({ func }) => func !== "alert") });
    for (const { func, args } of actions) {
      if (func === "alert") tell(args[0], args[3]);
    }
  } catch (error) {
    console.error(error);
    tell(error instanceof Refusal ? error.message : FAILED[page.lang].workbook + (error?.message ?? error), "critical");
  } finally {
    progress(null);
    setBusy(false);
  }
}

class Refusal extends Error {}

async function answerOf(macro, book, headers) {
  const address = `${location.origin}${config.appPath}/xlwings/custom-scripts-call/${macro}`;
  try {
    const { data } = await xwRequest.post(address, book, { headers, timeout: config.requestTimeout * 1000 });
    return data.actions;
  } catch (error) {
    const said = error.response?.data;
    const { unreachable, refused } = FAILED[page.lang];
    throw new Refusal(error.response ? refused + (said?.detail ?? said) : unreachable);
  }
}

function setBusy(now) {
  busy = now;
  page.classList.toggle("busy", now);
  for (const button of document.querySelectorAll("[data-macro]")) {
    button.setAttribute("aria-disabled", String(now)); // not `disabled`, which would lose the keyboard's place
  }
}

function ask(macro) {
  if (busy) return;
  element("question").hidden = false;
  element("question-yes").focus();
  const answered = (yes) => {
    element("question").hidden = true;
    document.querySelector(`[data-macro="${macro}"]`).focus();
    if (yes) run(macro);
  };
  element("question-yes").onclick = () => answered(true);
  element("question-no").onclick = () => answered(false);
  element("question").onkeydown = ({ key }) => {
    if (key === "Escape") answered(false);
  };
}

// -------------------------------------------------------------------------------------------------------------- start

for (const button of document.querySelectorAll("[data-macro]")) {
  const { macro } = button.dataset;
  button.addEventListener("click", () => (macro === "reset_to_defaults" ? ask(macro) : run(macro)));
}
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => choose(button.dataset.language));
}
element("address").textContent = location.host;
speak(chosenLanguage() ?? "en");
Office.onReady(() => {
  if (!chosenLanguage() && Office.context?.displayLanguage?.toLowerCase().startsWith("nl")) speak("nl");
});
