// One line over time, or over a number of things.
import { svg } from './dom.js';

const [W, H, LEFT, LOW] = [560, 200, 56, 22];

/** Points are [x, y], by x; told says the same in words. */
export function chart(points, { format, start, end, told, dots = points.length <= 60 }) {
  const most = Math.max(...points.map((p) => p[1])) * 1.1 || 1;
  const least = Math.min(0, ...points.map((p) => p[1]));
  const [first, last] = [points[0][0], points.at(-1)[0]];
  const x = (v) => LEFT + ((W - LEFT - 8) * (v - first)) / (last - first || 1);
  const y = (v) => H - LOW - ((H - LOW - 8) * (v - least)) / (most - least);
  const path = points.map((p, i) => `${i ? 'L' : 'M'}${x(p[0]).toFixed(1)},${y(p[1]).toFixed(1)}`).join('');
  return svg('svg', { class: 'chart', viewBox: `0 0 ${W} ${H}`, role: 'img', 'aria-label': told },
    [0, 0.5, 1].map((f) => {
      const level = least + (most - least) * f;
      return [svg('line', { class: 'axis', x1: LEFT, x2: W - 8, y1: y(level), y2: y(level) }),
        svg('text', { x: LEFT - 6, y: y(level) + 4, 'text-anchor': 'end' }, format(level))];
    }),
    svg('path', { class: 'line', d: path }),
    dots && points.map((p) => svg('circle', { class: 'dot', cx: x(p[0]), cy: y(p[1]), r: 2.5 })),
    svg('text', { x: LEFT, y: H - 4 }, start),
    svg('text', { x: W - 8, y: H - 4, 'text-anchor': 'end' }, end));
}
