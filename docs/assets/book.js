/* Two conveniences. Without this script figures stand in the page and terms link to the glossary; with
   it a figure opens large in a dialog, and a term says what it means where it stands: under the
   pointer, at the focus, or at the first tap (the second one follows the link). */
(() => {
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  /* A figure in large: the drawing itself moves into the dialog, so that its ids stay unique. */
  const dialog = make("dialog", { className: "enlarged plate", ariaLabel: "The figure, enlarged" });
  const close = make("button", { type: "button", textContent: "Close" });
  dialog.append(close);
  let home = null;
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    home.append(dialog.querySelector("svg"));
    home.style.minHeight = "";
  });

  const enlarge = (plate) => {
    home = plate;
    home.style.minHeight = `${home.getBoundingClientRect().height}px`;
    dialog.append(home.querySelector("svg"));
    document.body.append(dialog);
    dialog.showModal();
  };

  for (const plate of document.querySelectorAll(".plate")) {
    const figure = plate.closest("figure, .program");
    const tools = figure?.nextElementSibling;
    if (!tools?.classList.contains("figure-tools")) continue;
    const number = figure.querySelector(".caption-label")?.textContent.replace(/\.$/, "") ?? "figure";
    const button = make("button", { type: "button", textContent: "Enlarge" });
    button.ariaLabel = `Enlarge ${number}`;
    button.addEventListener("click", () => enlarge(plate));
    tools.append(button);
    plate.classList.add("plate--opens");
    plate.addEventListener("click", () => {
      if (!getSelection().isCollapsed) return; // somebody marks words of the drawing
      button.focus({ preventScroll: true }); // where the focus returns to
      enlarge(plate);
    });
  }

  /* What a term means. */
  const said = make("div", { id: "term-said", className: "term-said", popover: "manual" });
  if (!said.showPopover) return;
  said.role = "tooltip";
  let term = null;
  let leaving = 0;
  let tapped = null; // the term that was open when a finger came down

  const hide = () => {
    if (!term) return;
    term.removeAttribute("aria-describedby");
    term.title = said.textContent;
    term = null;
    said.hidePopover();
  };

  const place = () => {
    const word = term.getClientRects()[0];
    if (word.bottom < 0 || word.top > innerHeight) return hide();
    const left = Math.min(word.left, document.documentElement.clientWidth - said.offsetWidth - 8);
    const below = word.bottom + 6 + said.offsetHeight < innerHeight;
    said.style.left = `${Math.max(8, left)}px`;
    said.style.top = `${below ? word.bottom + 6 : word.top - said.offsetHeight - 6}px`;
  };

  const show = (wanted) => {
    clearTimeout(leaving);
    if (wanted === term) return;
    hide();
    term = wanted;
    said.textContent = term.title;
    term.removeAttribute("title"); // or the browser would say it once more
    term.setAttribute("aria-describedby", said.id);
    term.after(said);
    said.showPopover();
    place();
  };

  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 200); // time enough to move the pointer onto the words
  };

  said.addEventListener("pointerenter", () => clearTimeout(leaving));
  said.addEventListener("pointerleave", leave);
  for (const one of document.querySelectorAll("a.term[title]")) {
    one.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && show(one));
    one.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && leave());
    one.addEventListener("focus", () => show(one));
    one.addEventListener("blur", hide);
    one.addEventListener("pointerdown", () => { tapped = term; });
    one.addEventListener("click", (event) => {
      if (event.pointerType !== "touch" || tapped === one) return;
      event.preventDefault();
      show(one);
    });
  }
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  document.addEventListener("pointerdown", ({ target }) => {
    if (term && !said.contains(target) && !term.contains(target)) hide();
  });
  document.addEventListener("scroll", () => term && place(), { passive: true });
})();
