import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WhisperRequest } from '../pbx/whisperRequests.cts';

/** Posts in a plain Node program, over connections that are kept. */
export interface BareLoop {
	/** Base URL of the PBX. */
	url: string;
	token: string;
	whispers: WhisperRequest[];
	inFlight: number;
}

/** Runs in a thread of its own, as n8n runs in a process of its own; gives milliseconds. */
export function bareLoop(loop: BareLoop): Promise<number> {
	const worker = new Worker(join(__dirname, 'bareLoopThread.cjs'), { workerData: loop });
	return new Promise((resolve, reject) => {
		worker.once('message', (milliseconds) => resolve(Number(milliseconds)));
		worker.once('error', reject);
		worker.once('exit', () => reject(new Error('The bare loop ended without a result.')));
	});
}
