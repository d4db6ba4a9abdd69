(function () {
  "use strict";
  var main = document.querySelector("main");
  var papers = document.getElementById("papers");
  var pick = document.getElementById("pick");

  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  function showView(name) {
    main.classList.remove("wide");
    papers.classList.remove("columns");
    all(".view").forEach(function (view) { view.hidden = view.id !== name; });
    all(".tabs button").forEach(function (tab) {
      tab.setAttribute("aria-selected", String(tab.dataset.view === name));
    });
    showPaper(pick.value);
  }

  function showPaper(id) {
    if (!document.getElementById(id)) { return; }
    pick.value = id;
    all(".paper").forEach(function (paper) { paper.hidden = paper.id !== id; });
  }

  function light(mark) {
    all("mark.lit").forEach(function (piece) { piece.classList.remove("lit"); });
    var lit = all("mark").filter(function (piece) { return piece.dataset.marks.split(" ").indexOf(mark) >= 0; });
    lit.forEach(function (piece) { piece.classList.add("lit"); });
    if (lit.length) { lit[0].scrollIntoView({ block: "center" }); }
  }

  all("[data-mark]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      showPaper(link.dataset.document);
      light(link.dataset.mark);
    });
  });
  all(".tabs button").forEach(function (tab) {
    tab.addEventListener("click", function () { showView(tab.dataset.view); });
  });
  all(".sidebyside").forEach(function (button) {
    button.addEventListener("click", function () {
      var wanted = button.dataset.columns.trim().split(" ");
      main.classList.add("wide");
      papers.classList.add("columns");
      all(".paper").forEach(function (paper) { paper.hidden = wanted.indexOf(paper.id) < 0; });
    });
  });
  all(".finding").forEach(function (finding) {
    finding.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" || event.target !== finding) { return; }
      var first = finding.querySelector("[data-mark]");
      if (first) { first.click(); }
    });
  });
  pick.addEventListener("change", function () {
    papers.classList.remove("columns");
    showPaper(pick.value);
  });
}());
