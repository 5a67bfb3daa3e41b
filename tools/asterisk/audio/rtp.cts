export interface RtpPacket {
	source: number;
	samples: Int16Array;
}

const decoders: Record<number, (byte: number) => number> = { 0: ulaw, 8: alaw };

/** An RTP packet with A-law or µ-law voice; anything else is no voice. */
export function readRtp(payload: Buffer): RtpPacket | undefined {
	if (payload.length < 12) return undefined;
	const first = payload[0] ?? 0;
	const decode = decoders[(payload[1] ?? 0) & 0x7f];
	if (first >> 6 !== 2 || decode === undefined) return undefined;

	const sources = (first & 15) * 4;
	const extension = (first & 0x10) !== 0 ? extensionLength(payload, 12 + sources) : 0;
	const padding = (first & 0x20) !== 0 ? (payload[payload.length - 1] ?? 0) : 0;
	const voice = payload.subarray(12 + sources + extension, payload.length - padding);
	return { source: payload.readUInt32BE(8), samples: Int16Array.from(voice, decode) };
}

function extensionLength(payload: Buffer, offset: number): number {
	return payload.length < offset + 4 ? 0 : 4 + payload.readUInt16BE(offset + 2) * 4;
}

/** One byte of A-law (ITU-T G.711) as a 16-bit sample. */
export function alaw(byte: number): number {
	const value = byte ^ 0x55;
	const exponent = (value >> 4) & 7;
	const mantissa = ((value & 15) << 4) + 8;
	const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
	return (value & 0x80) !== 0 ? magnitude : -magnitude;
}

/** One byte of µ-law (ITU-T G.711) as a 16-bit sample. */
export function ulaw(byte: number): number {
	const value = ~byte & 0xff;
	const magnitude = ((((value & 15) << 3) + 0x84) << ((value >> 4) & 7)) - 0x84;
	return (value & 0x80) !== 0 ? -magnitude : magnitude;
}
