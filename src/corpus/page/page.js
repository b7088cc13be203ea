// The page that `unboil report` writes: documents, and what goes out of them.
//
// A document is cut into rows (a line, or a piece of a very long one), rows are
// put into blocks, and only the blocks near the window are elements of the
// page. So 10,000 documents, or one with 10,000 removals, are as quick as one.
//
//   report (JSON) ─> documents, marks ─> filter ─> blocks ─> Scroller ─> elements
//
// Text from documents becomes text nodes and nothing else.

'use strict';

const kLongestRow = 4000; // UTF-16 units
const kRowsABlock = 24;
const kUnitsABlock = 6000;
const kHeadHeight = 48; // pixels, about
const kColors = 12; // classes c0 to c11 of page.css

const kGone = 0; // in a comparison: on both sides
const kNewlyGone = 1;
const kNewlyKept = 2;

const byId = (id) => document.getElementById(id);

// An element with classes and children; strings become text.
function element(tag, classes, ...children) {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  made.append(...children);
  return made;
}

const countFormat = new Intl.NumberFormat('en');
function amount(count, one, many = one + 's') {
  return `${countFormat.format(count)} ${count === 1 ? one : many}`;
}

// The first index in [0, count) for which `isBehind` holds, else count.
function firstWhere(count, isBehind) {
  let low = 0;
  for (let high = count; low < high;) {
    const middle = (low + high) >> 1;
    if (isBehind(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

// ---------------------------------------------------------------- documents

class Mark {
  constructor(id, doc, [begin, end, rule, change = kGone, twinBegin = -1, twinEnd = -1]) {
    this.id = id; // its place among all marks
    this.doc = doc;
    this.begin = begin;
    this.end = end;
    this.rule = rule;
    this.change = change;
    this.twin = twinBegin < 0 ? null : { begin: twinBegin, end: twinEnd };
    this.passes = false; // the filters
    this.haystack = null; // what the text filter looks at, once it was asked for
  }

  // The row that shows its label: the first out of which it takes something
  // that can be seen, else the first out of which it takes anything.
  get row() {
    const first = this.doc.rowAt(this.begin);
    const last = this.doc.rowAt(this.end - 1);
    let blank = null;
    for (let row = first; row <= last; ++row) {
      if (!this.takesFrom(row)) continue;
      if (!this.doc.isBlank(row)) return row;
      blank ??= row;
    }
    return blank ?? first;
  }

  takesFrom(row) {
    const { begin, end } = this.doc.content(row);
    if (begin === end) return this.begin <= begin && begin < this.end;
    return this.begin < end && begin < this.end;
  }

  holds(needle) {
    this.haystack ??= this.doc.text
      .slice(this.doc.rowBegin(this.doc.rowAt(this.begin)),
        this.doc.rowBegin(this.doc.rowAt(this.end - 1) + 1))
      .toLowerCase();
    return this.haystack.includes(needle);
  }
}

class Doc {
  constructor({ name, text, marks }, index, firstId) {
    this.index = index;
    this.name = name;
    this.text = text;
    this.marks = marks.map((mark, i) => new Mark(firstId + i, this, mark));
    this.namesake = 1; // the how-manieth of this name
    this.shown = null; // rows of the removed-only view; null: all rows
    this.revealed = new Set(); // rows shown there on request
    this.firstBlock = 0;
  }

  // Where rows begin, and the line each one begins, or 0 inside a line.
  get rows() {
    if (this.cut) return this.cut;
    const begins = [];
    const lines = [];
    let line = 0;
    for (let at = 0; at < this.text.length;) {
      const end = this.text.indexOf('\n', at) + 1 || this.text.length;
      begins.push(at);
      lines.push(++line);
      while (end - at > kLongestRow) {
        at = rowBreak(this.text, at + kLongestRow);
        begins.push(at);
        lines.push(0);
      }
      at = end;
    }
    this.cut = { begins, lines };
    return this.cut;
  }

  get rowCount() {
    return this.rows.begins.length;
  }

  rowBegin(row) {
    return this.rows.begins[row] ?? this.text.length;
  }

  // Without the line's end.
  content(row) {
    const begin = this.rowBegin(row);
    let end = this.rowBegin(row + 1);
    if (end > begin && this.text[end - 1] === '\n') --end;
    if (end > begin && this.text[end - 1] === '\r') --end;
    return { begin, end };
  }

  isBlank(row) {
    const { begin, end } = this.content(row);
    return begin === end;
  }

  rowAt(offset) {
    const { begins } = this.rows;
    return Math.max(0, firstWhere(begins.length, (row) => begins[row] > offset) - 1);
  }

  lineAt(offset) {
    let row = this.rowAt(offset);
    while (this.rows.lines[row] === 0) --row;
    return this.rows.lines[row];
  }

  // Marks that have a part in [begin, end).
  marksIn(begin, end) {
    const first = firstWhere(this.marks.length, (i) => this.marks[i].end > begin);
    let last = first;
    while (last < this.marks.length && this.marks[last].begin < end) ++last;
    return this.marks.slice(first, last);
  }

  // How many Latin letters a character of this text is wide, about.
  get letterWidth() {
    return /[\u2E80-\u9FFF\uAC00-\uD7AF\uFF00-\uFF60]/.test(this.text.slice(0, 200)) ? 2 : 1;
  }
}

// Where a row that is full may end: at a space near `limit`, and never within a
// character.
function rowBreak(text, limit) {
  const space = text.lastIndexOf(' ', limit - 1);
  if (space > limit - kLongestRow / 4) return space + 1;
  const unit = text.charCodeAt(limit);
  return unit >= 0xDC00 && unit <= 0xDFFF ? limit - 1 : limit;
}

// --------------------------------------------------------------- the report

const report = JSON.parse(byId('data').textContent);
byId('data').remove();

const marks = [];
const docs = report.documents.map((given, index) => {
  const doc = new Doc(given, index, marks.length);
  for (const mark of doc.marks) marks.push(mark);
  return doc;
});
report.documents = null; // the texts are in `docs`

const docsByName = new Map();
for (const doc of docs) {
  const namesakes = docsByName.get(doc.name) ?? [];
  namesakes.push(doc);
  doc.namesake = namesakes.length;
  docsByName.set(doc.name, namesakes);
}

// Rules that have marks, the most frequent first, in a comparison by what
// changed; each has a color.
const ruleUses = new Map();
const ruleChanges = new Map();
for (const { rule, change } of marks) {
  ruleUses.set(rule, (ruleUses.get(rule) ?? 0) + 1);
  if (change !== kGone) ruleChanges.set(rule, (ruleChanges.get(rule) ?? 0) + 1);
}
const byUse = (uses) => (a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0);
const usedRules = [...ruleUses.keys()].sort(
  (a, b) => byUse(ruleChanges)(a, b) || byUse(ruleUses)(a, b) || a - b);
const colorOf = new Map(usedRules.map((rule, rank) => [rule, `c${rank % kColors}`]));
const ruleId = (rule) => report.rules[rule].id;

// By change, in a comparison.
const kChangeClasses = ['both', 'newly-gone', 'newly-kept'];
const kChangeWords = ['gone on both sides', 'newly gone', 'newly kept'];

function colorClass(mark) {
  return report.compare ? kChangeClasses[mark.change] : colorOf.get(mark.rule);
}

// -------------------------------------------------------------------- state

const state = {
  text: '',
  name: '',
  rules: new Set(), // empty: all
  changes: new Set(report.compare ? [kNewlyGone, kNewlyKept] : [kGone]),
  removedOnly: false,
  passing: [], // marks
  current: null, // a mark
  twin: null, // the mark whose twin is shown
};

// ------------------------------------------------------------------- blocks

// Some rows of a document that are built and thrown away together: items
// [from, to) of its rows, or of doc.shown.
class Block {
  constructor(doc, from, to, units) {
    this.doc = doc;
    this.from = from;
    this.to = to;
    this.units = units; // of text
    this.height = 0; // in pixels; estimated until it was measured
    this.element = null;
  }

  get isHead() {
    return this.from === 0;
  }

  estimate({ columns, lineHeight, headHeight }) {
    const wrapped = (this.units * this.doc.letterWidth) / columns;
    const lines = (this.to - this.from) * 1.1 + wrapped * 0.8;
    this.height = lines * lineHeight + (this.isHead ? headHeight : 0);
  }

  build() {
    const { doc } = this;
    const built = element('article', 'block');
    built.setAttribute('aria-label', doc.name);
    if (this.isHead) built.append(buildHead(doc));
    if (this === scroller.blocks[0]) built.classList.add('first');
    for (let item = this.from; item < this.to; ++item) {
      const row = doc.shown ? doc.shown[item] : item;
      built.append(row < 0 ? buildGap(doc, item) : buildRow(doc, row));
    }
    return built;
  }
}

// In doc.shown, rows that are left out are one negative number.
const kGap = -1;

// How many of its marks pass: "2 of 5 removals".
function countOf(doc) {
  const passing = doc.marks.filter((mark) => mark.passes).length;
  const all = doc.marks.filter((mark) => state.changes.has(mark.change)).length;
  const said = amount(all, noun());
  return passing === all ? said : `${countFormat.format(passing)} of ${said}`;
}

function noun() {
  return state.changes.has(kGone) ? 'removal' : 'change';
}

function buildHead(doc) {
  return element('h2', '', element('bdi', '', doc.name), element('small', '', countOf(doc)));
}

function buildGap(doc, item) {
  const from = item === 0 ? 0 : doc.shown[item - 1] + 1;
  const to = doc.shown[item + 1] ?? doc.rowCount;
  const button = element('button', 'gap', amount(to - from, 'line'));
  button.dataset.from = from;
  button.dataset.to = to;
  button.dataset.doc = doc.index;
  button.setAttribute('aria-label', `Show ${amount(to - from, 'line')} that stay`);
  return button;
}

function buildRow(doc, row) {
  const { begin, end } = doc.content(row);
  const inRow = doc.marksIn(begin, Math.max(end, begin + 1)).filter((mark) => mark.takesFrom(row));
  const text = element('p', 'text');
  text.dir = 'auto';
  const twin = state.twin?.doc === doc ? state.twin.twin : null;
  let at = begin;
  for (const mark of inRow) {
    appendKept(text, doc, at, mark.begin, twin);
    at = Math.min(mark.end, end);
    text.append(buildMark(mark, doc.text.slice(Math.max(mark.begin, begin), at)));
  }
  appendKept(text, doc, at, end, twin);

  const built = element('div', doc.isBlank(row) ? 'row empty' : 'row', text);
  built.dataset.row = row;
  built.dataset.line = doc.rows.lines[row] || '';
  if (inRow.length > 0) {
    const first = inRow.find((mark) => mark.passes) ?? inRow[0];
    built.classList.add('touched', colorClass(first));
    if (!first.passes) built.classList.add('off');
  }
  const labels = inRow.filter((mark) => mark.row === row).map(buildLabel);
  if (twin && row === twinRow()) labels.push(buildTwinLabel());
  if (labels.length > 0) built.append(element('div', 'labels', ...labels));
  return built;
}

function buildMark(mark, text) {
  const kept = mark.change === kNewlyKept;
  const built = element(kept ? 'ins' : 'del', colorClass(mark), text);
  if (!mark.passes) built.classList.add('off');
  if (mark === state.current) built.classList.add('current');
  if (text === '') built.classList.add('blank');
  built.dataset.mark = mark.id;
  return built;
}

// What stays of [begin, end); the part that is the twin of a repeat stands out.
function appendKept(parent, doc, begin, end, twin) {
  const from = twin ? Math.min(Math.max(twin.begin, begin), end) : end;
  const to = twin ? Math.max(Math.min(twin.end, end), from) : end;
  if (from > begin) parent.append(doc.text.slice(begin, from));
  if (to > from) parent.append(element('mark', 'twin', doc.text.slice(from, to)));
  if (end > to) parent.append(doc.text.slice(to, end));
}

function buildLabel(mark) {
  const id = ruleId(mark.rule);
  const tag = element('button', `tag ${colorOf.get(mark.rule)}`, id);
  tag.dataset.select = mark.id;
  tag.title = report.rules[mark.rule].why;
  const label = element('span', `label ${mark.passes ? '' : 'off'}`, tag);
  if (report.compare) {
    label.append(element('span', `change ${colorClass(mark)}`, kChangeWords[mark.change]));
  }
  if (mark.twin) {
    const twin = element('button', 'to-twin', 'twin');
    twin.dataset.twin = mark.id;
    twin.setAttribute('aria-label', `Show the twin of this repeat, ${id}`);
    label.append(twin);
  }
  return label;
}

function buildTwinLabel() {
  const back = element('button', 'to-twin', 'back');
  back.dataset.back = '';
  back.setAttribute('aria-label', 'Back to the repeat');
  return element('span', 'label', element('span', 'twin-of', 'its twin stays'), back);
}

function twinRow() {
  return state.twin.doc.rowAt(state.twin.twin.begin);
}

// ----------------------------------------------------------------- scroller

// Shows a list of blocks of unknown heights. The truth is the anchor: a block,
// and how many pixels of it are above the window. Everything else is laid out
// from there, so a wrong estimate never moves what is being read. The bar of
// the browser follows, exactly or, where the list is higher than a browser can
// make an element, in proportion.
class Scroller {
  static kHighest = 8e6;

  constructor(view, extent, pane) {
    this.view = view;
    this.extent = extent;
    this.pane = pane;
    this.blocks = [];
    this.tops = new Float64Array(1); // tops[i]: sum of the heights before i
    this.anchor = { block: 0, offset: 0 };
    this.built = { from: 0, to: 0 };
    this.lastTop = 0;
    this.onMove = () => {};
    view.addEventListener('scroll', () => this.follow());
    view.addEventListener('scrollend', () => this.syncBar());
    new ResizeObserver(() => this.resize()).observe(view);
  }

  get windowHeight() {
    return this.view.clientHeight;
  }

  get height() {
    return this.tops[this.blocks.length];
  }

  get position() {
    return this.tops[this.anchor.block] + this.anchor.offset;
  }

  show(blocks) {
    this.blocks = blocks;
    this.measurePage();
    for (const block of blocks) block.estimate(this.page);
    this.discard();
    this.addUp();
    this.anchor = { block: 0, offset: 0 };
    this.layOut();
    this.syncBar();
  }

  measurePage() {
    const style = getComputedStyle(this.pane);
    const size = parseFloat(style.fontSize);
    this.width = this.view.clientWidth;
    const margin = this.width > 900 ? 20 * 16 : 4 * 16;
    this.page = {
      columns: Math.max(10, (this.width - margin) / (size * 0.5)),
      lineHeight: parseFloat(style.lineHeight),
      headHeight: kHeadHeight,
    };
  }

  addUp() {
    const count = this.blocks.length;
    if (this.tops.length !== count + 1) this.tops = new Float64Array(count + 1);
    for (let i = 0; i < count; ++i) this.tops[i + 1] = this.tops[i] + this.blocks[i].height;
  }

  discard() {
    this.pane.replaceChildren();
    for (const block of this.blocks) block.element = null;
    this.built = { from: 0, to: 0 };
  }

  // Builds all again in the same place.
  redraw() {
    const hadFocus = this.pane.contains(document.activeElement);
    this.discard();
    this.layOut();
    if (hadFocus) this.view.focus();
  }

  resize() {
    if (this.view.clientWidth !== this.width) {
      this.measurePage();
      for (const block of this.blocks) block.estimate(this.page);
      this.discard();
      this.addUp();
    }
    this.layOut();
    this.syncBar();
  }

  // Follows the browser's scrolling: by as much, or to the same share of the
  // list when it went far.
  follow() {
    const top = this.view.scrollTop;
    const moved = top - this.lastTop;
    if (moved === 0) return;
    this.lastTop = top;
    if (Math.abs(moved) < 3 * this.windowHeight) {
      this.anchor.offset += moved;
    } else {
      const position = top / this.barRatio();
      const block = Math.max(0, firstWhere(this.blocks.length, (i) => this.tops[i] > position) - 1);
      this.anchor = { block, offset: position - this.tops[block] };
    }
    this.layOut();
    const atEdge = top <= 0 || top >= this.view.scrollHeight - this.windowHeight - 1;
    const isAtEdge = this.position <= 0 || this.position >= this.height - this.windowHeight;
    if (atEdge !== isAtEdge) this.syncBar();
  }

  // Pixels of the bar's way for a pixel of the list's.
  barRatio() {
    const way = this.height - this.windowHeight;
    return way > Scroller.kHighest ? Scroller.kHighest / way : 1;
  }

  syncBar() {
    const top = Math.round(this.position * this.barRatio());
    if (Math.abs(top - this.view.scrollTop) >= 1) this.view.scrollTop = top;
    this.lastTop = this.view.scrollTop;
    this.put();
  }

  // Builds what is near the window, measures it, and puts it in its place.
  layOut() {
    if (this.blocks.length === 0) {
      this.extent.style.height = '0';
      return;
    }
    for (let round = 0; round < 4; ++round) {
      this.settleAnchor();
      if (!this.buildNearby()) break;
    }
    this.put();
    this.onMove();
  }

  // Moves the anchor to the block at the top of the window, within the list.
  settleAnchor() {
    const end = Math.max(0, this.height - this.windowHeight);
    const past = this.position - end;
    if (past > 0) this.anchor.offset -= past;
    while (this.anchor.offset < 0 && this.anchor.block > 0) {
      this.anchor.offset += this.blocks[--this.anchor.block].height;
    }
    if (this.anchor.offset < 0) this.anchor.offset = 0;
    while (this.anchor.block + 1 < this.blocks.length &&
           this.anchor.offset >= this.blocks[this.anchor.block].height) {
      this.anchor.offset -= this.blocks[this.anchor.block++].height;
    }
  }

  // Whether a height turned out to be another than was thought.
  buildNearby() {
    const margin = this.windowHeight;
    const { block: anchor, offset } = this.anchor;
    let from = anchor;
    for (let above = offset; from > 0 && above < offset + margin;) above += this.blocks[--from].height;
    let to = anchor;
    for (let below = -offset; to < this.blocks.length && below < this.windowHeight + margin;) {
      below += this.blocks[to++].height;
    }
    for (let i = this.built.from; i < this.built.to; ++i) {
      if (i >= from && i < to) continue;
      this.blocks[i].element.remove();
      this.blocks[i].element = null;
    }
    const fresh = [];
    let before = null; // the element behind which the next one goes
    for (let i = from; i < to; ++i) {
      const block = this.blocks[i];
      if (!block.element) {
        block.element = block.build();
        if (before) before.after(block.element);
        else this.pane.prepend(block.element);
        fresh.push(block);
      }
      before = block.element;
    }
    this.built = { from, to };
    let changed = false;
    for (const block of fresh) {
      const { height } = block.element.getBoundingClientRect();
      changed ||= Math.abs(height - block.height) > 0.01;
      block.height = height;
    }
    if (changed) this.addUp();
    if (fresh.length > 0) highlightFound();
    return changed;
  }

  put() {
    const way = Math.max(0, this.height - this.windowHeight) * this.barRatio();
    this.extent.style.height = `${Math.min(this.height, this.windowHeight) + way}px`;
    const above = this.position - this.tops[this.built.from];
    this.pane.style.top = `${this.view.scrollTop - above}px`;
  }

  toStart() {
    this.anchor = { block: 0, offset: 0 };
    this.layOut();
    this.syncBar();
  }

  // Twice: the first time measures what is there.
  toEnd() {
    for (let round = 0; round < 2; ++round) {
      this.anchor = { block: Math.max(0, this.blocks.length - 1), offset: this.windowHeight };
      this.layOut();
    }
    this.syncBar();
  }

  // Brings an element of a block to the upper third of the window. `find` gets
  // the block's element.
  jump(block, find) {
    this.anchor = { block, offset: 0 };
    this.layOut();
    const place = find(this.blocks[block].element).getBoundingClientRect();
    const inside = place.top - this.blocks[block].element.getBoundingClientRect().top;
    this.anchor = { block, offset: inside - this.windowHeight / 3 };
    this.layOut();
    this.syncBar();
  }
}

const scroller = new Scroller(byId('view'), byId('extent'), byId('pane'));

// Names the document at the top of the window where its head is out of sight.
function showHere() {
  const { block, offset } = scroller.anchor;
  const top = scroller.blocks[block];
  byId('here').hidden = !top || (top.isHead && offset < kHeadHeight);
  if (top) byId('here').replaceChildren(element('bdi', '', top.doc.name));
}

scroller.onMove = showHere;

// Rows of the removed-only view: those that a passing mark takes from, those
// revealed on request, and gaps.
function rowsTakenFrom(doc) {
  const wanted = new Set(doc.revealed);
  for (const mark of doc.marks) {
    if (!mark.passes) continue;
    const last = doc.rowAt(mark.end - 1);
    for (let row = doc.rowAt(mark.begin); row <= last; ++row) {
      if (mark.takesFrom(row)) wanted.add(row);
    }
    wanted.add(mark.row);
  }
  const shown = [];
  let next = 0;
  for (const row of [...wanted].sort((a, b) => a - b)) {
    if (row > next) shown.push(kGap);
    shown.push(row);
    next = row + 1;
  }
  if (next < doc.rowCount) shown.push(kGap);
  return shown;
}

function makeBlocks(doc, blocks) {
  doc.shown = state.removedOnly ? rowsTakenFrom(doc) : null;
  doc.firstBlock = blocks.length;
  const count = doc.shown ? doc.shown.length : doc.rowCount;
  for (let from = 0; from < count;) {
    let to = from;
    let units = 0;
    while (to < count && to - from < kRowsABlock && units < kUnitsABlock) {
      const row = doc.shown ? doc.shown[to] : to;
      if (row >= 0) units += doc.rowBegin(row + 1) - doc.rowBegin(row);
      ++to;
    }
    blocks.push(new Block(doc, from, to, units));
    from = to;
  }
}

function showDocuments() {
  const blocks = [];
  let last = null;
  for (const { doc } of state.passing) {
    if (doc !== last) makeBlocks(doc, blocks);
    last = doc;
  }
  scroller.show(blocks);
}

function jumpToRow(doc, row) {
  const item = doc.shown ? doc.shown.indexOf(row) : row;
  let block = doc.firstBlock;
  while (scroller.blocks[block].to <= item) ++block;
  scroller.jump(block, (built) => built.querySelector(`[data-row="${row}"]`));
}

// The row at the top of the window.
function rowInView() {
  const edge = byId('view').getBoundingClientRect().top;
  for (let i = scroller.built.from; i < scroller.built.to; ++i) {
    const block = scroller.blocks[i];
    for (const row of block.element.querySelectorAll('.row')) {
      if (row.getBoundingClientRect().bottom > edge) return { doc: block.doc, row: Number(row.dataset.row) };
    }
  }
  return null;
}

// The place in state.passing of the first mark at or below that row.
function firstInView() {
  const at = rowInView();
  return firstWhere(at ? state.passing.length : 0, (i) => {
    const mark = state.passing[i];
    return mark.doc === at.doc ? mark.row >= at.row : mark.doc.index > at.doc.index;
  });
}

function isInView(mark) {
  const edges = byId('view').getBoundingClientRect();
  return [...byId('pane').querySelectorAll(`[data-mark="${mark.id}"]`)].some((shown) => {
    const place = shown.getBoundingClientRect();
    return place.bottom > edges.top && place.top < edges.bottom;
  });
}

// ------------------------------------------------------------------ filters

function filter() {
  const text = state.text.toLowerCase();
  const name = state.name.toLowerCase();
  const perRule = new Map();
  let total = 0;
  let shownDocs = 0;
  state.passing = [];
  for (const doc of docs) {
    const before = state.passing.length;
    const named = doc.name.toLowerCase().includes(name);
    doc.revealed.clear();
    for (const mark of doc.marks) {
      mark.passes = false;
      if (!state.changes.has(mark.change)) continue;
      ++total;
      if (!named || (text !== '' && !mark.holds(text))) continue;
      perRule.set(mark.rule, (perRule.get(mark.rule) ?? 0) + 1);
      mark.passes = state.rules.size === 0 || state.rules.has(mark.rule);
      if (mark.passes) state.passing.push(mark);
    }
    if (state.passing.length > before) ++shownDocs;
  }
  if (!state.current?.passes) state.current = null;
  state.twin = null;
  showDocuments();
  showCounts(perRule, total, shownDocs);
  if (state.current) jumpToRow(state.current.doc, state.current.row);
  showCurrent();
}

function showCounts(perRule, total, shownDocs) {
  byId('count').textContent = `${countFormat.format(state.passing.length)} of ${amount(total, noun())} in ${amount(shownDocs, 'document')}`;
  for (const row of byId('rules').querySelectorAll('label')) {
    const count = perRule.get(Number(row.dataset.rule)) ?? 0;
    row.querySelector('.number').textContent = countFormat.format(count);
    row.classList.toggle('none', count === 0);
  }
  const isFiltered = state.text !== '' || state.name !== '' || state.rules.size > 0;
  byId('clear').hidden = !isFiltered;
  byId('open-filters').classList.toggle('active', isFiltered);
  byId('empty').hidden = state.passing.length > 0;
  byId('empty').textContent = total === 0 ? emptyReport() : 'No removal passes the filters.';
  for (const id of ['previous', 'next']) byId(id).disabled = state.passing.length === 0;
}

function emptyReport() {
  return report.compare ? 'Both sides do the same to these documents.' : 'Nothing goes out of these documents.';
}

function clearFilters() {
  state.text = byId('text').value = '';
  state.name = byId('name').value = '';
  state.rules.clear();
  showChosenRules();
  filter();
}

function showChosenRules() {
  for (const box of byId('rules').querySelectorAll('input')) box.checked = state.rules.has(Number(box.value));
}

// Colors what the text filter looks for, where the browser can.
function highlightFound() {
  if (!window.Highlight) return;
  const needle = state.text.toLowerCase();
  const found = new Highlight();
  if (needle !== '') {
    const walk = document.createTreeWalker(byId('pane'), NodeFilter.SHOW_TEXT,
      (node) => node.parentElement.closest('.text') ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const text = node.data.toLowerCase();
      if (text.length !== node.data.length) continue; // offsets would be wrong
      for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + needle.length);
        found.add(range);
      }
    }
  }
  CSS.highlights.set('found', found);
}

// --------------------------------------------------------- the current mark

function select(mark) {
  state.current = mark;
  for (const old of byId('pane').querySelectorAll('.current')) old.classList.remove('current');
  for (const shown of byId('pane').querySelectorAll(`[data-mark="${mark.id}"]`)) shown.classList.add('current');
  showCurrent();
}

function goTo(mark) {
  forgetTwin();
  select(mark);
  jumpToRow(mark.doc, mark.row);
}

// The next mark that passes, or with -1 the one before: counted from the current
// one, or from the window if that one was left behind.
function step(by) {
  const { passing, current } = state;
  if (passing.length === 0) return;
  let to;
  if (current && isInView(current)) {
    to = firstWhere(passing.length, (i) => passing[i].id >= current.id) + by;
  } else {
    to = firstInView();
    if (by < 0) --to;
  }
  goTo(passing[Math.min(Math.max(to, 0), passing.length - 1)]);
}

function showCurrent() {
  const mark = state.current;
  byId('current').hidden = !mark;
  if (!mark) return;
  const place = firstWhere(state.passing.length, (i) => state.passing[i].id >= mark.id) + 1;
  const rule = report.rules[mark.rule];
  const said = report.compare ? ` · ${kChangeWords[mark.change]}` : '';
  const where = byId('where');
  where.replaceChildren(
    element('b', '', `${countFormat.format(place)} of ${countFormat.format(state.passing.length)}`),
    ' · ', element('bdi', '', mark.doc.name),
    `, line ${countFormat.format(mark.doc.lineAt(mark.doc.rowBegin(mark.row)))}${said} · `,
    element('span', `tag ${colorOf.get(mark.rule)}`, rule.id),
    ` level ${rule.level}`);
  byId('why').textContent = rule.why;
  byId('twin').hidden = !mark.twin || state.twin === mark;
  byId('back').hidden = state.twin !== mark;
  nameInAddress(mark);
}

// --------------------------------------------------------------------- twins

function showTwin(mark) {
  if (!mark?.twin) return;
  select(mark);
  state.twin = mark;
  const first = twinRow();
  const last = mark.doc.rowAt(mark.twin.end - 1);
  reveal(mark.doc, first, last + 1);
  jumpToRow(mark.doc, first);
  showCurrent();
}

function forgetTwin() {
  if (!state.twin) return;
  state.twin = null;
  scroller.redraw();
  showCurrent();
}

function goBack() {
  if (state.twin) goTo(state.twin);
}

// Shows rows [from, to) also where only rows with removals are shown.
function reveal(doc, from, to) {
  if (!state.removedOnly) {
    scroller.redraw();
    return;
  }
  const { anchor } = scroller;
  for (let row = from; row < to; ++row) doc.revealed.add(row);
  showDocuments();
  scroller.anchor = anchor;
  scroller.redraw();
}

// --------------------------------------------------------------- the address

// #NAME/3 is the third mark of that document; #NAME~2/3 that of the second
// document of this name.
function addressOf(mark) {
  const name = encodeURIComponent(mark.doc.name).replaceAll('~', '%7E');
  const namesake = mark.doc.namesake > 1 ? `~${mark.doc.namesake}` : '';
  return `#${name}${namesake}/${mark.id - mark.doc.marks[0].id + 1}`;
}

function markAtAddress() {
  const found = /^#([^~]*)(?:~(\d+))?\/(\d+)$/.exec(location.hash);
  if (!found) return null;
  let name;
  try {
    name = decodeURIComponent(found[1]);
  } catch {
    return null; // no address of ours
  }
  return docsByName.get(name)?.[(found[2] ?? 1) - 1]?.marks[found[3] - 1] ?? null;
}

// A browser refuses an address that changes too often.
let addressTimer = 0;
function nameInAddress(mark) {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => history.replaceState(null, '', addressOf(mark)), 400);
}

function goToAddress() {
  const mark = markAtAddress();
  if (!mark) return;
  if (!mark.passes) {
    if (!state.changes.has(mark.change)) {
      state.changes.add(mark.change);
      for (const box of byId('changes').querySelectorAll('input')) box.checked = state.changes.has(Number(box.value));
    }
    clearFilters();
  }
  goTo(mark);
}

// ----------------------------------------------------------------- the page

function choice(value, isChecked, swatch, name, onChange) {
  const box = element('input');
  box.type = 'checkbox';
  box.value = value;
  box.checked = isChecked;
  box.addEventListener('change', () => onChange(box.checked));
  return element('label', '', box, element('span', `swatch ${swatch}`), name, element('span', 'number'));
}

function toggle(set, value, isIn) {
  if (isIn) set.add(value);
  else set.delete(value);
  filter();
}

function buildRules() {
  for (const rule of usedRules) {
    const id = ruleId(rule);
    const stem = id.lastIndexOf('.') + 1;
    const name = element('span', 'id', element('span', 'group', id.slice(0, stem)), id.slice(stem));
    const row = choice(rule, false, colorOf.get(rule), name, (isIn) => toggle(state.rules, rule, isIn));
    row.dataset.rule = rule;
    row.title = report.rules[rule].why;
    byId('rules').append(row);
  }
}

function buildChanges() {
  byId('changes').hidden = !report.compare;
  if (!report.compare) return;
  for (const change of [kNewlyGone, kNewlyKept, kGone]) {
    const name = element('span', 'id', kChangeWords[change]);
    const row = choice(change, state.changes.has(change), kChangeClasses[change], name,
      (isIn) => toggle(state.changes, change, isIn));
    row.querySelector('.number').textContent =
      countFormat.format(marks.filter((mark) => mark.change === change).length);
    byId('changes').append(row);
  }
}

function describeCorpus() {
  const [before, now] = report.sides;
  byId('sides').textContent = report.compare ? `${before} → ${now}` : before;
  const { documents, changed, bytes, removed } = report.counts;
  const share = bytes > 0 ? ((100 * removed) / bytes).toFixed(1) : '0.0';
  byId('corpus').textContent =
    `${amount(documents, 'document')} read, ${countFormat.format(changed)} changed. ` +
    `${countFormat.format(removed)} of ${amount(bytes, 'byte')} ${report.compare ? 'change' : 'go'} (${share}%).`;
}

function setRemovedOnly(isOn) {
  const at = state.current ?? state.passing[firstInView()];
  state.removedOnly = isOn;
  byId('removed-only').setAttribute('aria-pressed', isOn);
  state.twin = null;
  for (const doc of docs) doc.revealed.clear();
  showDocuments();
  showCurrent();
  if (at) jumpToRow(at.doc, at.row);
}

function openFilters(isOpen) {
  document.body.classList.toggle('filtering', isOpen);
  byId('open-filters').setAttribute('aria-expanded', isOpen);
}

function escape() {
  if (document.activeElement.matches('input[type=search]')) byId('view').focus();
  else if (document.body.classList.contains('filtering')) openFilters(false);
  else if (state.twin) forgetTwin();
}

const kKeys = new Map([
  ['n', () => step(1)],
  ['j', () => step(1)],
  ['p', () => step(-1)],
  ['k', () => step(-1)],
  ['t', () => showTwin(state.current)],
  ['b', goBack],
  ['r', () => setRemovedOnly(!state.removedOnly)],
  // The browser would go where the end was thought to be.
  ['Home', () => scroller.toStart()],
  ['End', () => scroller.toEnd()],
  ['?', () => byId('help').showModal()],
  ['/', () => {
    openFilters(true);
    byId('text').focus();
    byId('text').select();
  }],
  ['Escape', escape],
]);

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || byId('help').open) return;
  const isTyping = event.target.matches('input[type=search]');
  // On a keyboard of another script the place of the key counts.
  const key = event.key > '~' ? event.code.replace('Key', '').toLowerCase() : event.key;
  const action = kKeys.get(key);
  if (!action || (isTyping && key !== 'Escape')) return;
  event.preventDefault();
  action();
}

function onPaneClick(event) {
  const target = event.target.closest('button, del, ins');
  if (!target) return;
  const { select: tag, twin, back, mark, from, to, doc } = target.dataset;
  if (tag !== undefined) select(marks[tag]);
  else if (twin !== undefined) showTwin(marks[twin]);
  else if (back !== undefined) goBack();
  else if (mark !== undefined) select(marks[mark]);
  else if (doc !== undefined) reveal(docs[doc], Number(from), Number(to));
}

function listen() {
  const onClick = (id, action) => byId(id).addEventListener('click', action);
  onClick('next', () => step(1));
  onClick('previous', () => step(-1));
  onClick('removed-only', () => setRemovedOnly(!state.removedOnly));
  onClick('open-help', () => byId('help').showModal());
  onClick('open-filters', () => openFilters(!document.body.classList.contains('filtering')));
  onClick('clear', clearFilters);
  onClick('twin', () => showTwin(state.current));
  onClick('back', goBack);
  onClick('only-rule', () => {
    state.rules = new Set([state.current.rule]);
    showChosenRules();
    filter();
  });
  byId('pane').addEventListener('click', onPaneClick);
  for (const id of ['text', 'name']) {
    byId(id).addEventListener('input', (event) => {
      state[id] = event.target.value;
      filter();
    });
  }
  document.addEventListener('keydown', onKey);
  window.addEventListener('hashchange', goToAddress);
}

describeCorpus();
buildChanges();
buildRules();
listen();
filter();
goToAddress();
byId('view').focus();
