// Plans: moves in waves with their reasons, the decision, and predicted beside measured.
import { get } from './api.js';
import { bytes, clock, day, dollars, el, figures, hourly, interval, seconds, table, words } from './dom.js';
import { decisionButton } from './decide.js';

export async function plans() {
  const all = await get('api/plans');
  const moving = all.filter((p) => p.moves > 0);
  const idle = all.filter((p) => p.moves === 0);
  return [
    el('h1', {}, 'Plans'),
    el('p', { class: 'lead' }, 'What the planner would move, the newest first. A plan holds until it expires or a newer one replaces it.'),
    table('Plans with moves', [
      ['Plan', (p) => el('a', { href: `#/plans/${encodeURIComponent(p.id)}`, class: 'plan-link' }, `${day(p.time)}, ${p.domain}`)],
      ['State', (p) => status(p.status)],
      ['Moves', (p) => p.moves, true],
      ['Gain', (p) => hourly(p.gainPerHour.value), true],
      ['Costs once', (p) => dollars(p.migrationCost), true],
      ['Placement', (p) => `${hourly(p.beforePerHour)} → ${hourly(p.afterPerHour)}`, true],
    ], moving, 'No plan with moves yet.'),
    el('h2', {}, 'Rounds without a move'),
    table('Why nothing was moved', [
      ['Round', (p) => `${day(p.time)}, ${p.domain}`],
      ['Why', (p) => p.noMoveReason],
    ], idle.slice(0, 20), 'None.'),
  ];
}

export function status(name) {
  const kind = { PROPOSED: 'warn', APPROVED: 'good', RUNNING: 'good', DONE: 'good', SUCCEEDED: 'good', VERIFIED: 'good', FAILED: 'bad', INEFFECTIVE: 'bad', REJECTED: 'bad' }[name] ?? 'soft';
  return el('span', { class: `tag ${kind}` }, words(name));
}

export async function plan(id, user, redraw) {
  const p = await get(`api/plans/${encodeURIComponent(id)}`);
  const waves = new Map();
  for (const move of p.moves) waves.set(move.wave, [...(waves.get(move.wave) ?? []), move]);
  return [
    el('h1', {}, p.moves.length ? `${p.moves.length} moves in ${p.domain}` : `No move in ${p.domain}`),
    el('p', { class: 'lead' }, status(p.status), ` Planned ${day(p.time)} UTC, holds until ${clock(p.expires)}. `,
      p.decision && `${words(p.decision.verb)} by ${p.decision.author}${p.decision.comment ? `: ${p.decision.comment}` : ''}. `,
      p.pause && el('span', { class: 'warn' }, `Paused by ${p.pause.author}.`)),
    p.noMoveReason && el('p', {}, p.noMoveReason),
    figures(
      ['Costs now', hourly(p.before.total)],
      ['Costs after', hourly(p.after.total)],
      ['Saves', hourly(p.gainPerHour.value), `${dollars(p.gainPerHour.low)} to ${dollars(p.gainPerHour.high)}`, 'good'],
      ['Moving costs once', dollars(p.migrationCost), p.gainPerHour.value > 0 && `paid back in ${seconds((3.6e6 * p.migrationCost) / p.gainPerHour.value)}`]),
    decisions(p, user, redraw),
    measured(p),
    ...[...waves].sort((a, b) => a[0] - b[0]).map(([wave, moves]) => waveTable(wave, moves.toSorted((a, b) => b.gainPerHour.value - a.gainPerHour.value), waves.size)),
    p.shadow && el('p', { class: 'soft small' }, `A second planner would do otherwise: ${p.shadow}`),
    el('h2', {}, 'Cost by term'),
    table('Before and after, $/h', [
      ['Term', (t) => t],
      ['Before', (t) => dollars(p.before[t]), true],
      ['After', (t) => dollars(p.after[t]), true],
      ['Saves', (t) => dollars(p.before[t] - p.after[t]), true],
    ], ['network', 'memory', 'storage', 'contention', 'energy', 'total']),
    el('p', { class: 'soft small' }, `Planner ${p.planner}. Called for by ${p.triggers.length > 3 ? `${p.triggers.length} drifts` : p.triggers.join(', ')}. Plan ${p.id}.`),
  ];
}

function decisions(p, user, redraw) {
  if (!p.open || user.role === 'viewer') return null;
  const n = `${p.moves.length} VM${p.moves.length === 1 ? '' : 's'}`;
  const seconds1 = p.moves.reduce((all, m) => all + m.seconds, 0);
  const approve = [`${n} will be migrated live, about ${bytes(p.moves.reduce((all, m) => all + m.transferBytes, 0))} and ${seconds(1000 * seconds1)} of migration in all, wave after wave.`,
    `That is predicted to save ${interval(p.gainPerHour)}.`, p.pause ? 'The domain is paused: nothing begins before it is resumed.' : 'It can be cancelled while it runs.'];
  return el('div', { class: 'actions' },
    user.role === 'approver' && p.status === 'PROPOSED' && decisionButton(p, 'APPROVE', 'Approve', 'main', approve, redraw),
    p.status === 'PROPOSED' && decisionButton(p, 'REJECT', 'Reject', 'danger', [`None of these ${n} will be moved by this plan. The planner goes on and may propose others.`], redraw),
    p.status !== 'PROPOSED' && decisionButton(p, 'CANCEL', 'Cancel', 'danger', ['Moves that have not begun will not; those under way are stopped where the platform can.', 'What has arrived stays where it is.'], redraw));
}

function measured(p) {
  const verdicts = p.moves.filter((m) => m.verdict);
  if (!p.measured && verdicts.length === 0) return null;
  const m = p.measured;
  return el('section', { id: 'measured' }, el('h2', {}, 'Predicted beside measured'),
    m && figures(
      ['Predicted gain', hourly(p.gainPerHour.value), `${dollars(p.gainPerHour.low)} to ${dollars(p.gainPerHour.high)}`],
      ['Cost fell by', hourly(m.realisedPerHour), `to ${hourly(m.costPerHour)} at ${clock(m.time)} UTC`, m.realisedPerHour > 0 ? 'good' : 'bad'],
      ['VMs that arrived', m.arrived, `of ${p.moves.length}`]),
    verdicts.length > 0 && table('Verdicts', [
      ['VM', (v) => v.vmName],
      ['Verdict', (v) => status(v.verdict.state)],
      ['Predicted', (v) => interval(v.verdict.predicted), true],
      ['Attributed', (v) => interval(v.verdict.attributed), true],
      ['Says', (v) => v.verdict.detail],
    ], verdicts));
}

function waveTable(wave, moves, count) {
  return el('section', {},
    el('h2', {}, `Wave ${wave + 1} of ${count}`),
    table(`Moves of wave ${wave + 1}`, [
      ['VM', (m) => el('a', { href: `#/vms/${encodeURIComponent(m.vm)}` }, m.vmName || m.vm)],
      ['From → to', (m) => el('span', { class: 'route' }, el('a', { href: `#/hosts/${encodeURIComponent(m.source)}` }, m.source), ' → ', el('a', { href: `#/hosts/${encodeURIComponent(m.target)}` }, m.target))],
      ['State', (m) => status(m.outcome?.state ?? m.decision?.verb ?? 'PROPOSED')],
      ['Gain', (m) => hourly(m.gainPerHour.value), true],
      ['Once', (m) => dollars(m.cost), true],
      ['Why', (m) => why(m)],
    ], moves));
}

function why(m) {
  return [el('span', {}, m.explanation),
    m.outcome?.detail && el('span', { class: 'soft' }, ` (${m.outcome.detail})`),
    m.alternatives.length > 0 && el('details', { class: 'small', id: `why-${m.id}` }, el('summary', {}, `Other hosts for ${m.vmName || m.vm}`),
      el('ul', { class: 'reasons' }, m.alternatives.map((a) => el('li', {},
        a.refusal ? `${a.host}: not possible, ${a.refusal}` : `${a.host}: ${hourly(Math.abs(a.differencePerHour))} ${a.differencePerHour < 0 ? 'worse' : 'better'}`))))];
}
