import { createServer, type Server } from 'node:net';

import { until } from '../../poll.cts';

/**
 * Runs `work` while no other process on this machine does the same for this folder. The lock is a socket
 * without a file, so it goes with the process that holds it, however that ends.
 */
export async function locked<T>(folder: string, timeoutMs: number, work: () => T): Promise<T> {
	const lock = await until(`another run to finish the installation in ${folder}`, timeoutMs, () =>
		take(`\0n8n-nodes-pbx ${folder}`.slice(0, longest)),
	);
	try {
		return work();
	} finally {
		lock.close();
	}
}

/** What a socket's name may have. */
const longest = 100;

function take(name: string): Promise<Server | undefined> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(undefined));
		server.listen(name, () => resolve(server));
	});
}
