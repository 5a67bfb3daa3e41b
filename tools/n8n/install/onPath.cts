import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export function onPath(name: string): string | undefined {
	const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
	const file = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
	return file === undefined ? undefined : realpathSync(file);
}
