import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Installation } from '../installation/installation.cts';
import { phoneNames } from '../phones.cts';
import { isIn, type Ports } from '../ports.cts';
import { startProgram } from '../program.cts';
import { until } from '../../poll.cts';
import { noVoices, type AudioCapture, type Voices } from './audioCapture.cts';
import { type Datagram, readPcapHeader, readPcapRecords } from './pcap.cts';
import { readRtp } from './rtp.cts';

const startTimeoutMs = 10_000;
const stopTimeoutMs = 3_000;
/** Time the capture may need to write down what has passed. */
const flush = 300;

/** Captures the RTP between the PBX and the phones. Needs root or the right to capture. */
export async function startRtpCapture(
	installation: Installation,
	folder: string,
	ports: Ports,
): Promise<AudioCapture> {
	const file = join(folder, 'rtp.pcap');
	const between = `${ports.phones.A.rtp.first}-${ports.phones.D.rtp.last}`;
	const program = startProgram({
		name: 'the capture',
		command: installation.programs.command(
			'usr/bin/tcpdump',
			...['-i', 'lo', '-n', '-U', '-B', '8192', '-Z', 'root', '-w', file],
			`udp and portrange ${between}`,
		),
		environment: { LD_PRELOAD: installation.loopback },
		folder,
		logFile: join(folder, 'capture.log'),
	});
	const reader = new GrowingPcap(file);
	await until('the capture to start', startTimeoutMs, () => {
		if (!program.running) throw new Error(`No capture is possible here: ${program.lastOutput()}`);
		return program.lastOutput().includes('listening on') ? true : undefined;
	});
	return {
		source: 'RTP captured on the loopback interface',
		async listen(milliseconds) {
			const from = Date.now();
			await sleep(milliseconds + flush);
			if (!program.running) throw new Error(`The capture ended:\n${program.lastOutput()}`);
			const heard = reader.next().filter(({ at }) => at >= from && at < from + milliseconds);
			return sortVoices(heard, ports);
		},
		end: () => program.end('SIGINT', stopTimeoutMs),
	};
}

/** Reads what has been added to a capture file since the last look. */
class GrowingPcap {
	private offset = 0;

	constructor(private readonly file: string) {}

	next(): Datagram[] {
		if (this.offset === 0) this.offset = readPcapHeader(this.added()) ?? 0;
		if (this.offset === 0) return [];
		const { datagrams, consumed } = readPcapRecords(this.added());
		this.offset += consumed;
		return datagrams;
	}

	private added(): Buffer {
		const bytes = Buffer.alloc(statSync(this.file).size - this.offset);
		const handle = openSync(this.file, 'r');
		const read = readSync(handle, bytes, 0, bytes.length, this.offset);
		closeSync(handle);
		return bytes.subarray(0, read);
	}
}

/**
 * What goes from the PBX's range of ports to a phone's is what this phone hears; the other way round is
 * what it says.
 */
export function sortVoices(datagrams: Datagram[], ports: Ports): Voices {
	const voices = noVoices();
	for (const name of phoneNames) {
		const own = ports.phones[name].rtp;
		const sent = datagrams.filter((d) => isIn(own, d.fromPort) && isIn(ports.rtp, d.toPort));
		const heard = datagrams.filter((d) => isIn(ports.rtp, d.fromPort) && isIn(own, d.toPort));
		voices[name] = { sent: streams(sent), heard: streams(heard) };
	}
	return voices;
}

function streams(datagrams: Datagram[]): Int16Array[] {
	const parts = new Map<string, Int16Array[]>();
	for (const { fromPort, toPort, payload } of datagrams) {
		const packet = readRtp(payload);
		if (packet === undefined) continue;
		const key = `${fromPort} ${toPort} ${packet.source}`;
		parts.set(key, [...(parts.get(key) ?? []), packet.samples]);
	}
	return [...parts.values()].map(joined);
}

function joined(parts: Int16Array[]): Int16Array {
	const whole = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0));
	let offset = 0;
	for (const part of parts) {
		whole.set(part, offset);
		offset += part.length;
	}
	return whole;
}
