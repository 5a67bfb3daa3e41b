import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root of this repository, seen from the sources and from build/ alike. */
export function checkoutFolder(): string {
	let folder = __dirname;
	while (!existsSync(join(folder, 'package-lock.json'))) {
		if (folder === dirname(folder)) throw new Error(`${__dirname} is not inside the checkout.`);
		folder = dirname(folder);
	}
	return folder;
}
