import { cpus, loadavg, totalmem } from 'node:os';
import { z } from 'zod';
import { versionOfNode } from '../../n8n/install/nodeRuntime.cts';
import { getN8n } from '../../n8n/process/program.cts';
import { silent } from '../../log.cts';

/** When, where and how often a part was measured. */
export const circumstancesShape = z.object({
	measuredOn: z.string(),
	rounds: z.number(),
	cores: z.number(),
	memoryGiB: z.number(),
	n8n: z.string(),
	node: z.string(),
	/** Of the machine when the part began; absent in what was measured before it was noted. */
	load: z.number().optional(),
});

export type Circumstances = z.infer<typeof circumstancesShape>;

/** What a part measured, without its circumstances. */
export type Values<Part extends Circumstances> = Omit<Part, keyof Circumstances>;

export async function circumstances(rounds: number): Promise<Circumstances> {
	const { node, version } = await getN8n(silent);
	return {
		measuredOn: new Date().toISOString().slice(0, 10),
		rounds,
		cores: cpus().length,
		memoryGiB: Math.round(totalmem() / 2 ** 30),
		n8n: version,
		node: await versionOfNode(node),
		load: loadavg()[0],
	};
}

export function circumstancesLine(one: Circumstances): string {
	const times = one.rounds === 1 ? 'one round' : `${one.rounds} rounds`;
	return (
		`Measured on ${one.measuredOn}: ${times}, ${one.cores} cores, ${one.memoryGiB} GiB of memory, ` +
		`n8n ${one.n8n} on Node ${one.node}.${busy(one)}`
	);
}

function busy({ load, cores }: Circumstances): string {
	if (load === undefined || load < cores) return '';
	return ` **The machine was busy with other work (load ${load.toFixed(0)}): measure again before reading anything into this.**`;
}
