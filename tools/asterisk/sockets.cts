import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A socket of a process, with the address it is bound to as the kernel writes it. */
export interface BoundSocket {
	pid: number;
	protocol: Protocol;
	/** `0100007F:4650`: hexadecimal, bytes of each 32-bit word reversed. */
	address: string;
}

type Protocol = (typeof protocols)[number];

const protocols = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'] as const;

const loopback = /^(?:[0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F):/;

export function isLoopback(address: string): boolean {
	return loopback.test(address);
}

/** Sockets of these processes that are bound to anything but a loopback address. */
export function nonLoopbackSockets(pids: number[]): BoundSocket[] {
	const table = new Map(protocols.flatMap((protocol) => socketTable(protocol)));
	return pids.flatMap((pid) =>
		inodesOf(pid).flatMap((inode) => {
			const socket = table.get(inode);
			return socket === undefined || isLoopback(socket.address) ? [] : [{ pid, ...socket }];
		}),
	);
}

/** The lines of `/proc/net/udp` and its like: inode to socket. */
function socketTable(protocol: Protocol): [string, Omit<BoundSocket, 'pid'>][] {
	const lines = contentOf(`/proc/net/${protocol}`).trim().split('\n').slice(1);
	return lines.map((line) => {
		const columns = line.trim().split(/\s+/);
		return [columns[9] ?? '', { protocol, address: columns[1] ?? '' }];
	});
}

function contentOf(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

function inodesOf(pid: number): string[] {
	const folder = `/proc/${pid}/fd`;
	return entriesOf(folder).flatMap(
		(name) => /^socket:\[(\d+)\]$/.exec(linkOf(`${folder}/${name}`))?.[1] ?? [],
	);
}

function entriesOf(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}

function linkOf(file: string): string {
	try {
		return readlinkSync(file);
	} catch {
		return '';
	}
}
