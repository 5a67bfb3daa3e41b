/** One UDP packet from a capture. */
export interface Datagram {
	/** ms since 1970. */
	at: number;
	fromPort: number;
	toPort: number;
	payload: Buffer;
}

export interface PcapPart {
	datagrams: Datagram[];
	/** Bytes that were read whole; what follows is a record that is still being written. */
	consumed: number;
}

const fileHeader = 24;
const recordHeader = 16;
const ethernetHeader = 14;
const ipv4 = 0x0800;
const udp = 17;

/** Checks the head of a classic little-endian pcap file of Ethernet frames: bytes it takes. */
export function readPcapHeader(file: Buffer): number | undefined {
	if (file.length < fileHeader) return undefined;
	if (file.readUInt32LE(0) !== 0xa1b2c3d4 || file.readUInt32LE(20) !== 1)
		throw new Error('The capture is not a pcap file of Ethernet frames with microseconds.');
	return fileHeader;
}

/** UDP packets over IPv4 among the whole records of `bytes`. */
export function readPcapRecords(bytes: Buffer): PcapPart {
	const datagrams: Datagram[] = [];
	let offset = 0;
	while (offset + recordHeader <= bytes.length) {
		const length = bytes.readUInt32LE(offset + 8);
		const end = offset + recordHeader + length;
		if (end > bytes.length) break;
		const at = bytes.readUInt32LE(offset) * 1000 + bytes.readUInt32LE(offset + 4) / 1000;
		const datagram = readFrame(at, bytes.subarray(offset + recordHeader, end));
		if (datagram !== undefined) datagrams.push(datagram);
		offset = end;
	}
	return { datagrams, consumed: offset };
}

function readFrame(at: number, frame: Buffer): Datagram | undefined {
	if (frame.length < ethernetHeader + 28) return undefined;
	if (frame.readUInt16BE(12) !== ipv4 || frame[ethernetHeader + 9] !== udp) return undefined;
	const start = ethernetHeader + ((frame[ethernetHeader] ?? 0) & 15) * 4;
	if (frame.length < start + 8) return undefined;
	return {
		at,
		fromPort: frame.readUInt16BE(start),
		toPort: frame.readUInt16BE(start + 2),
		payload: frame.subarray(start + 8, start + frame.readUInt16BE(start + 4)),
	};
}
