import { App } from './app';
import { openChannel } from './channel';
import { registerControls } from './controls';
import { PlaceKeeper } from './place';
import { setLocale } from './words';

async function start(): Promise<void> {
  registerControls();
  const api = acquireVsCodeApi();
  const rpc = openChannel(api);
  const settings = await rpc.ask('ready', {});
  setLocale(settings.locale);
  const app = new App(rpc, new PlaceKeeper(api), settings.preferences);
  (document.getElementById('app') ?? document.body).append(app.element);
  await app.start();
}

void start();
