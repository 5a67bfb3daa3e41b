import { portsFrom } from '../../../tools/asterisk/ports.cts';

it('no two purposes share a port, and neighbours do not overlap', () => {
	const ports = portsFrom(14000);
	const single = [ports.sip, ports.http, ports.ami, ports.base + 9];
	const phones = Object.values(ports.phones);
	const own = phones.flatMap(({ sip, control, rtp }) => [sip, sip + 1, control, ...all(rtp)]);
	const used = [...single, ...own, ...all(ports.rtp)];
	expect(new Set(used).size).toBe(used.length);
	expect(Math.min(...used)).toBe(14000);
	expect(Math.max(...used)).toBeLessThan(16000);
});

function all({ first, last }: { first: number; last: number }): number[] {
	return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}
