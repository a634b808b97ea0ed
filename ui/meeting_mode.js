(() => {
  // Minutes of a meeting are handed over at each pause, so that a lost connection or a closed window loses none.
  const pause = 1500, waiting = new WeakMap();
  const fields = ".st-key-mode_fields :is(textarea, input[type=text]:not([role=combobox]))";
  // To the page the field was left; the keyboard stays in it.
  const handOver = field => field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  addEventListener("input", event => {
    const field = event.target;
    if (!field.matches(fields) || field.closest("[data-testid=stForm]")) return;
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(handOver, pause, field));
  }, true);
  // The next item of an agenda begins at its title.
  const toTop = () => document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  addEventListener("click", event => event.target.closest?.(".st-key-mode_ways button") && toTop(), true);
  addEventListener("keyup", event => {
    const isWay = ["PageDown", "PageUp"].includes(event.key) && document.querySelector(".st-key-mode_ways");
    if (isWay && !event.target.matches?.("input, textarea")) toTop();
  }, true);
})();
