import { request, Agent } from 'node:http';
import type { ManualApi } from '../../../simulator/manualApi.cts';

const begun = 1_700_000_000;
let calls = 0;

/** Reports as the PBX writes them; each is about another call. */
export interface Reports {
	/** The record of a call, which starts an execution. */
	wanted: () => string;
	/** A phone's new state, which starts none. */
	unwanted: () => string;
}

/** The reports of this PBX, as its manual prints them. */
export function reportsOf({ device }: Pick<ManualApi, 'device'>): Reports {
	const sn = device.serialNumber;
	return {
		wanted() {
			calls += 1;
			return JSON.stringify({
				action: 'NewCdr',
				callid: `${begun + calls}.${calls}`,
				timestart: '2026-05-20 10:18:59',
				callfrom: '0151234567',
				callto: '106',
				callduraction: '10',
				talkduraction: '4',
				status: 'ANSWERED',
				type: 'Inbound',
				sn,
			});
		},
		unwanted() {
			calls += 1;
			const extension = String(100_000 + calls);
			return JSON.stringify({ action: 'ExtensionStatus', extension, status: 'InUse', sn });
		},
	};
}

export function many(count: number, write: () => string): string[] {
	return Array.from({ length: count }, () => write());
}

/** Sends reports as a PBX does, each over a connection of its own; in turn to these addresses. */
export class Sender {
	private readonly agent = new Agent({ keepAlive: false });
	private sent = 0;

	constructor(private readonly addresses: readonly string[]) {}

	/** Milliseconds until all are answered, with so many on their way at the same time. */
	async all(bodies: readonly string[], inFlight: number): Promise<number> {
		const rest = bodies.values();
		const started = performance.now();
		await Promise.all(
			Array.from({ length: inFlight }, async () => {
				for (const body of rest) await this.one(body);
			}),
		);
		return performance.now() - started;
	}

	async one(body: string): Promise<void> {
		const address = this.addresses[this.sent % this.addresses.length] ?? '';
		this.sent += 1;
		const status = await new Promise<number>((resolve, reject) => {
			const headers = {
				'content-type': 'application/json',
				'content-length': Buffer.byteLength(body),
			};
			const sent = request(
				address,
				{ method: 'POST', headers, agent: this.agent, timeout: 120_000 },
				(response) => {
					response.resume();
					response.once('end', () => resolve(response.statusCode ?? 0)).once('error', reject);
				},
			);
			sent.once('timeout', () => sent.destroy(new Error('n8n does not answer a report.')));
			sent.once('error', reject).end(body);
		});
		if (status !== 200) throw new Error(`A report was answered with HTTP ${status}.`);
	}
}
