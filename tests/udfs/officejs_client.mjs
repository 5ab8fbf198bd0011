// Excel for the web as far as worksheet functions go: runs the JavaScript that a live server generates, and calls the
// functions that it registers, over HTTP. Only what Office itself provides is a stand-in.
//
// In:  {"server": "http://…", "calls": [{"function": "sroi_npv", "args": […]}]}, the arguments as Excel sends them: rows
//      of cells, or null where one is left out.
// Out: {"registered": […], "answers": [{"found": rows} or {"code": "#VALUE!", "message": …}, each with "requests"]}

import vm from "node:vm";

const asked = JSON.parse(await text(process.stdin));
const functions = new Map();
let requests = 0;

class CustomFunctionError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

class RequestContext {
  workbook = { name: "case.xlsx", load() {} };
  async sync() {}
}

async function post(address, body, { headers }) {
  requests += 1;
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  const data = await answer.text();
  if (!answer.ok) {
    throw Object.assign(new Error(answer.statusText), { response: { status: answer.status, data } });
  }
  return { status: answer.status, data: JSON.parse(data) };
}

// What the page of the task pane sets up: its settings, and xlwings' own helpers, which work in a browser only.
async function page() {
  const html = await (await fetch(`${asked.server}/taskpane.html`)).text();
  const config = JSON.parse(/<script id="config"[^>]*>([^<]*)</.exec(html)[1]);
  const office = { host: "Excel" };
  const sandbox = {
    console: { log() {}, info() {}, error() {} },
    setTimeout,
    crypto,
    config,
    xwRequest: { post },
    xlwings: { getCultureInfoName: async () => "nl-NL", getDateFormat: async () => "dd-mm-jjjj" },
    window: { location: { origin: asked.server } },
    Excel: { RequestContext },
    Office: {
      onReady: async (whenReady) => (whenReady?.(office), office),
      context: { requirements: { isSetSupported: () => true } },
    },
    CustomFunctions: {
      associate: (id, called) => functions.set(id, called),
      Error: CustomFunctionError,
      ErrorCode: { invalidValue: "#VALUE!" },
    },
  };
  return vm.createContext(sandbox);
}

async function answer({ function: name, args }) {
  requests = 0;
  try {
    return { found: await functions.get(name.toUpperCase())(...args, { address: "Sheet1!A1" }), requests };
  } catch (error) {
    return { code: error.code ?? null, message: error.message, requests };
  }
}

async function text(stream) {
  let read = "";
  for await (const part of stream) read += part;
  return read;
}

const code = await (await fetch(`${asked.server}/xlwings/custom-functions-code.js`)).text();
vm.runInContext(code, await page());
const answers = [];
for (const call of asked.calls) answers.push(await answer(call));
process.stdout.write(JSON.stringify({ registered: [...functions.keys()], answers }));
