import { setTimeout as sleep } from 'node:timers/promises';
import { callWebhook } from '../n8n/webhook.cts';
import type { Order } from './orders.cts';
import { quantile } from './statistics.cts';

/** A webhook that puts a supervisor on a call, or only answers. */
export interface Chain {
	name: string;
	path: string;
	/** `answered`: there is nothing else to wait for. */
	until: 'seenByPbx' | 'answered';
}

export interface LatencySettings {
	calls: number;
	/** Milliseconds from one call to the next. */
	interval: number;
}

/** Milliseconds. */
export interface Percentiles {
	p50: number;
	p95: number;
	p99: number;
}

export interface Latency {
	name: string;
	alone: Percentiles;
	tenASecond: Percentiles;
}

export async function latencies(
	stopwatch: Stopwatch,
	chains: readonly Chain[],
	calls: number,
): Promise<Latency[]> {
	await stopwatch.alone(chains, 10);
	const alone = await stopwatch.alone(chains, calls);
	const measured: Latency[] = [];
	for (const [chain, undisturbed] of alone) {
		const tenASecond = await stopwatch.steadily(chain, { calls, interval: 100 });
		measured.push({ name: chain.name, alone: undisturbed, tenASecond });
	}
	return measured;
}

/** Calls webhooks, and looks when the whisper arrives; both are in this process, on one clock. */
export class Stopwatch {
	private calls = 0;

	constructor(
		private readonly n8nUrl: string,
		private readonly arrivals: ReadonlyMap<string, number>,
	) {}

	/** One call after the other, the chains in turn. */
	async alone(chains: readonly Chain[], calls: number): Promise<ReadonlyMap<Chain, Percentiles>> {
		const times = new Map(chains.map((chain) => [chain, [] as number[]]));
		for (let call = 0; call < calls; call += 1) {
			for (const [chain, all] of times) {
				// n8n is still at work when the webhook has answered: it stores the execution.
				await sleep(100);
				all.push(await this.time(chain));
			}
		}
		return new Map([...times].map(([chain, all]) => [chain, percentiles(all)]));
	}

	/** Whether or not the one before is through. */
	async steadily(chain: Chain, { calls, interval }: LatencySettings): Promise<Percentiles> {
		const times = Array.from({ length: calls }, async (_, call) => {
			await sleep(call * interval);
			return this.time(chain);
		});
		return percentiles(await Promise.all(times));
	}

	private async time({ name, path, until }: Chain): Promise<number> {
		this.calls += 1;
		const order: Order = { supervisor: String(300_000 + this.calls), agent: '106' };
		const begun = performance.now();
		const { status } = await callWebhook(this.n8nUrl, path, order);
		const end = until === 'answered' ? performance.now() : this.arrivals.get(order.supervisor);
		if (status === 200 && end !== undefined) return end - begun;
		throw new Error(
			`${name}: HTTP ${status}, and the PBX saw ${end === undefined ? 'nothing' : 'it'}`,
		);
	}
}

function percentiles(times: readonly number[]): Percentiles {
	return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99) };
}
