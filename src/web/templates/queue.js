(function () {
  "use strict";
  var boxes = Array.prototype.slice.call(document.querySelectorAll("input[name=case]"));
  var every = document.getElementById("every");
  var chosen = document.getElementById("chosen");

  function tell() {
    var count = boxes.filter(function (box) { return box.checked; }).length;
    if (chosen) { chosen.textContent = count ? "已选定 " + count + " 件" : "未选定案件"; }
    if (every) {
      every.checked = count > 0 && count === boxes.length;
      every.indeterminate = count > 0 && count < boxes.length;
    }
  }

  function all(checked) {
    boxes.forEach(function (box) { box.checked = checked; });
    tell();
  }

  if (every) {
    every.hidden = false;
    every.addEventListener("change", function () { all(every.checked); });
  }
  boxes.forEach(function (box) { box.addEventListener("change", tell); });
  /* Coming back, the browser may have kept what was ticked. */
  window.addEventListener("pageshow", tell);

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    var target = event.target;
    var isTyping = /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
      target.tagName === "INPUT" && target.type !== "checkbox";
    if (isTyping || document.querySelector("dialog[open]")) { return; }
    if (event.key === "x") {
      var row = target.closest && target.closest("tr");
      var box = row && row.querySelector("input[name=case]");
      if (!box) { return; }
      box.checked = !box.checked;
      tell();
      event.preventDefault();
    } else if (event.key === "X" && boxes.length) {
      all(!boxes.every(function (box) { return box.checked; }));
      event.preventDefault();
    } else if (event.key === "f") {
      var name = document.getElementById("name");
      if (name) { name.focus(); name.select(); event.preventDefault(); }
    }
  });
}());
