/* Documents as printed: switches between text and pages, lights the boxes of a quote and brings them into view. */
(function () {
  "use strict";
  var control = document.querySelector("[data-facsimile]");
  var papers = document.getElementById("papers");
  if (!control || !papers) { return; }
  var KEY = "qiuhao-facsimile";
  var wanted = "text";
  var shown = null;
  var mark = "";
  try { wanted = localStorage.getItem(KEY) || "text"; } catch (error) { /* Nothing is remembered then. */ }

  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }

  function paint() {
    var sheets = shown && shown.querySelector("[data-sheets]");
    control.hidden = !sheets;
    all("[data-show]", control).forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.show === wanted));
    });
    if (!sheets) { return; }
    sheets.hidden = wanted !== "sheets";
    shown.classList.toggle("printed", wanted === "sheets");
  }

  function pieces(name) {
    if (!shown || !name) { return []; }
    var tag = wanted === "sheets" && shown.querySelector("[data-sheets]") ? "rect" : "mark";
    return all(tag + "[data-marks]", shown).filter(function (piece) { return piece.dataset.marks.split(" ").indexOf(name) >= 0; });
  }

  /* The first of them comes to the middle of what scrolls. */
  function center(name) {
    var first = pieces(name)[0];
    if (!first) { return; }
    var inside = first.getBoundingClientRect();
    var around = papers.getBoundingClientRect();
    papers.scrollTop += inside.top - around.top - papers.clientHeight / 2 + inside.height / 2;
  }

  function light(name) {
    mark = name;
    all("[data-sheets] rect.lit", papers).forEach(function (box) { box.classList.remove("lit"); });
    all("[data-sheets] rect[data-marks]", papers).forEach(function (box) {
      if (box.dataset.marks.split(" ").indexOf(name) >= 0) { box.classList.add("lit"); }
    });
    if (wanted === "sheets" && shown && shown.querySelector("[data-sheets]")) { center(name); }
  }

  function choose(way) {
    wanted = way;
    try { localStorage.setItem(KEY, way); } catch (error) { /* It lasts as long as the page. */ }
    paint();
    center(mark || "hit-at");
  }

  function open(id) {
    shown = document.getElementById(id);
    paint();
  }

  control.addEventListener("click", function (event) {
    var button = event.target.closest("[data-show]");
    if (button) { choose(button.dataset.show); }
  });
  document.addEventListener("bench:paper", function (event) { open(event.detail); });
  document.addEventListener("bench:quote", function (event) {
    open(event.detail.document);
    light(event.detail.mark);
  });
  var first = all(".paper").find(function (paper) { return !paper.hidden; });
  var pick = document.getElementById("pick");
  open(pick ? pick.value : first && first.id);
  if (wanted === "sheets") { center("hit-at"); }
  window.facsimile = {
    toggle: function () {
      if (control.hidden) { return false; }
      choose(wanted === "sheets" ? "text" : "sheets");
      return true;
    }
  };
}());
