"""A formula for those who hear it: KaTeX's MathML without what only says how it looks.

It is JavaScript, as weave.lighter is, and puts together what is seen and what is heard.
"""

HEARD = r"""
// Attributes that say how it looks.
const LOOKS = new Set(["xmlns", "rowspacing", "columnspacing", "columnalign", "stretchy", "fence",
  "separator", "lspace", "rspace", "minsize", "maxsize", "scriptlevel", "displaystyle"]);
const ROWS = new Set(["math", "mtd", "msqrt", "mrow"]);  // hold any number of others

// A list of elements: rows in rows need no bounds.
function elements(node) {
  const {type, children = [], attributes = {}} = node;
  if (type === "annotation" || type === "mspace") return [];
  if ([undefined, "semantics", "mrow", "mstyle"].includes(type) && !attributes.mathcolor) {
    return children.flatMap(elements);
  }
  const said = Object.entries(attributes).filter(([name, value]) =>
    !LOOKS.has(name) && !(name === "mathvariant" && value === "normal"))
    .map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
  return [`<${type}${said}>${children.map((child) => inner(child, type)).join("")}</${type}>`];
}

function inner(child, type) {
  if (child.text !== undefined && child.type === undefined) return escaped(child.text);
  const found = elements(child);
  return ROWS.has(type) || found.length === 1 ? found.join("") : `<mrow>${found.join("")}</mrow>`;
}

// Whether a formula can be read as it is seen: letters and numbers with signs between them.
const LEAF = /<m[ino]>([^<]*)<\/m[ino]>/g;
function simple(mathml, seen) {
  const text = seen.replace(/<[^>]*>/g, "");
  const leaves = [...mathml.matchAll(/<(m[ino])>([^<]*)<\/m[ino]>/g)];
  return mathml.replace(LEAF, "") === "<math></math>"
    && !/ class="(v|k|r|h|z)[ \d"]|<svg/.test(seen)
    && leaves.every(([, type], at) => !at || type === "mo" || leaves[at - 1][1] === "mo")
    && leaves.map((leaf) => leaf[2]).join("").replace(/\u2061/g, "") === text;
}

function lighter(tree, display) {
  const katex = display ? tree.children[0] : tree, [heard, seen] = katex.children;
  const mathml = inner(heard.children[0], "math"), shown = seen.children.map(html).join("");
  if (!display && simple(mathml, shown)) {
    return `<span class="katex">${shown}</span>`;
  }
  const both = `<span class="katex"><span class="katex-mathml">${mathml}</span>`
    + `<span class="katex-html" aria-hidden="true">${shown}</span></span>`;
  return display ? `<span class="katex-display">${both}</span>` : both;
}

// Height plus depth of the tallest part: KaTeX writes them on an invisible strut.
function tallest(node) {
  const below = (node.children || []).map(tallest);
  return Math.max(has(node, "strut") ? em(node.style.height) : 0, ...below);
}

function typeset(formulas, macros) {
  return formulas.map(([latex, display]) => {
    const options = {displayMode: display, output: "htmlAndMathml", strict: "error", trust: false,
      throwOnError: true, macros: {...macros}};
    try {
      const tree = katex.__renderToDomTree(latex, options);
      let html;
      try {
        html = lighter(tree, display);
      } catch (unknown) {
        html = tree.toMarkup().replace(/<annotation.*?<\/annotation>/gs, "");
      }
      return {html, height: tallest(tree) || 1};
    } catch (error) {
      return {error: error.rawMessage || error.message, position: error.position};
    }
  });
}
"""
