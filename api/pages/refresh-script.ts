import type { PageState } from './content.ts';

/**
 * The page's script: counts down, and loads the page again once its state or deadline changed. It asks every 3 s while
 * the page is looked at, so that a phone that comes back from WeChat sees the new state at once.
 */
export const refreshScript = (state: PageState): string => `
(function () {
  var shown = ${JSON.stringify(state)};
  var clock = document.querySelector('[data-until]');
  var until = clock ? clock.getAttribute('data-until') : null;
  function two(n) { return (n < 10 ? '0' : '') + n; }
  function tick() {
    if (!clock) return;
    var left = Math.max(0, Math.floor((new Date(until).getTime() - Date.now()) / 1000));
    clock.textContent = Math.floor(left / 3600) + ' 小时 ' + two(Math.floor(left / 60) % 60) + ' 分 ' + two(left % 60) + ' 秒';
  }
  function ask() {
    if (document.hidden) return;
    fetch(location.pathname + '/state', { cache: 'no-store' })
      .then(function (response) { return response.json(); })
      .then(function (now) {
        if (now.state && (now.state !== shown || (now.until || null) !== until)) location.reload();
      })
      .catch(function () {});
  }
  tick();
  setInterval(tick, 1000);
  setInterval(ask, 3000);
  document.addEventListener('visibilitychange', ask);
})();`;
