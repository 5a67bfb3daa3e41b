import { setTimeout as sleep } from 'node:timers/promises';
import { callWebhook } from '../../n8n/api/webhook.cts';
import type { WhisperRequest } from '../pbx/whisperRequests.cts';

/** A webhook that puts a supervisor on a call, or only answers. */
export interface Chain {
	name: string;
	path: string;
	/** `answered`: there is nothing else to wait for. */
	until: 'seenByPbx' | 'answered';
}

export interface Pace {
	calls: number;
	/** Milliseconds from one call to the next. */
	interval: number;
}

/** Calls webhooks, and looks when the whisper arrives; both are in this process, on one clock. */
export class Stopwatch {
	private calls = 0;

	constructor(
		private readonly n8nUrl: string,
		private readonly arrivals: ReadonlyMap<string, number>,
	) {}

	/** Milliseconds of one call after the other, the chains in turn. */
	async inTurns(chains: readonly Chain[], calls: number): Promise<ReadonlyMap<Chain, number[]>> {
		const times = new Map(chains.map((chain) => [chain, [] as number[]]));
		for (let call = 0; call < calls; call += 1) {
			for (const [chain, all] of times) {
				// n8n is still at work when the webhook has answered: it stores the execution.
				await sleep(100);
				all.push(await this.time(chain));
			}
		}
		return times;
	}

	/** The same, whether or not the call before is through. */
	steadily(chain: Chain, { calls, interval }: Pace): Promise<number[]> {
		const times = Array.from({ length: calls }, async (_, call) => {
			await sleep(call * interval);
			return this.time(chain);
		});
		return Promise.all(times);
	}

	private async time({ name, path, until }: Chain): Promise<number> {
		this.calls += 1;
		const request: WhisperRequest = { supervisor: String(300_000 + this.calls), agent: '106' };
		const begun = performance.now();
		const { status } = await callWebhook(this.n8nUrl, path, request);
		const end = until === 'answered' ? performance.now() : this.arrivals.get(request.supervisor);
		if (status === 200 && end !== undefined) return end - begun;
		throw new Error(
			`${name}: HTTP ${status}, and the PBX saw ${end === undefined ? 'nothing' : 'it'}`,
		);
	}
}
