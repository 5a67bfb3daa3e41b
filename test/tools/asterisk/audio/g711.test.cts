import { alaw, ulaw } from '../../../../tools/asterisk/audio/g711.cts';

const bytes = Array.from({ length: 256 }, (_, byte) => byte);

describe('A-law', () => {
	it.each([
		[0xd5, 8],
		[0x55, -8],
		[0xaa, 32256],
		[0x2a, -32256],
		[0xc5, 264],
	])('reads byte %i as %i', (byte, sample) => expect(alaw(byte)).toBe(sample));

	it('has 256 different samples, as many above zero as below', () => {
		const samples = new Set(bytes.map(alaw));
		expect(samples.size).toBe(256);
		expect([...samples].every((sample) => samples.has(-sample))).toBe(true);
	});
});

describe('µ-law', () => {
	it.each([
		[0xff, 0],
		[0x80, 32124],
		[0x00, -32124],
		[0xef, 132],
	])('reads byte %i as %i', (byte, sample) => expect(ulaw(byte)).toBe(sample));
});
