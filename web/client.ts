/** In the browser: hydrates the page that the server has rendered. */
import { hydrate } from 'svelte';
import App from './App.svelte';
import './app.css';
import { asLeft } from './before-alive.js';
import type { Visit } from './page-context.js';

interface Rendered {
  readonly visit: Visit;
  readonly data: unknown;
}

const pages = import.meta.glob<{ default: typeof App }>('./pages/**/*.svelte');
const { visit, data } = JSON.parse(document.querySelector('#data')?.textContent ?? '{}') as Rendered;
const target = document.querySelector('#app');
const page = await pages[`./pages/${visit.page}.svelte`]?.();
if (page && target) {
  const bringBack = asLeft(target);
  hydrate(App, { target, props: { visit, data: data as never, Page: page.default as never } });
  bringBack();
  // From now on the page reacts to keys.
  document.documentElement.dataset['alive'] = 'true';
}
