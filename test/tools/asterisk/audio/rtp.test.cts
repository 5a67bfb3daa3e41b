import { alaw, ulaw, readRtp } from '../../../../tools/asterisk/audio/rtp.cts';
import { rtpPacket } from './frames.cts';

const voice = Buffer.from([0xd5, 0x2a, 0xaa, 0x55]);
const spoken = [...voice].map(alaw);

describe('an RTP packet', () => {
	it.each([
		['plain', {}],
		['with contributing sources', { contributors: 3 }],
		['with a header extension', { extensionWords: 2 }],
		['with an empty header extension', { extensionWords: 0 }],
		['with padding', { padding: 4 }],
		['with all of them', { contributors: 2, extensionWords: 1, padding: 8 }],
	])('gives its A-law voice: %s', (_, fields) => {
		const packet = readRtp(rtpPacket({ voice, source: 77, ...fields }));
		expect(packet?.source).toBe(77);
		expect([...(packet?.samples ?? [])]).toEqual(spoken);
	});

	it('gives its µ-law voice', () => {
		const packet = readRtp(rtpPacket({ voice, payloadType: 0 }));
		expect([...(packet?.samples ?? [])]).toEqual([...voice].map(ulaw));
	});

	it.each([
		['a keypad event', rtpPacket({ voice, payloadType: 101 })],
		['an RTCP report', rtpPacket({ voice, payloadType: 72 })],
		['too short', Buffer.alloc(11)],
		['another protocol', Buffer.alloc(40)],
	])('is no voice: %s', (_, payload) => expect(readRtp(payload)).toBeUndefined());
});

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
