"""KaTeX's trees, written lighter than KaTeX writes them: what has no effect is left out.

The pixels stay; the classes that stand here for KaTeX's lists of boxes are in equations.css. It is
JavaScript, since it runs where the trees are: beside KaTeX, in V8 (weave.math).
"""

SEEN = r"""
// Classes that no style sheet speaks of.
const SILENT = new Set(["mord", "mbin", "mrel", "mop", "mopen", "mclose", "mpunct", "minner",
  "mtight", "mtable", "mathdefault"]);
// How the boxes of a list are aligned, by the class of what holds the list.
const ALIGNED = {mfrac: "c", "op-limits": "c", accent: "c", "col-align-c": "c", "col-align-l": "l",
  "col-align-r": "e", msupsub: "l"};
const SPACES = {"0.1667em": "s3", "0.2222em": "s4", "0.2778em": "s5"};
const SIZES = {size1: ["z1", 0.5], size3: ["z3", 0.7]};  // in text of the usual size
const ABOVE = 0.915, BELOW = 0.284, LINE = 1.2;  // what a line of KaTeX_Main takes, in em

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;")
  .replace(/>/g, "&gt;").replace(/"/g, "&quot;");
const em = (length) => parseFloat(length || 0);
const short = (length) => String(+length.toFixed(5)).replace(/^(-?)0\./, "$1.");
const has = (node, name) => Boolean(node.classes) && node.classes.includes(name);
const loud = (node) => (node.classes || []).filter((name) => name && !SILENT.has(name));

function styled(style) {
  const said = Object.entries(style).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase()),
    String(value).replace(/-?\d+\.\d+(?=em)/g, (one) => short(+one)),
  ]).filter(([name, value]) => !(/^-?0(em)?$/.test(value) && /^(top|margin|vert)/.test(name)));
  const text = said.map(([name, value]) => `${name}:${value}`).join(";");
  return text && ` style="${escaped(text)}"`;
}

// A span, or only what is in it where a span would do nothing.
function span(classes, style, inside) {
  const names = classes.join(" "), said = (names && ` class="${names}"`) + styled(style);
  return said ? `<span${said}>${inside}</span>` : inside;
}

function html(node) {
  if (node.text !== undefined) {
    const italic = node.italic > 0 ? {marginRight: `${node.italic}em`} : {};
    return span(loud(node), {...italic, ...node.style}, escaped(node.text));
  }
  if (!node.classes) return picture(node.toMarkup());
  if (Object.keys(node.attributes || {}).length) throw Error("attributes are KaTeX's own matter");
  if (has(node, "strut")) return strut(node);
  if (has(node, "vlist-t")) return list(node, "");
  if (has(node, "arraycolsep") && node.style.width === "0.5em") return span(["a"], {}, "");
  return other(node);
}

// A tall bracket as KaTeX draws it, in whole numbers; its style gives a picture its size.
const BRACKETS = {
  "M863,9c": (down, up) => `M857 0h-37q-8 8-15 18C562 313 410 700 347 1180c-21 163-33 349-36 557`
    + `v${down + 60}c2 159 10 311 24 454 53 528 210 950 470 1265q7 9 15 17h37q6-6 6-9 0-4-10-18`
    + `c-135-193-235-414-300-665s-103-545-113-882q-3-156-3-189v-${up}c0-163 6-314 17-454 21-272 64`
    + `-513 129-723s155-396 270-559q10-14 10-18 0-2-6-9z`,
  "M76,0c-": (down, up) => `M76 0q-25 0-25 9 0 3 6 13 32 43 63 95c97 157 173 332 229 527s92 417 111`
    + ` 665c11 139 17 291 17 454 0 28 2 43 3 45v${down}c-3 4-3 17-3 38 0 162-6 314-17 455-19 248`
    + `-56 469-112 664s-131 370-228 527q-31 52-63 95-6 8-6 11 0 11 17 11h11q13 0 15-1 8-8 15-17`
    + `c243-295 395-682 458-1161 21-165 33-351 36-558v-${up}c-2-159-10-311-24-454-53-528-210-950`
    + `-470-1265q-7-9-15-17-1-1-18-1z`,
};
function picture(svg) {
  const light = svg.replace(' xmlns="http://www.w3.org/2000/svg"', "");
  const found = / (viewBox="[^"]*")><path d="(.{7})[^]*?l0,(\d+)[^]*?l0,-(\d+)/.exec(svg);
  if (!found || !(found[2] in BRACKETS)) return light;
  return `<svg ${found[1]}><path d="${BRACKETS[found[2]](+found[3], +found[4])}"/></svg>`;
}

// A line is as high as its letters: only what is higher needs a strut.
function strut(node) {
  const below = -em(node.style.verticalAlign), above = em(node.style.height) - below;
  return above <= ABOVE && below <= BELOW ? "" : span(["strut"], node.style, "");
}

function other(node) {
  const [open, middle, close] = node.children;
  if (close && node.children.length === 3 && has(middle, "mfrac") && !loud(node).length
      && has(open, "nulldelimiter") && has(close, "nulldelimiter")) {
    return list(middle.children[0], "f");
  }
  const holder = node.classes.find((name) => name in ALIGNED);
  const inside = node.children.map((child) =>
    has(child, "vlist-t") ? list(child, ALIGNED[holder] || "") : html(child)).join("");
  const style = {...node.style}, space = SPACES[style.marginRight];
  if (has(node, "mspace") && space && Object.keys(style).length === 1) {
    return span([space], {}, inside);
  }
  if (has(node, "op-symbol")) delete style.position;  // its class says it
  if (has(node, "delimsizinginner")) {  // a piece of a tall brace, in a font by its name
    const font = node.classes.find((name) => name.startsWith("delim-size"));
    return span(["delimsizing", font.slice("delim-".length)], style, inside);
  }
  const size = sized(node);
  const classes = size ? [size[0]] : loud(node).filter((name) =>
    !(name in ALIGNED && name !== "accent") && !(name === "delimcenter" && !em(style.top)));
  return span(classes, style, inside);
}

const sized = (node) => has(node, "sizing") && has(node, "reset-size6")
  && SIZES[node.classes.find((name) => name in SIZES)];

// Boxes one above the other: KaTeX has a table with struts, a grid of one cell does as well. Rows
// of a matrix that are numbers are lines of text.
function list(node, align) {
  const boxes = node.children[0].children[0].children.map(box);
  const lines = boxes.every((one, at) => one.bare
    && (!at || Math.abs(one.top - boxes[at - 1].top - LINE) < 1e-3));
  if (boxes.length > 1 && lines) {
    const style = {verticalAlign: `${-boxes[boxes.length - 1].top.toFixed(6)}em`};
    return span(["k", align].filter(Boolean), style, boxes.map((one) => one.inside).join("<br>"));
  }
  if (boxes.length === 1) return placed(boxes[0], ["r"]);
  return span(["v", align].filter(Boolean), {}, boxes.map((one) => placed(one, [])).join(""));
}

// What hangs in a list, and how far below the line.
function box(child) {
  const [pillar, ...parts] = child.children;
  if (!pillar || !has(pillar, "pstrut")) throw Error("a list of another kind");
  const only = parts.length === 1 && parts[0], size = only && sized(only);
  const small = size && !Object.keys(only.style).length;
  const inside = small ? only.children.map(html).join("") : parts.map(standing).join("");
  const bare = !small && !/<span (style|class="(?!s[345]))|<svg/.test(inside)
    && !loud(child).length && Object.keys(child.style).join() === "top";
  return {top: em(child.style.top) + em(pillar.style.height), inside, bare, style: child.style,
    classes: loud(child), size: small ? size : ["", 1]};
}

// What has a height of its own stands on the line, and must not push it down.
function standing(node) {
  if (!node.style || !node.style.height || !node.children) return html(node);
  const style = {...node.style, marginTop: `-${node.style.height}`};
  return span(["h", ...loud(node)], style, node.children.map(html).join(""));
}

const RULE = '<span class="frac-line" style="border-bottom-width:.04em"></span>';
function placed(one, classes) {
  const [size, scale] = one.size, style = {...one.style, top: one.top};
  if (one.inside === RULE && Math.abs(one.top + 0.23) < 1e-6) return '<span class="o"></span>';
  for (const name of ["top", "marginLeft", "marginRight"]) {
    if (style[name]) style[name] = (em(style[name]) / scale).toFixed(6) + "em";
  }
  const text = span([...classes, size, ...one.classes].filter(Boolean), style, one.inside);
  return text === one.inside ? `<span>${text}</span>` : text;
}
"""
