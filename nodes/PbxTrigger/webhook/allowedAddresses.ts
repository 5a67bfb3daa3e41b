import { Failure } from '../../../pbx/model/failure';
import { fieldLabels } from '../labels';

/** Addresses and networks; none: every address is allowed. */
export type AllowedAddresses = ReadonlyArray<{ address: string; bits?: number }>;

/** Reads `192.168.1.10`, `10.0.0.0/24`, `fe80::1`. */
export function readAllowedAddresses(entries: readonly string[]): AllowedAddresses | Failure {
	const read = entries.map((entry) => ({ entry, allowed: readEntry(entry) }));
	const bad = read.find(({ allowed }) => allowed === undefined);
	if (bad) {
		return new Failure(
			'invalidInput',
			`'${fieldLabels.allowedAddresses}' contains an invalid IP address: ${bad.entry.slice(0, 60)}`,
			'Enter IP addresses such as 192.168.1.10, or IPv4 networks such as 10.0.0.0/24.',
		);
	}
	return read.flatMap(({ allowed }) => (allowed ? [allowed] : []));
}

export function isAllowed(sender: string, allowed: AllowedAddresses): boolean {
	if (allowed.length === 0) return true;
	const from = plain(sender);
	return allowed.some(({ address, bits }) =>
		bits === undefined ? address === from : isInNetwork(from, address, bits),
	);
}

function readEntry(entry: string): AllowedAddresses[number] | undefined {
	const [address = '', bits, ...more] = entry.split('/');
	if (more.length > 0) return undefined;
	if (bits === undefined) {
		const isAddress = ipv4(address) !== undefined || /^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(address);
		return isAddress ? { address: plain(address) } : undefined;
	}
	if (ipv4(address) === undefined || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return undefined;
	return { address, bits: Number(bits) };
}

/** An IPv4 address that came over an IPv6 socket looks like `::ffff:192.168.1.10`. */
function plain(address: string): string {
	return address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
}

function isInNetwork(sender: string, network: string, bits: number): boolean {
	const [one, other] = [ipv4(sender), ipv4(network)];
	if (one === undefined || other === undefined) return false;
	const size = 2 ** (32 - bits);
	return Math.floor(one / size) === Math.floor(other / size);
}

/** The address as a number. */
function ipv4(address: string): number | undefined {
	const parts = address.split('.');
	const isByte = (part: string) => /^\d{1,3}$/.test(part) && Number(part) <= 255;
	if (parts.length !== 4 || !parts.every(isByte)) return undefined;
	return parts.reduce((number, part) => number * 256 + Number(part), 0);
}
