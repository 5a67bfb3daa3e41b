import { pcapHeader, pcapRecord } from './frames.cts';
import { readPcapHeader, readPcapRecords } from '../../../../tools/asterisk/audio/pcap.cts';

const packet = {
	at: 1_795_395_871_250,
	fromPort: 15028,
	toPort: 14122,
	payload: Buffer.from('voice'),
};

describe('a pcap file', () => {
	it('gives its UDP packets with time, ports and payload', () => {
		const { datagrams, consumed } = readPcapRecords(pcapRecord(packet));
		expect(datagrams).toEqual([packet]);
		expect(consumed).toBe(pcapRecord(packet).length);
	});

	it('may have IPv4 options before the UDP header', () => {
		expect(readPcapRecords(pcapRecord({ ...packet, options: 8 })).datagrams).toEqual([packet]);
	});

	it('gives nothing for other protocols', () => {
		expect(readPcapRecords(pcapRecord({ ...packet, protocol: 'tcp' })).datagrams).toEqual([]);
	});

	it('leaves a record that is still being written for the next look', () => {
		const whole = pcapRecord(packet);
		for (let cut = 1; cut < whole.length; cut++) {
			const part = Buffer.concat([whole, whole.subarray(0, whole.length - cut)]);
			const { datagrams, consumed } = readPcapRecords(part);
			expect([datagrams.length, consumed]).toEqual([1, whole.length]);
		}
	});

	it('is not read before its head is there', () => {
		expect(readPcapHeader(pcapHeader().subarray(0, 20))).toBeUndefined();
		expect(readPcapHeader(pcapHeader())).toBe(24);
	});

	it('is refused when its frames are not Ethernet', () => {
		expect(() => readPcapHeader(pcapHeader(101))).toThrow('not a pcap file of Ethernet frames');
	});
});
