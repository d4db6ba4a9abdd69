(function () {
  "use strict";
  var KEYS = [
    ["/", "到检索框"],
    ["Esc", "离开检索框，关闭这个窗口"],
    ["j 或 ↓", "下一条结果"],
    ["k 或 ↑", "上一条结果"],
    ["Enter", "打开这条结果"],
    ["n　p", "下一页，上一页"],
    ["?", "显示快捷键"]
  ];
  var box = document.querySelector("input[type=search]");

  function make(name, text, parent) {
    var element = document.createElement(name);
    element.textContent = text;
    if (parent) { parent.appendChild(element); }
    return element;
  }

  function dialog() {
    var known = document.getElementById("keys");
    if (known) { return known; }
    var made = make("dialog", "", document.body);
    made.id = "keys";
    make("h2", "快捷键", made);
    var list = make("dl", "", made);
    KEYS.forEach(function (key) { make("dt", key[0], list); make("dd", key[1], list); });
    /* A page with keys of its own tells them in a hidden list. */
    document.querySelectorAll("#more-keys > *").forEach(function (one) { list.appendChild(one.cloneNode(true)); });
    make("button", "关闭", made).addEventListener("click", function () { made.close(); });
    return made;
  }

  function isTyping(target) {
    if (target.tagName === "INPUT" && target.type === "checkbox") { return false; }
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  /* Moves among the results; false where there is none to move to. */
  function move(step) {
    var hits = Array.prototype.slice.call(document.querySelectorAll("[data-hit]"));
    if (!hits.length) { return false; }
    var at = hits.indexOf(document.activeElement);
    var next = at < 0 ? (step > 0 ? 0 : hits.length - 1) : at + step;
    if (next < 0) { if (box) { box.focus(); } return true; }
    if (next >= hits.length) { return true; }
    hits[next].focus({ preventScroll: true });
    (hits[next].closest(".hit") || hits[next]).scrollIntoView({ block: "nearest" });
    return true;
  }

  function turn(way) {
    var link = document.querySelector("a[rel=" + way + "]");
    if (link) { link.click(); }
    return Boolean(link);
  }

  var ACTIONS = {
    "/": function () {
      if (box) { box.focus(); box.select(); } else { location.assign("/search"); }
      return true;
    },
    "j": function () { return move(1); },
    "ArrowDown": function () { return move(1); },
    "k": function () { return move(-1); },
    "ArrowUp": function () { return move(-1); },
    "n": function () { return turn("next"); },
    "p": function () { return turn("prev"); },
    "?": function () { dialog().showModal(); return true; }
  };

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    var open = document.querySelector("dialog[open]");
    if (open) { return; }
    if (isTyping(event.target)) {
      if (event.key === "Escape") { event.preventDefault(); event.target.blur(); }
      if (event.key === "ArrowDown" && event.target === box && move(1)) { event.preventDefault(); }
      return;
    }
    var action = ACTIONS.hasOwnProperty(event.key) && ACTIONS[event.key];
    if (action && action()) { event.preventDefault(); }
  });

  /* Where the box takes the focus by itself, one goes on typing at its end. */
  if (box && box.autofocus) { box.setSelectionRange(box.value.length, box.value.length); }
}());
