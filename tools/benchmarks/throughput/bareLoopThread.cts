import { parentPort, workerData } from 'node:worker_threads';
import type { BareLoop } from './bareLoop.cts';
import { Connection } from '../pbx/connection.cts';
import { whisperBody, whisperPath } from '../pbx/whisperRequests.cts';

async function run({ url, token, whispers, inFlight }: BareLoop): Promise<number> {
	const line = new Connection(url, inFlight);
	const rest = whispers.values();
	const begun = performance.now();
	await Promise.all(
		Array.from({ length: inFlight }, async () => {
			for (const request of rest) await line.post(url + whisperPath(token), whisperBody(request));
		}),
	);
	const milliseconds = performance.now() - begun;
	line.close();
	return milliseconds;
}

void run(workerData as BareLoop).then((milliseconds) => parentPort?.postMessage(milliseconds));
