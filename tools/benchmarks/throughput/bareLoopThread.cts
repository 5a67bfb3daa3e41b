import { parentPort, workerData } from 'node:worker_threads';
import type { BareLoop } from './bareLoop.cts';
import { Line } from '../pbx/line.cts';
import { whisperBody, whisperPath } from '../pbx/wire.cts';

async function run({ url, token, orders, inFlight }: BareLoop): Promise<number> {
	const line = new Line(url, inFlight);
	const rest = orders.values();
	const begun = performance.now();
	await Promise.all(
		Array.from({ length: inFlight }, async () => {
			for (const order of rest) await line.post(url + whisperPath(token), whisperBody(order));
		}),
	);
	const milliseconds = performance.now() - begun;
	line.close();
	return milliseconds;
}

void run(workerData as BareLoop).then((milliseconds) => parentPort?.postMessage(milliseconds));
