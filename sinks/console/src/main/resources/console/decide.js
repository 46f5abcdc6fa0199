// Decisions: each is confirmed in a dialog that says what will happen.
import { post } from './api.js';
import { el } from './dom.js';

const dialog = document.getElementById('dialog');

/** Asks; resolves to the comment, or to null. */
function confirm(title, sentences, label, kind) {
  return new Promise((resolve) => {
    const comment = el('input', { id: 'comment', maxlength: 500, autocomplete: 'off' });
    const answer = (value) => { dialog.close(); resolve(value); };
    dialog.replaceChildren(
      el('h2', { id: 'dialog-title' }, title),
      ...sentences.map((s) => el('p', {}, s)),
      el('p', {}, el('label', { for: 'comment' }, 'Why (kept with the decision)'), comment),
      el('div', { class: 'actions' },
        el('button', { type: 'button', id: 'confirm', class: kind, click: () => answer(comment.value) }, label),
        el('button', { type: 'button', click: () => answer(null) }, 'Back')));
    dialog.oncancel = () => resolve(null);
    dialog.showModal();
  });
}

async function tell(title, message) {
  dialog.replaceChildren(el('h2', { id: 'dialog-title' }, title), el('p', {}, message),
    el('div', { class: 'actions' }, el('button', { type: 'button', click: () => dialog.close() }, 'Close')));
  dialog.showModal();
}

async function send(path, body, redraw) {
  try {
    await post(path, body);
    redraw();
  } catch (failure) {
    tell('That did not work', failure.message);
  }
}

/** The button of one decision on a plan; sentences say what it will do. */
export function decisionButton(plan, verb, label, kind, sentences, redraw) {
  return el('button', {
    type: 'button', id: verb.toLowerCase(), class: kind,
    click: async () => {
      const comment = await confirm(`${label}?`, sentences, label, kind);
      if (comment !== null) await send(`api/plans/${encodeURIComponent(plan.id)}/decision`, { verb, comment }, redraw);
    },
  }, label);
}

/** Pauses a domain, or resumes it. */
export function pauseButton(d, user, redraw) {
  if (user.role === 'viewer') return null;
  const paused = Boolean(d.pause);
  const label = paused ? 'Resume' : 'Pause';
  const sentences = paused
    ? [`Actuators go on with moves in ${d.domain} that are approved.`]
    : [`No move in ${d.domain} begins until it is resumed; what is under way is stopped where the platform can.`, 'Measuring and planning go on.'];
  return [
    paused && el('span', { class: 'warn' }, `Paused by ${d.pause.author}${d.pause.comment ? `: ${d.pause.comment}` : ''}`),
    el('button', {
      type: 'button', id: `pause-${d.domain}`,
      click: async () => {
        const comment = await confirm(`${label} ${d.domain}?`, sentences, label, 'main');
        if (comment !== null) await send(`api/domains/${encodeURIComponent(d.domain)}/pause`, { paused: !paused, comment }, redraw);
      },
    }, label),
  ];
}
