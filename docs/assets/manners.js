/* Three manners that Material lacks. This script runs before Material's; without it the pages work
   as Material has them. tests/site/test_browser_*.py see to it that each still takes, whatever
   Material's next version does. */

/* 1. Search costs nothing until someone looks for something. Material starts its worker and fetches
   the index, more than the page itself, as soon as it runs: both wait here until the search field
   is first focused. Messages keep their order, so nothing is lost. */
(() => {
  const INDEX = /\/search\/search_index\.json$/;
  const asked = new Promise((resolve) => {
    const hear = (element) => element?.matches?.(".md-search__input") && resolve();
    document.addEventListener("focusin", (event) => hear(event.target));
    hear(document.activeElement);
  });

  const Eager = window.Worker;
  window.Worker = class extends EventTarget {
    constructor(...address) {
      super();
      this.real = asked.then(() => {
        const worker = new Eager(...address);
        worker.addEventListener("message", ({ data }) =>
          this.dispatchEvent(new MessageEvent("message", { data })));
        return worker;
      });
    }

    postMessage(...message) {
      this.real.then((worker) => worker.postMessage(...message));
    }
  };

  const { open, send } = XMLHttpRequest.prototype;
  const late = new WeakSet();
  XMLHttpRequest.prototype.open = function (...request) {
    if (INDEX.test(new URL(request[1], location.href).pathname)) late.add(this);
    return open.apply(this, request);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (!late.has(this)) return send.apply(this, body);
    asked.then(() => send.apply(this, body));
  };
})();

/* 2. What Material adds to a page while it is read: buttons of code are no landmarks, and a table
   that scrolls can be scrolled with the keyboard too. */
(() => {
  const room = new ResizeObserver((boxes) => {
    for (const { target } of boxes)
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
  });
  const greet = (element) => {
    if (element.matches(".md-code__nav")) element.setAttribute("role", "none");
    if (element.matches(".md-typeset__scrollwrap, .plate")) room.observe(element);
  };
  const all = (element) => {
    greet(element);
    element.querySelectorAll(".md-code__nav, .md-typeset__scrollwrap, .plate").forEach(greet);
  };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) if (node instanceof Element) all(node);
  }).observe(document.body, { childList: true, subtree: true });
  all(document.body);
})();

/* 3. On a narrow page, or at 200 %, the signs for navigation and search are labels of hidden boxes:
   the keyboard reaches them too. Enter is Material's; the space bar is what buttons know besides. */
for (const [box, name] of [["__drawer", "Navigation"], ["__search", "Search"]]) {
  const sign = document.querySelector(`header [for=${box}]`);
  if (!sign) continue;
  Object.assign(sign, { tabIndex: 0, role: "button", ariaLabel: name });
  sign.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    sign.click();
  });
}
