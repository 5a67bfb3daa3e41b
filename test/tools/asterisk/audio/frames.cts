/** Bytes as a capture holds them, for tests. */
export interface FrameFields {
	at: number;
	fromPort: number;
	toPort: number;
	payload: Buffer;
	protocol?: 'udp' | 'tcp';
	/** Bytes of IPv4 options. */
	options?: number;
}

export function pcapHeader(linkType = 1): Buffer {
	const head = Buffer.alloc(24);
	head.writeUInt32LE(0xa1b2c3d4, 0);
	head.writeUInt32LE(linkType, 20);
	return head;
}

export function pcapRecord(fields: FrameFields): Buffer {
	const { at, fromPort, toPort, payload, protocol = 'udp', options = 0 } = fields;
	const ip = 20 + options;
	const frame = Buffer.alloc(14 + ip + 8 + payload.length);
	frame.writeUInt16BE(0x0800, 12);
	frame[14] = 0x40 + ip / 4;
	frame[14 + 9] = protocol === 'udp' ? 17 : 6;
	frame.writeUInt16BE(fromPort, 14 + ip);
	frame.writeUInt16BE(toPort, 14 + ip + 2);
	frame.writeUInt16BE(8 + payload.length, 14 + ip + 4);
	payload.copy(frame, 14 + ip + 8);

	const head = Buffer.alloc(16);
	head.writeUInt32LE(Math.floor(at / 1000), 0);
	head.writeUInt32LE((at % 1000) * 1000, 4);
	head.writeUInt32LE(frame.length, 8);
	head.writeUInt32LE(frame.length, 12);
	return Buffer.concat([head, frame]);
}

export interface RtpFields {
	voice: Buffer;
	payloadType?: number;
	source?: number;
	contributors?: number;
	extensionWords?: number;
	padding?: number;
}

export function rtpPacket(fields: RtpFields): Buffer {
	const {
		voice,
		payloadType = 8,
		source = 1,
		contributors = 0,
		extensionWords,
		padding = 0,
	} = fields;
	const head = Buffer.alloc(12 + contributors * 4, 0xee);
	const extended = extensionWords === undefined ? 0 : 0x10;
	head[0] = 0x80 + extended + (padding > 0 ? 0x20 : 0) + contributors;
	head[1] = payloadType;
	head.writeUInt32BE(source, 8);
	const extension = Buffer.alloc(extensionWords === undefined ? 0 : 4 + extensionWords * 4, 0xee);
	if (extensionWords !== undefined) extension.writeUInt16BE(extensionWords, 2);
	const end = Buffer.alloc(padding);
	if (padding > 0) end[padding - 1] = padding;
	return Buffer.concat([head, extension, voice, end]);
}
