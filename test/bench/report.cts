import { protocolOf, yardstick } from './rivals.cts';
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

function perWhisper(count: number, whispers: number): string {
	return (count / whispers).toFixed(2);
}

function whole(milliseconds: number): string {
	return Math.round(milliseconds).toLocaleString('en');
}
