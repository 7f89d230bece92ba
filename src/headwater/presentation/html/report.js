(function () {
  "use strict";
  var page = document;
  page.documentElement.classList.add("js");
  function all(selector) {
    return Array.prototype.slice.call(page.querySelectorAll(selector));
  }
  function reveal() {
    var target = location.hash.length > 1 && page.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    if (target) target.scrollIntoView();
  }
  function press(button, on) {
    button.setAttribute("aria-pressed", on ? "true" : "false");
  }
  all("[data-open-all]").forEach(function (button) {
    button.addEventListener("click", function () {
      var on = button.getAttribute("aria-pressed") !== "true";
      all("main details").forEach(function (one) { one.open = on; });
      press(button, on);
      button.textContent = on ? "Close every source" : "Open every source";
    });
  });
  all(".legend button").forEach(function (button) {
    button.addEventListener("click", function () {
      var story = button.closest(".story"), on = button.getAttribute("aria-pressed") !== "true";
      var letter = button.getAttribute("data-outlet");
      Array.prototype.forEach.call(story.querySelectorAll(".legend button"), function (one) { press(one, one === button && on); });
      Array.prototype.forEach.call(story.querySelectorAll("[data-o]"), function (item) {
        item.classList.toggle("dim", on && item.getAttribute("data-o").split(" ").indexOf(letter) < 0);
      });
    });
  });
  window.addEventListener("hashchange", reveal);
  reveal();
})();
