import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, isAbsolute } from 'node:path';
import { homedir } from 'node:os';

/** The root of this repository, seen from the sources and from build/ alike. */
export function checkoutFolder(): string {
	let folder = __dirname;
	while (!existsSync(join(folder, 'package-lock.json'))) {
		if (folder === dirname(folder)) throw new Error(`${__dirname} is not inside the checkout.`);
		folder = dirname(folder);
	}
	return folder;
}

/** Where big things are kept from one run to the next; outside of the checkout, so that a fresh clone finds them. */
export function cacheFolder(): string {
	const xdg = process.env['XDG_CACHE_HOME'];
	const base = xdg !== undefined && isAbsolute(xdg) ? xdg : join(homedir(), '.cache');
	const folder = join(base, 'n8n-nodes-pbx');
	mkdirSync(folder, { recursive: true });
	return folder;
}
