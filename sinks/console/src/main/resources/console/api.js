// Talks to the console's REST API; paths are relative, so that a proxy may put the console anywhere.

export async function get(path) {
  return answer(await fetch(path, { headers: { Accept: 'application/json' } }));
}

export async function post(path, body) {
  return answer(await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Vputty-Console': 'page' },
    body: JSON.stringify(body),
  }));
}

async function answer(response) {
  const text = await response.text();
  let body;
  try { body = JSON.parse(text); } catch { body = { error: text || response.statusText }; }
  if (!response.ok) throw new Error(body.error);
  return body;
}
