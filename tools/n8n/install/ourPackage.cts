import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkoutFolder } from '../../folders.cts';
import { N8n, type N8nSettings } from '../n8n.cts';
import { packNodePackage } from './nodePackage.cts';
import { getN8n } from '../process/program.cts';
import { type Log, withProgress } from '../../log.cts';

export const ourPackage = 'n8n-nodes-pbx';

/** The n8n is that of `getN8n` when `program` is absent. */
export type StartSettings = Partial<Omit<N8nSettings, 'nodePackages'>>;

/** A real n8n with the built package of this checkout, packed and installed as a user has it. */
export async function startWithOurPackage(log: Log, settings: StartSettings = {}): Promise<N8n> {
	const checkout = checkoutFolder();
	if (!existsSync(join(checkout, 'dist', 'nodes'))) {
		throw new Error('The package is not built yet: run "npm run build" first.');
	}
	const program = settings.program ?? (await getN8n(log));
	const packed = mkdtempSync(join(tmpdir(), 'n8n-nodes-pbx-packed-'));
	try {
		const nodePackage = await packNodePackage(ourPackage, checkout, packed);
		log(`Starting n8n ${program.version} with the package installed …`);
		return await withProgress(
			log,
			'starting n8n',
			N8n.start({ ...settings, program, nodePackages: [nodePackage] }),
		);
	} finally {
		rmSync(packed, { recursive: true, force: true });
	}
}
