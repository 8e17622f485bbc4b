(function () {
  'use strict';
  var root = document.documentElement;
  var boxes = [];
  function ink(name) {
    return getComputedStyle(root).getPropertyValue(name).trim();
  }
  function number(value) {
    if (value === null || value === undefined) {
      return '-';
    }
    var digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
    return value.toLocaleString('en-US', { maximumFractionDigits: digits });
  }
  function hatch(plot, zones) {
    var scale = window.devicePixelRatio || 1;
    var tile = document.createElement('canvas');
    tile.width = tile.height = 8 * scale;
    var pen = tile.getContext('2d');
    pen.strokeStyle = ink('--hatch');
    pen.lineWidth = scale;
    pen.beginPath();
    for (var at = -8; at <= 16; at += 8) {
      pen.moveTo(at * scale, 8 * scale);
      pen.lineTo((at + 8) * scale, 0);
    }
    pen.stroke();
    var ctx = plot.ctx;
    ctx.save();
    ctx.beginPath();
    ctx.rect(plot.bbox.left, plot.bbox.top, plot.bbox.width, plot.bbox.height);
    ctx.clip();
    zones.forEach(function (zone) {
      var from = plot.valToPos(zone[0], 'x', true);
      var to = plot.valToPos(zone[1], 'x', true);
      ctx.fillStyle = ctx.createPattern(tile, 'repeat');
      ctx.fillRect(from, plot.bbox.top, to - from, plot.bbox.height);
      ctx.fillStyle = ink('--ink-3');
      ctx.font = 11 * scale + "px 'IBM Plex Sans'";
      ctx.textAlign = 'left';
      ctx.textBaseline = 'top';
      ctx.fillText(zone[2], from + 4 * scale, plot.bbox.top + 4 * scale);
    });
    ctx.restore();
  }
  function axis(side) {
    var grid = ink('--grid');
    return {
      side: side,
      stroke: ink('--ink-2'),
      font: "11px 'IBM Plex Sans'",
      size: side === 3 ? 48 : 32,
      gap: 6,
      grid: { show: side === 3, stroke: grid, width: 1 },
      ticks: { show: side === 2, stroke: ink('--mute'), width: 1, size: 4 },
      border: { show: side === 2, stroke: ink('--mute'), width: 1 },
      values: function (plot, values) { return values.map(number); }
    };
  }
  function draw(box) {
    var data = box.data;
    var seen = box.plot ? { min: box.plot.scales.x.min, max: box.plot.scales.x.max } : null;
    if (box.plot) {
      box.plot.destroy();
    }
    var series = [{ label: 'time', value: function (plot, value) {
      return value === null || value === undefined ? '-' : number(value) + ' s';
    } }];
    data.series.forEach(function (one) {
      series.push({
        label: one.name,
        stroke: ink(one.ink),
        width: 1.75,
        points: { show: false },
        value: function (plot, value) { return number(value); }
      });
    });
    box.plot = new uPlot({
      width: Math.max(240, box.div.clientWidth),
      height: box.height,
      padding: [8, 8, 0, 0],
      cursor: { y: false, points: { size: 7 } },
      legend: { markers: { width: 0, fill: function (plot, at) {
        return ink(data.series[at - 1].ink);
      } } },
      scales: {
        x: { time: false },
        y: { range: function (plot, min, max) { return [0, max === 0 ? 1 : max * 1.05]; } }
      },
      axes: [axis(2), axis(3)],
      series: series,
      hooks: { drawClear: [function (plot) { hatch(plot, data.zones); }] }
    }, [data.x].concat(data.series.map(function (one) { return one.y; })), box.div);
    box.div.insertBefore(box.plot.root, box.note);
    if (seen) {
      box.plot.setScale('x', seen);
    }
  }
  function redraw() {
    boxes.forEach(draw);
  }
  document.querySelectorAll('.time').forEach(function (div) {
    var box = {
      div: div,
      data: JSON.parse(div.querySelector('script').textContent),
      height: Number(div.dataset.height) - 24,
      note: document.createElement('p')
    };
    box.note.className = 'note';
    box.note.textContent = box.data.unit + ' against time in seconds. Drag to zoom in, double-click to see all.';
    div.appendChild(box.note);
    div.classList.add('live');
    boxes.push(box);
    draw(box);
    new ResizeObserver(function () {
      var width = Math.max(240, div.clientWidth);
      if (width !== box.plot.width) {
        box.plot.setSize({ width: width, height: box.height });
      }
    }).observe(div);
  });
  document.getElementById('theme').addEventListener('click', function () { setTimeout(redraw, 0); });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  document.fonts.ready.then(redraw);
})();
