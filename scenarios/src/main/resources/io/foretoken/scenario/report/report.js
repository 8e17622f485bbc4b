(function () {
  'use strict';
  var root = document.documentElement;
  var button = document.getElementById('theme');
  var dark = window.matchMedia('(prefers-color-scheme: dark)');
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches;
  }
  function name() {
    button.textContent = isDark() ? 'Light' : 'Dark';
  }
  button.addEventListener('click', function () {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    name();
  });
  name();
  document.querySelectorAll('.price').forEach(function (line) {
    var date = line.dataset.date;
    var since = date ? Date.parse(date.length === 7 ? date + '-01' : date) : NaN;
    if (Date.now() - since > 180 * 86400000) {
      line.classList.add('old');
      line.textContent = '! ' + line.textContent + ' Older than 180 days.';
    }
  });
  var tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  document.body.appendChild(tip);
  var marks = [];
  function add(svg, tag, attributes) {
    var mark = document.createElementNS('http://www.w3.org/2000/svg', tag);
    Object.keys(attributes).forEach(function (key) {
      mark.setAttribute(key, attributes[key]);
    });
    svg.appendChild(mark);
    marks.push(mark);
  }
  function clear() {
    marks.forEach(function (mark) { mark.remove(); });
    marks = [];
    tip.hidden = true;
  }
  document.querySelectorAll('.hit').forEach(function (hit) {
    var title = hit.querySelector('title');
    var text = title.textContent;
    title.remove();
    hit.setAttribute('aria-label', text);
    hit.addEventListener('pointerenter', function () {
      clear();
      var svg = hit.ownerSVGElement;
      var top = Number(hit.getAttribute('y'));
      var x = hit.dataset.x;
      add(svg, 'line', {
        x1: x, x2: x, y1: top, y2: top + Number(hit.getAttribute('height')),
        'class': 'hair', 'pointer-events': 'none'
      });
      hit.dataset.dots.trim().split(' ').filter(Boolean).forEach(function (dot) {
        var at = dot.split(',');
        add(svg, 'circle', { cx: at[0], cy: at[1], r: 5, 'class': 'spot', 'pointer-events': 'none' });
      });
      tip.textContent = text;
      tip.hidden = false;
      var box = hit.getBoundingClientRect();
      var wide = tip.offsetWidth;
      var left = box.left + box.width / 2 + 14;
      if (left + wide > window.innerWidth - 8) {
        left = box.left + box.width / 2 - 14 - wide;
      }
      tip.style.left = Math.max(8, left) + 'px';
      tip.style.top = Math.max(8, box.top + 8) + 'px';
    });
    hit.addEventListener('pointerleave', clear);
  });
})();
