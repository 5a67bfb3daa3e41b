import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Bench } from '../asterisk/bench.cts';
import { checkoutFolder } from '../folders.cts';
import { tryCommand } from '../n8n/process/command.cts';
import { ourPackage } from '../n8n/install/ourPackage.cts';
import { getN8n } from '../n8n/process/program.cts';
import { silent } from '../log.cts';

/** What a proof was made with: a name and a version each. */
export async function versionsOf({ installation }: Bench): Promise<[string, string][]> {
	const { asterisk, phones } = installation.versions;
	const n8n = await getN8n(silent);
	const { output } = await tryCommand(n8n.node, ['--version'], {
		cwd: checkoutFolder(),
		limitMinutes: 1,
	});
	return [
		['PBX', asterisk],
		['phones', phones],
		['n8n', `${n8n.version} on Node ${output.trim().replace(/^v/, '')}`],
		['node package', `${ourPackage} ${packageVersion()}`],
	];
}

function packageVersion(): string {
	const text = readFileSync(join(checkoutFolder(), 'package.json'), 'utf8');
	return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
