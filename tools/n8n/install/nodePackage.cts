import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../process/command.cts';
import { npmPack } from './npm.cts';

/** A packed node package, as npm would publish it. */
export interface NodePackage {
	name: string;
	tarball: string;
}

export async function packNodePackage(
	name: string,
	checkout: string,
	into: string,
): Promise<NodePackage> {
	mkdirSync(into, { recursive: true });
	return { name, tarball: join(into, await npmPack(checkout, into)) };
}

/** Puts the package where n8n's own installer puts it. */
export async function installNodePackage(
	nodePackage: NodePackage,
	userFolder: string,
): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes', 'node_modules', nodePackage.name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	await command('tar', ['-xzf', nodePackage.tarball, '--strip-components=1', '-C', folder], {
		cwd: folder,
		limitMinutes: 1,
	});
}
