import { createServer, type Server } from 'node:net';

import { phoneNames, type PhoneName } from './phones.cts';

export interface PortRange {
	first: number;
	last: number;
}

/** Every port of a bench, counted from one base number. */
export interface Ports {
	base: number;
	sip: number;
	http: number;
	ami: number;
	rtp: PortRange;
	phones: Record<PhoneName, { sip: number; control: number; rtp: PortRange }>;
}

export function portsFrom(base: number): Ports {
	const phone = (name: PhoneName) => {
		const n = phoneNames.indexOf(name);
		const rtp = { first: base + 100 + 100 * n, last: base + 198 + 100 * n };
		return { sip: base + 20 + 10 * n, control: base + 25 + 10 * n, rtp };
	};
	return {
		base,
		sip: base,
		http: base + 1,
		ami: base + 2,
		rtp: { first: base + 1000, last: base + 1998 },
		phones: { A: phone('A'), B: phone('B'), C: phone('C'), D: phone('D') },
	};
}

export function isIn(range: PortRange, port: number): boolean {
	return port >= range.first && port <= range.last;
}

/** Below the ports that the system gives out by itself. */
const bases = [14000, 16000, 18000, 20000, 22000, 24000, 26000, 28000, 30000];

export interface ClaimedPorts {
	ports: Ports;
	release(): void;
}

/** Takes the first block of ports that no other bench on this machine uses. */
export async function claimPorts(): Promise<ClaimedPorts> {
	for (const base of bases) {
		const ports = portsFrom(base);
		const claim = await claimed(base + 9);
		if (claim === undefined) continue;
		const release = () => void claim.close();
		if (await allFree([ports.sip, ports.http, ports.ami])) return { ports, release };
		release();
	}
	throw new Error(`All blocks of ports from ${bases.join(', ')} on are in use on this machine.`);
}

async function allFree(wanted: number[]): Promise<boolean> {
	for (const port of wanted) {
		const server = await claimed(port);
		if (server === undefined) return false;
		await new Promise((resolve) => server.close(resolve));
	}
	return true;
}

function claimed(port: number): Promise<Server | undefined> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(undefined));
		server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
			server.unref();
			resolve(server);
		});
	});
}
