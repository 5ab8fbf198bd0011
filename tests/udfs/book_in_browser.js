// Stands in for office.js in the task pane: a workbook in memory with as much of Excel's object model as xlwings' client
// needs to read it (getBookData) and to do what our macros answer (runActions). The test sets `window.workbookOfTheTest`
// beforehand, and reads `window.excel` afterwards.

const given = window.workbookOfTheTest;

const letters = (column) => (column < 26 ? "" : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
const addressOf = (row, column) => `${letters(column)}${row + 1}`;

// Row and column, counted from 0.
function parse(address) {
  const [, column, row] = /^\$?([A-Z]+)\$?(\d+)$/.exec(address);
  return [Number(row) - 1, [...column].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1];
}

// Excel fills in properties when it is asked to load them; here they are always there.
class Loaded {
  isNullObject = false;
  load() {
    return this;
  }
}

class Collection extends Loaded {
  constructor(items = []) {
    super();
    this.items = items;
  }
}

class Nothing extends Loaded {
  isNullObject = true;
}

class Range extends Loaded {
  constructor(sheet, row, column, rowCount = 1, columnCount = 1) {
    super();
    Object.assign(this, { sheet, worksheet: sheet, row, column, rowCount, columnCount });
    const range = this;
    this.format = {
      font: {},
      autofitColumns() {},
      autofitRows() {},
      fill: {
        set color(colour) {
          range.change({ colour });
        },
        clear: () => range.change({ colour: "" }),
      },
    };
  }
  get address() {
    const [first, last] = [
      addressOf(this.row, this.column),
      addressOf(this.row + this.rowCount - 1, this.column + this.columnCount - 1),
    ];
    return `${this.sheet.name}!${first === last ? first : `${first}:${last}`}`;
  }
  rows(of) {
    return Array.from({ length: this.rowCount }, (_, down) =>
      Array.from({ length: this.columnCount }, (_, along) => of(down, along)),
    );
  }
  change(change) {
    this.rows((down, along) => this.sheet.change(this.row + down, this.column + along, change));
  }
  get values() {
    return this.rows((down, along) => this.sheet.cell(this.row + down, this.column + along).value ?? "");
  }
  set values(values) {
    const kept = (value) => (typeof value === "string" ? value.replace(/^'/, "") : value);
    this.rows((down, along) =>
      this.sheet.change(this.row + down, this.column + along, { value: kept(values[down][along]) }),
    );
  }
  get numberFormat() {
    return this.rows((down, along) => this.sheet.cell(this.row + down, this.column + along).pattern ?? "General");
  }
  set numberFormat([[pattern]]) {
    this.change({ pattern });
  }
}

class Note extends Loaded {
  constructor(sheet, address) {
    super();
    Object.assign(this, { sheet, address });
  }
  getLocation() {
    return new Range(this.sheet, ...parse(this.address));
  }
  delete() {
    this.sheet.change(...parse(this.address), { note: "" });
  }
}

class Notes extends Collection {
  constructor(sheet) {
    super();
    this.sheet = sheet;
    Object.defineProperty(this, "items", { get: () => sheet.noted().map((address) => new Note(sheet, address)) });
  }
  getItemOrNullObject(address) {
    return this.items.find((note) => note.address === address.replaceAll("$", "")) ?? new Nothing();
  }
  add(address, note) {
    this.sheet.change(...parse(address), { note });
  }
}

class Worksheet extends Loaded {
  visibility = "Visible";
  showGridlines = true;
  names = new Collection();
  tables = new Collection();
  charts = new Collection();
  shapes = new Collection();
  pivotTables = new Collection();
  protection = Object.assign(new Loaded(), { protected: false });
  pageLayout = { getPrintAreaOrNullObject: () => new Nothing() };
  constructor(name, cells = []) {
    super();
    this.name = name;
    this.cells = new Map(cells.map(([address, cell]) => [address, cell]));
    this.notes = new Notes(this);
  }
  get position() {
    return sheets.items.indexOf(this);
  }
  set position(position) {
    sheets.items.splice(this.position, 1);
    sheets.items.splice(position, 0, this);
  }
  cell(row, column) {
    return this.cells.get(addressOf(row, column)) ?? {};
  }
  change(row, column, change) {
    this.cells.set(addressOf(row, column), { ...this.cell(row, column), ...change });
  }
  noted() {
    return [...this.cells].filter(([, cell]) => cell.note).map(([address]) => address);
  }
  getUsedRangeOrNullObject() {
    const filled = [...this.cells].filter(([, { value }]) => value != null && value !== "").map(([address]) => parse(address));
    if (!filled.length) return new Nothing();
    const last = (place) => Math.max(...filled.map((cell) => cell[place])) + 1;
    return new Range(this, 0, 0, last(0), last(1));
  }
  getRange(address = "A1") {
    const [first, last] = address.split(":");
    const [row, column] = parse(first);
    const [lastRow, lastColumn] = parse(last ?? first);
    return new Range(this, row, column, lastRow - row + 1, lastColumn - column + 1);
  }
  getRangeByIndexes(...cells) {
    return new Range(this, ...cells);
  }
  getRanges() {
    return { clear: () => this.cells.clear() };
  }
  activate() {
    sheets.active = this;
  }
}

class NamedItem extends Loaded {
  constructor(name, text) {
    super();
    const [, sheet, address] = /^'?([^'!"]+)'?!([$A-Z0-9:]+)$/.exec(text) ?? [];
    Object.assign(this, { name, formula: `=${text}`, type: sheet ? "Range" : "String", sheet, address });
  }
  getRangeOrNullObject() {
    return sheets.getItemOrNullObject(this.sheet).getRange(this.address.replaceAll("$", ""));
  }
}

const sheets = new Collection(given.sheets.map(({ title, cells }) => new Worksheet(title, cells)));
Object.assign(sheets, {
  active: sheets.items[0],
  getItemOrNullObject: (name) => sheets.items.find((sheet) => sheet.name === name) ?? new Nothing(),
  getActiveWorksheet: () => sheets.active,
  add(name) {
    sheets.items.push(new Worksheet(name));
    return sheets.items.at(-1);
  },
});

const workbook = Object.assign(new Loaded(), {
  name: given.name,
  worksheets: sheets,
  names: new Collection(Object.entries(given.names).map(([name, text]) => new NamedItem(name, text))),
  application: Object.assign(new Loaded(), {
    calculationMode: "Automatic",
    cultureInfo: Object.assign(new Loaded(), {
      name: "nl-NL",
      datetimeFormat: Object.assign(new Loaded(), { shortDatePattern: "d-m-jjjj" }),
    }),
  }),
  getSelectedRange: () => new Range(sheets.active, 0, 0),
});

class RequestContext {
  workbook = workbook;
  application = workbook.application;
  async sync() {}
}

window.excel = {
  activeSheet: () => sheets.active.name,
  titles: () => sheets.items.map(({ name }) => name),
  cell: (title, address) => sheets.getItemOrNullObject(title).cells.get(address) ?? {},
};
window.Excel = {
  run: async (work) => await work(new RequestContext()),
  RequestContext,
  ShapeType: { image: "Image" },
  ClearApplyTo: { all: "All" },
};
window.CustomFunctions = { associate() {} };
window.Office = {
  onReady: async (whenReady) => {
    const host = { host: "Excel", platform: "OfficeOnline" };
    whenReady?.(host);
    return host;
  },
  actions: { associate() {} },
  context: {
    displayLanguage: given.language,
    platform: "OfficeOnline",
    requirements: { isSetSupported: () => true },
  },
};
