/**
 * Keeps a page as the run is, while somebody looks at it. Every page is whole without this.
 *
 * The server renders everything; what is taken over here are the elements marked `data-live`, each by its id.
 */
const everyMs = 2_000;
const said = document.getElementById('said');
const run = document.getElementById('run');
const main = document.querySelector('main[data-run]');

/** Only what changed, so that a screen reader and a selection are left in peace. */
const takeOver = (next) => {
  for (const piece of next.querySelectorAll('[data-live]')) {
    const shown = document.getElementById(piece.id);
    if (shown === null || shown.innerHTML === piece.innerHTML) continue;
    const held = shown.contains(document.activeElement) ? document.activeElement.id : '';
    shown.replaceChildren(...piece.childNodes);
    if (held !== '') document.getElementById(held)?.focus();
  }
};

const refresh = async () => {
  const response = await fetch(`/desk/live${location.search}`).catch(() => undefined);
  if (!response?.ok) {
    document.documentElement.classList.add('down');
    run.textContent = run.dataset.down;
    return;
  }
  const next = new DOMParser().parseFromString(await response.text(), 'text/html');
  // Another run may have other sources.
  if (next.querySelector('main').dataset.run !== main.dataset.run) return location.reload();
  document.documentElement.classList.remove('down');
  if (run.textContent !== run.dataset.up) run.textContent = run.dataset.up;
  takeOver(next);
};

let timer;
const watch = async () => {
  clearTimeout(timer);
  if (document.hidden) return;
  await refresh();
  clearTimeout(timer);
  timer = setTimeout(watch, everyMs);
};

if (main) {
  document.addEventListener('visibilitychange', watch);
  watch();
}

document.documentElement.classList.add('js');
document.addEventListener('click', async ({ target }) => {
  const button = target.closest?.('button[data-copy]');
  if (!button) return;
  const copied = await navigator.clipboard.writeText(button.dataset.copy).then(
    () => true,
    () => false,
  );
  const { done, refused } = button.dataset;
  button.dataset.name ??= button.textContent;
  said.textContent = button.textContent = copied ? done : refused;
  setTimeout(() => {
    button.textContent = button.dataset.name;
    said.textContent = '';
  }, 2_000);
});
