import { mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached } from '../../n8n/install/cached.cts';
import { checkoutFolder } from '../../folders.cts';
import { command } from '../../n8n/process/command.cts';
import { packNodePackage } from '../../n8n/install/nodePackage.cts';
import { withoutNpmSettings } from '../../n8n/install/npm.cts';
import { ourPackage } from '../../n8n/install/ourPackage.cts';
import { type Log, withProgress } from '../../log.cts';

/** What npm downloads, and what that becomes on the disk; bytes. */
export interface Packed {
	packed: number;
	unpacked: number;
}

/** A package as npm has it, unpacked in a folder. */
export interface UnpackedPackage {
	folder: string;
	size: Packed;
}

const tarballName = 'package.tgz';

/** Our package for as long as the work goes on. */
export async function withOurPackage<T>(work: (own: UnpackedPackage) => Promise<T>): Promise<T> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-pbx-weight-'));
	try {
		const { tarball } = await packNodePackage(ourPackage, checkoutFolder(), folder);
		renameSync(tarball, join(folder, tarballName));
		return await work(await unpackedIn(folder));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

export const vendorPackage = '@mendable/n8n-nodes-firecrawl';
export const vendorVersion = '2.1.2';

/** A vendor's own node, from the npm registry; kept in the cache folder. */
export async function getVendorPackage(log: Log): Promise<UnpackedPackage> {
	const folder = await cached(`firecrawl-${vendorVersion}`, log, async (into) => {
		const name = `${vendorPackage}@${vendorVersion}`;
		log(`Fetching ${name} from the npm registry, once …`);
		const fetching = command('npm', ['pack', name, '--ignore-scripts', '--silent'], {
			cwd: into,
			env: withoutNpmSettings(process.env),
			limitMinutes: 3,
		});
		await withProgress(log, `fetching ${vendorPackage}`, fetching);
		const tarball = readdirSync(into).find((file) => file.endsWith('.tgz')) ?? '';
		renameSync(join(into, tarball), join(into, tarballName));
		await unpackedIn(into);
	});
	return { folder: join(folder, 'package'), size: sizeOf(folder) };
}

/** Every npm tarball has one folder in it, which is called `package`. */
async function unpackedIn(folder: string): Promise<UnpackedPackage> {
	await command('tar', ['-xzf', tarballName], { cwd: folder, limitMinutes: 1 });
	return { folder: join(folder, 'package'), size: sizeOf(folder) };
}

function sizeOf(folder: string): Packed {
	const inside = join(folder, 'package');
	const files = readdirSync(inside, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => statSync(join(entry.parentPath, entry.name)).size);
	return {
		packed: statSync(join(folder, tarballName)).size,
		unpacked: files.reduce((sum, size) => sum + size, 0),
	};
}
