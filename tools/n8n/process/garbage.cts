import { join } from 'node:path';

/** Started with these, Node collects its garbage when it gets SIGUSR2, which otherwise would end it. */
export const collectsOnSignal = [
	'--expose-gc',
	`--require=${join(__dirname, 'collectOnSignal.cjs')}`,
];

/** Returns when an n8n that was started with these options has collected its garbage. */
export async function collectGarbageOf(pid: number, url: string): Promise<void> {
	process.kill(pid, 'SIGUSR2');
	// Nothing else runs in the process during the collection: its answer comes after it.
	await fetch(`${url}/healthz`);
}
