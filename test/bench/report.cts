import { protocolOf, yardstick } from './rivals.cts';
import type { Latency, Percentiles } from './latency.cts';
import type { Throughput } from './throughput.cts';

/** Rows for a table, the first is the head: how many times as fast as the HTTP Request node. */
export function throughputRows(measured: readonly Throughput[]): string[][] {
	const medianOf = (name: string) => measured.find((one) => one.name === name)?.milliseconds.median;
	return [
		['1,000 whispers by', 'times as fast', 'median ms', 'least – most ms'],
		...measured.map(({ name, milliseconds: { median, least, most } }) => {
			const rival = medianOf(yardstick(protocolOf(name)));
			const ratio = rival === undefined ? '' : `${(rival / median).toFixed(1)} ×`;
			return [name, ratio, whole(median), `${whole(least)} – ${whole(most)}`];
		}),
	];
}

/** What one whisper costs the PBX, and how often somebody signed in in the whole run. */
export function costRows(measured: readonly Throughput[]): string[][] {
	return [
		['1,000 whispers by', 'requests', 'connections', 'TLS handshakes', 'sign-ins in all'],
		...measured.map(({ name, traffic }) => [
			name,
			perWhisper(traffic.requests, traffic.whispers),
			perWhisper(traffic.connections, traffic.whispers),
			perWhisper(traffic.tlsHandshakes, traffic.whispers),
			String(traffic.signIns),
		]),
	];
}

/** From the call of the webhook until the PBX sees the whisper. */
export function latencyRows(measured: readonly Latency[]): string[][] {
	const first = measured[0]?.alone.p50;
	return [
		[
			'webhook and',
			'p50 against the first',
			'alone: p50 / p95 / p99 ms',
			'10 a second: p50 / p95 / p99 ms',
		],
		...measured.map(({ name, alone, tenASecond }) => [
			name,
			first === undefined ? '' : `${(alone.p50 / first).toFixed(2)} ×`,
			percentiles(alone),
			percentiles(tenASecond),
		]),
	];
}

function percentiles({ p50, p95, p99 }: Percentiles): string {
	return [p50, p95, p99].map((one) => one.toFixed(1)).join(' / ');
}

function perWhisper(count: number, whispers: number): string {
	return (count / whispers).toFixed(2);
}

function whole(milliseconds: number): string {
	return Math.round(milliseconds).toLocaleString('en');
}
