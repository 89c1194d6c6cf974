import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleepMs } from 'node:timers/promises';

/**
 * Takes the pictures of this folder from a running sample: `npm start` in one terminal, `npm run pictures` in another.
 * Needs Chromium on the PATH, or its name in CHROMIUM.
 */

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly isDark?: true;
}

const dataFolder = process.argv[2] ?? '.local';
const { apiUrl } = JSON.parse(readFileSync(join(dataFolder, 'run.json'), 'utf8')) as { apiUrl: string };
const mailOf = (audience: string): string => {
  const name = readdirSync(join(dataFolder, 'outbox')).find((file) => file.startsWith(`${audience}_`));
  if (name === undefined) throw new Error(`pictures: no mail to ${audience} in ${dataFolder}/outbox; run npm start`);
  return `/desk/mail/${encodeURIComponent(name)}/html`;
};

const pictures: readonly Picture[] = [
  { name: 'mail-en-light', path: mailOf('customer-experience'), width: 700 },
  { name: 'mail-en-dark', path: `${mailOf('customer-experience')}?light=dark`, width: 700, isDark: true },
  { name: 'mail-en-phone', path: mailOf('customer-experience'), width: 320 },
  { name: 'mail-es-light', path: mailOf('care-team'), width: 700 },
  { name: 'mail-es-phone-dark', path: `${mailOf('care-team')}?light=dark`, width: 320, isDark: true },
  { name: 'desk-light', path: '/', width: 1100 },
  { name: 'desk-dark', path: '/', width: 1100, isDark: true },
  { name: 'desk-phone', path: '/', width: 320 },
];

/** One page of a headless Chromium, spoken to by the DevTools protocol. */
class Browser {
  readonly #socket: WebSocket;
  #lastId = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  call<Result>(method: string, params: object = {}): Promise<Result> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const listen = ({ data }: MessageEvent) => {
        const message = JSON.parse(String(data));
        if (message.id !== id) return;
        this.#socket.removeEventListener('message', listen);
        if (message.error) reject(new Error(`${method}: ${message.error.message}`));
        else resolve(message.result);
      };
      this.#socket.addEventListener('message', listen);
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** The whole page, as long as it is. */
  async take({ path, width, isDark }: Picture): Promise<Buffer> {
    const features = [{ name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' }];
    await this.call('Emulation.setEmulatedMedia', { features });
    const size = { width, height: 900, deviceScaleFactor: 1, mobile: false };
    await this.call('Emulation.setDeviceMetricsOverride', size);
    await this.call('Page.navigate', { url: `${apiUrl}${path}` });
    await sleepMs(1_500);
    const { cssContentSize } = await this.call<{ cssContentSize: { height: number } }>('Page.getLayoutMetrics');
    await this.call('Emulation.setDeviceMetricsOverride', { ...size, height: Math.ceil(cssContentSize.height) });
    const { data } = await this.call<{ data: string }>('Page.captureScreenshot', { format: 'webp', quality: 60 });
    return Buffer.from(data, 'base64');
  }
}

const profile = mkdtempSync(join(tmpdir(), 'pictures-'));
const chromium = spawn(
  process.env.CHROMIUM ?? 'chromium',
  ['--headless', '--no-sandbox', '--hide-scrollbars', '--remote-debugging-port=0', `--user-data-dir=${profile}`],
  { stdio: ['ignore', 'ignore', 'pipe'] },
);
const port = await new Promise<string>((resolve, reject) => {
  chromium.once('error', reject);
  chromium.stderr.on('data', (said) => {
    const found = /ws:\/\/127\.0\.0\.1:(\d+)\//.exec(String(said))?.[1];
    if (found) resolve(found);
  });
});
try {
  const [page] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as [
    { webSocketDebuggerUrl: string },
  ];
  const socket = new WebSocket(page.webSocketDebuggerUrl);
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const browser = new Browser(socket);
  for (const picture of pictures) {
    const file = join(import.meta.dirname, `${picture.name}.webp`);
    writeFileSync(file, await browser.take(picture));
    console.log(file);
  }
  socket.close();
} finally {
  const ended = new Promise((resolve) => chromium.once('exit', resolve));
  chromium.kill();
  await ended;
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
