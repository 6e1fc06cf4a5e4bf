/**
 * The page's script: counts down, and loads the page again once what it shows has changed. It asks every 3 s while the
 * page is looked at, so that a phone that comes back from WeChat sees the new state at once. It counts by the server's
 * clock, `now` in milliseconds since the epoch, because a phone's may be wrong. What somebody opened stays open.
 */
export const refreshScript = (shown: string, now: number): string => `
(function () {
  var shown = ${JSON.stringify(shown)};
  var ahead = ${now} - Date.now();
  var clocks = document.querySelectorAll('[data-until]');
  function two(n) { return (n < 10 ? '0' : '') + n; }
  function tick() {
    for (var i = 0; i < clocks.length; i++) {
      var until = new Date(clocks[i].getAttribute('data-until')).getTime();
      var left = Math.max(0, Math.floor((until - Date.now() - ahead) / 1000));
      var days = Math.floor(left / 86400);
      clocks[i].textContent = (days > 0 ? days + ' 天 ' : '') + Math.floor(left / 3600) % 24 + ' 小时 ' +
        two(Math.floor(left / 60) % 60) + ' 分' + (days > 0 ? '' : ' ' + two(left % 60) + ' 秒');
    }
  }
  function ask() {
    if (document.hidden) return;
    fetch(location.pathname + '/state', { cache: 'no-store' })
      .then(function (response) { return response.json(); })
      .then(function (now) {
        if (!now.shown || now.shown === shown) return;
        var open = [].map.call(document.querySelectorAll('details[open]'), function (one) { return one.id; });
        sessionStorage.setItem('open', JSON.stringify(open));
        location.reload();
      })
      .catch(function () {});
  }
  tick();
  setInterval(tick, 1000);
  setInterval(ask, 3000);
  document.addEventListener('visibilitychange', ask);
  JSON.parse(sessionStorage.getItem('open') || '[]').forEach(function (id) {
    var one = document.getElementById(id);
    if (one) one.open = true;
  });
  sessionStorage.removeItem('open');
})();`;
