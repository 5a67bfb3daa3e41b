import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where big things are kept from one run to the next; outside of the checkout, so that a fresh clone finds them. */
export function cacheFolder(): string {
	const xdg = process.env['XDG_CACHE_HOME'];
	const base = xdg !== undefined && isAbsolute(xdg) ? xdg : join(homedir(), '.cache');
	const folder = join(base, 'n8n-nodes-pbx');
	mkdirSync(folder, { recursive: true });
	return folder;
}
