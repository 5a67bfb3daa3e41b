import { portsFrom } from '../../../../tools/asterisk/ports.cts';
import { sortVoices } from '../../../../tools/asterisk/audio/rtpCapture.cts';
import { rtpPacket } from './frames.cts';
import type { Datagram } from '../../../../tools/asterisk/audio/pcap.cts';

const ports = portsFrom(14000);
const pbx = ports.rtp.first + 28;
const phoneB = ports.phones.B.rtp.first + 4;

function packet(fromPort: number, toPort: number, byte: number, source = 1): Datagram {
	const payload = rtpPacket({ voice: Buffer.alloc(160, byte), source });
	return { at: 0, fromPort, toPort, payload };
}

describe('the voices of a capture', () => {
	it('are distinguished by direction and by phone', () => {
		const voices = sortVoices([packet(pbx, phoneB, 0xd5), packet(phoneB, pbx, 0xaa)], ports);
		expect(voices.B.heard.map((samples) => samples[0])).toEqual([8]);
		expect(voices.B.sent.map((samples) => samples[0])).toEqual([32256]);
		expect([voices.A, voices.C, voices.D]).toEqual(Array(3).fill({ sent: [], heard: [] }));
	});

	it('are joined by stream', () => {
		const packets = [1, 2, 1, 2, 1].map((source) => packet(pbx, phoneB, 0xd5, source));
		const lengths = sortVoices(packets, ports).B.heard.map(({ length }) => length);
		expect(lengths).toEqual([480, 320]);
	});

	it('leave out what does not go to or from the PBX', () => {
		const between = packet(ports.phones.A.rtp.first, phoneB, 0xd5);
		expect(sortVoices([between], ports).B).toEqual({ sent: [], heard: [] });
	});
});
