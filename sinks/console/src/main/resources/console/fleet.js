// The fleet: what it costs, what reshaping would save, and how well all that is known.
import { get } from './api.js';
import { clock, dollars, el, figures, hourly, seconds, svg, table, words } from './dom.js';
import { chart } from './chart.js';
import { pauseButton } from './decide.js';

const TERMS = ['network', 'memory', 'storage', 'contention', 'energy'];

export async function fleet(user, redraw) {
  const view = await get('api/fleet');
  const known = view.domains.filter((d) => d.cost);
  const sum = (f) => known.reduce((all, d) => all + f(d), 0);
  const open = known.filter((d) => d.open);
  const saving = open.reduce((all, d) => all + d.open.gainPerHour.value, 0);
  const total = sum((d) => d.cost.total);
  return [
    el('h1', {}, 'Fleet'),
    el('p', { class: 'lead' }, lead(view, known)),
    figures(
      ['Placement costs', known.length ? hourly(total) : '—', known.length && `as of ${clock(Math.max(...known.map((d) => d.costTime)))} UTC`],
      ['Reshaping would save', saving ? hourly(saving) : '—', saving && `${Math.round((100 * saving) / total)} %`, saving && 'good'],
      ['Traffic now', hourly(view.networkNowPerHour), 'measured'],
      ['Trusted edges', `${share(view.completeness.VALID, view.edges)}`, `of ${view.edges}`]),
    ...known.map((d) => domain(d, user, redraw)),
    el('h2', {}, 'Stages'),
    table('How far each writer has come', [
      ['Writer', (s) => s.writer],
      ['Topic', (s) => s.topic],
      ['Behind', (s) => lag(s), true],
    ], view.stages, 'No writer has marked its progress yet.'),
  ];
}

function lead(view, known) {
  const hosts = view.domains.reduce((n, d) => n + d.hosts, 0);
  const vms = view.domains.reduce((n, d) => n + d.vms, 0);
  const size = `${vms} VMs on ${hosts} hosts in ${view.domains.length} placement domain${view.domains.length === 1 ? '' : 's'}.`;
  return known.length ? size : `${size} The planner has not looked at it yet.`;
}

const share = (part, all) => (all ? `${Math.floor((100 * part) / all)} %` : '—');

function lag(stage) {
  if (stage.left) return el('span', { class: 'soft' }, 'has left');
  const kind = stage.lagMs > 60_000 ? 'bad' : stage.lagMs > 15_000 ? 'warn' : 'good';
  return el('span', { class: kind }, seconds(stage.lagMs), kind === 'good' ? '' : ' late');
}

function domain(d, user, redraw) {
  return el('section', { 'aria-label': `Domain ${d.domain}` },
    el('h2', {}, `Domain ${d.domain}`),
    el('div', { class: 'columns' },
      el('div', {}, terms(d), advice(d), el('div', { class: 'actions' }, pauseButton(d, user, redraw))),
      el('div', {}, trend(d))));
}

function terms(d) {
  const rows = TERMS.filter((term) => d.cost[term] > 0);
  return table(`Cost by term, ${hourly(d.cost.total)} in all`, [
    ['Term', (term) => term],
    ['$/h', (term) => dollars(d.cost[term]), true],
    ['', (term) => bar(term, d.cost[term] / d.cost.total)],
  ], rows, 'The placement costs nothing.');
}

function bar(term, part) {
  return svg('svg', { viewBox: '0 0 100 8', 'aria-hidden': 'true', preserveAspectRatio: 'none', height: 10 },
    svg('rect', { class: term, width: Math.max(1, 100 * part), height: 8, y: 1 }));
}

function advice(d) {
  const frozen = d.frozenHosts.length > 0 && el('p', { class: 'warn small' }, `Left alone for want of telemetry: ${d.frozenHosts.join(', ')}`);
  if (d.open) {
    return el('div', {}, el('p', {}, el('a', { href: `#/plans/${encodeURIComponent(d.open.id)}` },
      `A plan of ${d.open.moves} move${d.open.moves === 1 ? '' : 's'}`), ` would save ${hourly(d.open.gainPerHour.value)}; it is ${words(d.open.status)}.`), frozen);
  }
  return el('div', {}, d.newest.noMoveReason && el('p', { class: 'soft' }, `Nothing to move: ${d.newest.noMoveReason}`), frozen);
}

function trend(d) {
  if (d.trend.length < 2) return el('p', { class: 'soft small' }, 'The trend begins with the second plan.');
  const [first, last] = [d.trend[0], d.trend.at(-1)];
  const told = `Cost from ${hourly(first[1])} at ${clock(first[0])} to ${hourly(last[1])} at ${clock(last[0])}`;
  return el('figure', { class: 'small' },
    chart(d.trend, { format: dollars, start: clock(first[0]), end: `${clock(last[0])} UTC`, told }),
    el('figcaption', { class: 'soft' }, 'Cost of the placement, $/h, at each round of the planner'));
}
