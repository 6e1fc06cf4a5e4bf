/**
 * The page's script: counts down the milliseconds that are left, then loads the page again, which makes a new code. It
 * goes by what is left and not by a time, because a phone's clock may be wrong; a page that nobody looks at waits until
 * somebody does.
 */
export const reloadScript = (left: number): string => `
(function () {
  var end = Date.now() + ${left};
  var clock = document.querySelector('[data-until]');
  var reloading = false;
  function two(n) { return (n < 10 ? '0' : '') + n; }
  function tick() {
    var seconds = Math.max(0, Math.floor((end - Date.now()) / 1000));
    if (clock) clock.textContent = Math.floor(seconds / 60) + ' 分 ' + two(seconds % 60) + ' 秒';
    if (seconds > 0 || reloading || document.hidden) return;
    reloading = true;
    location.reload();
  }
  tick();
  setInterval(tick, 1000);
  document.addEventListener('visibilitychange', tick);
})();`;
